import "server-only";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";

/** Approves a job as it was previewed; never by whoever made it. It begins only when it is started. */
export function approve(ctx: BaseContext, { id }: { id: number }): Promise<JobRow> {
  return changeState(ctx, { id, action: "approve", change: () => ({ approvedBy: ctx.actor.name, approvedAt: new Date() }) });
}
