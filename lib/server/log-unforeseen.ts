import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { BaseContext } from "./context";

/** Puts `error` whole into the log if it is none that a person is told about. */
export function logUnforeseen(ctx: BaseContext, error: unknown): void {
  if (!(error instanceof AppError)) ctx.log.error({ requestId: ctx.requestId, err: error }, "unforeseen error");
}
