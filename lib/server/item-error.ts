import "server-only";
import type { ItemError } from "@/lib/shared/unread";
import type { BaseContext } from "./context";
import { logUnforeseen } from "./log-unforeseen";
import { createTranslation } from "./translate";

/** The error as its item of a list carries it, in the reader's language. What was not foreseen says nothing there, so it goes whole to the log. */
export function toItemError(ctx: BaseContext, error: unknown): ItemError {
  logUnforeseen(ctx, error);
  return createTranslation(ctx.locale).item(error);
}
