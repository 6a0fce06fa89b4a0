import "server-only";

/** Whether `error` only says that whoever asked has gone: the reason of Next's own request signals, which is known by its name alone. */
export function isReaderGone(error: unknown): boolean {
  return error instanceof Error && error.name === "ResponseAborted";
}
