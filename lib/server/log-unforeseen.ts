import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { BaseContext } from "./context";
import { isReaderGone } from "./reader-gone";

/** Puts `error` whole into the log if it is none that a person is told about. */
export function logUnforeseen(ctx: BaseContext, error: unknown): void {
  if (!(error instanceof AppError) && !isReaderGone(error)) ctx.log.error({ requestId: ctx.requestId, err: error }, "unforeseen error");
}
