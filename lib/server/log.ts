import "server-only";
import pino, { type Logger } from "pino";

export type Log = Logger;

/** Never written, whatever object they arrive in. */
const redact = ["secretKey", "*.secretKey", "userSig", "*.userSig", "usersig", "*.usersig", "password", "*.password", "url", "*.url", "body", "*.body", "headers", "*.headers"];

/** JSON lines on standard output. */
export function createLog(level: string): Log {
  return pino({ level, base: null, redact: { paths: redact, censor: "[redacted]" }, timestamp: pino.stdTimeFunctions.isoTime });
}
