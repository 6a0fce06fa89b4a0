import "server-only";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";

/** Begins a dry run: every row's number is read, and what would be done is stored; nothing is written to IM. An approval of an earlier one no longer holds. */
export function dryRun(ctx: BaseContext, { id }: { id: number }): Promise<JobRow> {
  return changeState(ctx, { id, action: "dry-run", change: () => ({ state: "checking", checkStartedAt: null, checkFinishedAt: null, approvedBy: null, approvedAt: null }) });
}
