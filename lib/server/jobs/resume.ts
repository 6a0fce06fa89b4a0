import "server-only";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";

/** Lets a paused job go on where it stood, or wait on for the time it was to start at. */
export function resume(ctx: BaseContext, { id }: { id: number }): Promise<JobRow> {
  return changeState(ctx, {
    id,
    action: "resume",
    change: ({ startAt, runStartedAt }) => ({ state: runStartedAt === null && startAt !== null && startAt > new Date() ? "scheduled" : "running", pausedBy: null, pausedAt: null, pauseCause: null, pauseFailed: null, pauseOf: null }),
  });
}
