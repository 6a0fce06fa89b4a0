import "server-only";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";

/** Ends a job for good: within a second no row is begun any more. What is done stays done; the rest stays pending. */
export function cancel(ctx: BaseContext, { id }: { id: number }): Promise<JobRow> {
  return changeState(ctx, { id, action: "cancel", change: () => ({ state: "cancelled", runFinishedAt: new Date() }) });
}
