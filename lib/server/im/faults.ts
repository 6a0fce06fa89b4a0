import "server-only";
import { ImError } from "./errors";

interface Where {
  command: string;
}

/** A call that got no usable answer; these, and no others, count against the endpoint. */
export class ImFault extends ImError {
  constructor(code: "im_unreachable" | "im_timeout" | "im_bad_answer", message: string, { command, retryable = true, cause }: Where & { retryable?: boolean; cause?: unknown }) {
    super(code, message, { command, retryable, cause });
    this.name = "ImFault";
  }
}

export function noAnswerInTime({ command, timeoutMs }: Where & { timeoutMs: number }): ImFault {
  return new ImFault("im_timeout", `The IM endpoint did not answer within ${timeoutMs / 1000} s. Whether the call took effect is not known.`, { command });
}

export function httpFailure({ command, status }: Where & { status: number }): ImFault {
  const retryable = status === 408 || status === 429 || status >= 500;
  const message = retryable
    ? `The IM endpoint answered with HTTP ${status} instead of an IM answer. A gateway on the way, or IM itself, is in trouble; try again in a minute.`
    : `The IM endpoint answered with HTTP ${status} instead of an IM answer. Check that the configured endpoint is the IM REST API.`;
  return new ImFault("im_bad_answer", message, { command, retryable });
}

export function answerCutOff({ command, cause }: Where & { cause?: unknown }): ImFault {
  return new ImFault("im_bad_answer", "The answer from the IM endpoint was cut off. Whether the call took effect is not known.", { command, cause: harmless(cause) });
}

export function notJson({ command, text }: Where & { text: string }): ImFault {
  const start = text.trimStart();
  if (start.startsWith("<")) {
    return new ImFault("im_bad_answer", `The IM endpoint answered with a web page instead of an IM answer. Check that the configured endpoint is the IM REST API, and that no proxy is in between.`, { command });
  }
  if (start.startsWith("{")) return answerCutOff({ command });
  return new ImFault("im_bad_answer", `The IM endpoint answered with something that is not an IM answer. Check that the configured endpoint is the IM REST API.`, { command });
}

/** The endpoint works, but says something this console does not understand. */
export function wrongShape({ command, detail }: Where & { detail: string }): ImError {
  return new ImError("im_bad_answer", `The answer from the IM endpoint to ${command} has an unexpected form (${detail}).`, { command, retryable: false });
}

export function couldNotConnect({ command, cause }: Where & { cause: unknown }): ImFault {
  const code = errorCode(cause);
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") {
    return new ImFault("im_timeout", `No connection to the IM endpoint could be made in time. Check the network and the firewall between here and there.`, { command, cause: harmless(cause) });
  }
  return new ImFault("im_unreachable", `The IM endpoint cannot be reached: ${explain(code)}`, { command, cause: harmless(cause) });
}

const explanations: Record<string, string> = {
  ENOTFOUND: "its name is not known. Check the configured endpoint, and DNS.",
  EAI_AGAIN: "its name could not be looked up just now. Check DNS.",
  ECONNREFUSED: "nothing accepts connections there. Check the configured endpoint.",
  EHOSTUNREACH: "there is no route to it. Check the network.",
  ENETUNREACH: "there is no route to it. Check the network.",
  ECONNRESET: "it closed the connection without an answer.",
  EPIPE: "it closed the connection without an answer.",
  UND_ERR_SOCKET: "it closed the connection without an answer.",
};

function explain(code: string): string {
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return `it does not speak TLS as expected (${code}). Check the configured endpoint.`;
  if (/CERT|TLS|SELF_SIGNED|SIGNATURE|ISSUER/.test(code)) return `its certificate is not accepted (${code}). Check for a proxy in between, and this machine's clock.`;
  if (code.startsWith("HPE_")) return `it does not speak HTTP (${code}). Check the configured endpoint.`;
  return explanations[code] ?? `the connection failed (${code}).`;
}

function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error && error.cause !== undefined ? errorCode(error.cause) : "unknown fault";
}

/** Only the kind of fault: what undici attaches beyond it may hold the request. */
function harmless(cause: unknown): Error | undefined {
  return cause === undefined ? undefined : new Error(errorCode(cause));
}
