import "server-only";
import type { ApproveInput } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";
import { requireSeen } from "./require-seen";

/**
 * Approves a job as it was previewed; never by whoever made it. It begins only when it is started. Throws `preview_changed` where
 * `checkedAt` says that an earlier dry run was looked at.
 */
export function approve(ctx: BaseContext, { id, checkedAt }: ApproveInput & { id: number }): Promise<JobRow> {
  return changeState(ctx, {
    id,
    action: "approve",
    change(job) {
      requireSeen(job, checkedAt);
      return { approvedBy: ctx.actor.name, approvedAt: new Date() };
    },
  });
}
