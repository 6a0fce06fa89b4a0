import "server-only";
import pino, { type Logger } from "pino";

export type Log = Logger;

/** Never written, whatever object they arrive in. */
const redact = ["secretKey", "*.secretKey", "userSig", "*.userSig", "usersig", "*.usersig", "password", "*.password", "url", "*.url", "body", "*.body", "headers", "*.headers"];

/** JSON lines on standard output. */
export function createLog(level: string): Log {
  return pino({ level, base: null, serializers: { err: (error: Error) => withoutParameters(pino.stdSerializers.err(error)) }, redact: { paths: redact, censor: "[redacted]" }, timestamp: pino.stdTimeFunctions.isoTime });
}

type Serialized = ReturnType<typeof pino.stdSerializers.err>;

/** An error of the database carries the statement's parameters: a thousand rows of somebody's file, or ids that the log is not for. */
function withoutParameters(error: Serialized): Serialized {
  return { ...error, params: undefined, message: cut(error.message), stack: cut(error.stack) } as Serialized;
}

function cut(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, "");
}
