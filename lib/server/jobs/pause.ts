import "server-only";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";

/** Pauses a job: within a second no row is begun any more, and those that were sent are read back. */
export function pause(ctx: BaseContext, { id }: { id: number }): Promise<JobRow> {
  return changeState(ctx, { id, action: "pause", change: () => ({ state: "paused", pausedBy: ctx.actor.name, pausedAt: new Date(), pauseCause: "person", pauseFailed: null, pauseOf: null }) });
}
