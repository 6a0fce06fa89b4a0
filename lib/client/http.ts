import * as z from "zod/mini";
import { AppError, isErrorCode, type ErrorCode } from "@/lib/shared/errors";
import { ItemError } from "@/lib/shared/unread";

const WireError = z.object({
  error: z.extend(ItemError, { fields: z.optional(z.record(z.string(), z.string())), requestId: z.string() }),
});

/**
 * The console itself could not be asked (`unreachable`), or its answer made no sense (`unreadable`). Nothing on the server wrote a
 * sentence for this, so whoever shows it translates `connection.<reason>`.
 */
export class ConnectionError extends AppError {
  readonly reason: "unreachable" | "unreadable";

  constructor(reason: ConnectionError["reason"], { status, requestId, cause }: { status?: number; requestId?: string | undefined; cause?: unknown } = {}) {
    super(codeForStatus(status), `The console's answer was ${reason}.`, { requestId, cause });
    this.name = "ConnectionError";
    this.reason = reason;
  }
}

interface Options {
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** The browser's one `fetch`: same origin, JSON. */
async function ask(method: string, path: string, { body, signal }: Options): Promise<{ response: Response; requestId: string | undefined }> {
  const response = await fetch(path, {
    method,
    credentials: "same-origin",
    cache: "no-store",
    headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ConnectionError("unreachable", { cause });
  });
  return { response, requestId: response.headers.get("x-request-id") ?? undefined };
}

/** Asks for one JSON answer, and parses it. Throws `AppError`, or the abort of `signal`. */
async function send<S extends z.ZodMiniType>(method: string, path: string, schema: S, options: Options = {}): Promise<z.output<S>> {
  const { response, requestId } = await ask(method, path, options);
  const { signal } = options;
  const json: unknown = await response.json().catch(() => undefined);
  if (signal?.aborted) throw signal.reason;
  return readAnswer(json, schema, { status: response.status, requestId });
}

/** What a whole answer of the console says. Throws `AppError` where it is a refusal, and where it makes no sense. */
export function readAnswer<S extends z.ZodMiniType>(json: unknown, schema: S, { status, requestId }: { status: number; requestId: string | undefined }): z.output<S> {
  if (status < 200 || status > 299) throw toAppError(json, { status, requestId });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ConnectionError("unreadable", { requestId, cause: parsed.error });
  return parsed.data;
}

/**
 * Asks for an answer of one JSON object a line, and hands on each as it comes. Throws `AppError` (also when a line says that the rest
 * failed, or when the answer ends before the server was done with it), or the abort of `signal`.
 */
async function lines<S extends z.ZodMiniType>(method: string, path: string, schema: S, { onLine, ...options }: Options & { onLine: (line: z.output<S>) => void }): Promise<void> {
  const { response, requestId } = await ask(method, path, options);
  if (!response.ok || !response.body) throw toAppError(await response.json().catch(() => undefined), { status: response.status, requestId });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    // A line may come in pieces, and a piece may hold several lines.
    // oxlint-disable-next-line no-await-in-loop
    const { done, value } = await reader.read().catch((cause: unknown) => {
      if (options.signal?.aborted) throw options.signal.reason;
      throw new ConnectionError("unreachable", { requestId, cause });
    });
    if (done) break;
    const texts = (rest + value).split("\n");
    rest = texts.pop() ?? "";
    for (const text of texts) onLine(readLine(text, schema, requestId));
  }
  if (rest !== "") throw new ConnectionError("unreadable", { requestId });
}

function readLine<S extends z.ZodMiniType>(text: string, schema: S, requestId: string | undefined): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ConnectionError("unreadable", { requestId, cause });
  }
  if (typeof json === "object" && json !== null && "error" in json) throw toAppError(json, { status: 500, requestId });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ConnectionError("unreadable", { requestId, cause: parsed.error });
  return parsed.data;
}

export const http = {
  lines,
  get: <S extends z.ZodMiniType>(path: string, schema: S, options?: Pick<Options, "signal">) => send("GET", path, schema, options),
  post: <S extends z.ZodMiniType>(path: string, schema: S, options: Options) => send("POST", path, schema, options),
  put: <S extends z.ZodMiniType>(path: string, schema: S, options: Options) => send("PUT", path, schema, options),
};

function toAppError(json: unknown, { status, requestId }: { status: number; requestId: string | undefined }): AppError {
  const parsed = WireError.safeParse(json);
  if (!parsed.success || !isErrorCode(parsed.data.error.code)) return new ConnectionError("unreadable", { status, requestId });
  const { code, message, fields, im, requestId: id } = parsed.data.error;
  return new AppError(code, message, { fields, im, requestId: id });
}

/** Something before our own routes may have answered, a proxy for instance; a 401 still means the session is over. */
function codeForStatus(status: number | undefined): ErrorCode {
  return status === 401 ? "unauthenticated" : "internal";
}
