import "server-only";
import { ImError } from "./errors";

interface Where {
  command: string;
}

/** What happened, and what its sentence needs. The sentences here stand once more, by `reason`, in every language's messages. */
type Params = { reason: string } & Record<string, string | number>;

/** A call that got no usable answer; these, and no others, count against the endpoint. */
export class ImFault extends ImError {
  constructor(code: "im_unreachable" | "im_timeout" | "im_bad_answer", message: string, { command, params, retryable = true, cause }: Where & { params: Params; retryable?: boolean; cause?: unknown }) {
    super(code, message, { command, retryable, params, cause });
    this.name = "ImFault";
  }
}

const mayHaveHappened = "If this was a change, it may or may not have happened: look the number up before you repeat it.";

export function noAnswerInTime({ command, timeoutMs }: Where & { timeoutMs: number }): ImFault {
  const seconds = timeoutMs / 1000;
  return new ImFault("im_timeout", `The IM endpoint did not answer within ${seconds} s. ${mayHaveHappened}`, { command, params: { reason: "no_answer", seconds } });
}

export function httpFailure({ command, status }: Where & { status: number }): ImFault {
  const retryable = status === 408 || status === 429 || status >= 500;
  const [reason, advice] = retryable
    ? ["http_busy", "A gateway on the way, or IM itself, is in trouble; try again in a minute."]
    : ["http", "Check that the configured endpoint is the IM REST API."];
  return new ImFault("im_bad_answer", `The IM endpoint answered with HTTP ${status} instead of an IM answer. ${advice}`, { command, params: { reason, status }, retryable });
}

export function answerCutOff({ command, cause }: Where & { cause?: unknown }): ImFault {
  return new ImFault("im_bad_answer", `The answer from the IM endpoint was cut off. ${mayHaveHappened}`, { command, params: { reason: "cut_off" }, cause: harmless(cause) });
}

export function notJson({ command, text }: Where & { text: string }): ImFault {
  const start = text.trimStart();
  if (start.startsWith("<")) {
    return new ImFault("im_bad_answer", "The IM endpoint answered with a web page instead of an IM answer. Check that the configured endpoint is the IM REST API, and that no proxy is in between.", { command, params: { reason: "web_page" } });
  }
  if (start.startsWith("{")) return answerCutOff({ command });
  return new ImFault("im_bad_answer", "The IM endpoint answered with something that is not an IM answer. Check that the configured endpoint is the IM REST API.", { command, params: { reason: "not_im" } });
}

/** The endpoint works, but says something this console does not understand. */
export function wrongShape({ command, detail }: Where & { detail: string }): ImError {
  return new ImError("im_bad_answer", `The answer from the IM endpoint to ${command} has an unexpected form (${detail}). Tell whoever runs the console.`, { command, retryable: false, params: { reason: "shape", command, detail } });
}

/** The answer leaves out one of those it was asked about. */
export function nothingAbout({ command, id }: Where & { id: string }): ImError {
  return new ImError("im_bad_answer", `IM answered without a word about ${id}. Look it up again.`, { command, retryable: true, params: { reason: "silent", id } });
}

export function couldNotConnect({ command, cause }: Where & { cause: unknown }): ImFault {
  const fault = errorCode(cause);
  if (fault === "UND_ERR_CONNECT_TIMEOUT" || fault === "ETIMEDOUT") {
    return new ImFault("im_timeout", "No connection to the IM endpoint could be made in time. Check the network and the firewall between here and there.", { command, params: { reason: "no_connection" }, cause: harmless(cause) });
  }
  const { reason, says } = explain(fault);
  return new ImFault("im_unreachable", `The IM endpoint cannot be reached: ${says}`, { command, params: { reason, fault }, cause: harmless(cause) });
}

/** The endpoint has failed too often to be asked just now; `last` is how it failed. */
export function callsPaused({ command, seconds, last }: Where & { seconds: number; last: ImFault | undefined }): ImError {
  const message = `Calls to the IM endpoint are paused for ${seconds} s because it has not been answering. ${last?.message ?? ""}`.trim();
  return new ImError("im_paused", message, { command, retryable: true, params: { seconds }, cause: last });
}

interface Explanation {
  reason: string;
  says: string;
}

const noRoute = { reason: "no_route", says: "there is no route to it. Check the network." };
const closed = { reason: "closed", says: `it closed the connection without an answer. Check for a proxy or a firewall in between. ${mayHaveHappened}` };

const explanations: Record<string, Explanation> = {
  ENOTFOUND: { reason: "dns", says: "its name is not known. Check the configured endpoint, and DNS." },
  EAI_AGAIN: { reason: "dns_busy", says: "its name could not be looked up just now. Check DNS." },
  ECONNREFUSED: { reason: "refused", says: "nothing accepts connections there. Check the configured endpoint." },
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ECONNRESET: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
};

function explain(fault: string): Explanation {
  if (fault === "EPROTO" || fault.startsWith("ERR_SSL")) return { reason: "tls", says: `it does not speak TLS as expected (${fault}). Check the configured endpoint.` };
  if (/CERT|TLS|SELF_SIGNED|SIGNATURE|ISSUER/.test(fault)) return { reason: "certificate", says: `its certificate is not accepted (${fault}). Check for a proxy in between, and this machine's clock.` };
  if (fault.startsWith("HPE_")) return { reason: "not_http", says: `it does not speak HTTP (${fault}). Check the configured endpoint.` };
  return explanations[fault] ?? { reason: "failed", says: `the connection failed (${fault}). Check the network, and any proxy or firewall in between.` };
}

function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error && error.cause !== undefined ? errorCode(error.cause) : "UNKNOWN";
}

/** Only the kind of fault: what undici attaches beyond it may hold the request. */
function harmless(cause: unknown): Error | undefined {
  return cause === undefined ? undefined : new Error(errorCode(cause));
}
