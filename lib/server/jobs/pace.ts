import "server-only";
import type { Job, JobPhase } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { limitOf } from "../im/limits";
import type { JobRow } from "./find-job";
import { kindOf } from "./kinds";

type PaceContext = Pick<BaseContext, "apps" | "settings">;

/**
 * The pace that a job may run at, what of it is left to people while they work, and how long its run takes at that pace: an estimate,
 * for which rows are taken to be spread evenly over groups or accounts. An app that is no longer configured has the documented limits.
 */
export function describePace(ctx: PaceContext, job: JobRow): Job["pace"] {
  const { write, reads } = kindOf(job.kind);
  const perSecond = rateOf(ctx, job, (write ?? reads).command);
  return { perSecond, kept: Math.round(perSecond * (1 - ctx.settings.bulkShare)), estimateSeconds: Math.ceil(secondsOf(ctx, job, "run")) };
}

/** Rows per second to expect of the dry run or the run. */
export function expectedRate(ctx: PaceContext, job: JobRow, phase: JobPhase): number {
  const seconds = secondsOf(ctx, job, phase);
  return seconds > 0 ? job.usable / seconds : 0;
}

/** Commands have a schedule each, so the slowest one decides. */
function secondsOf(ctx: PaceContext, job: JobRow, phase: JobPhase): number {
  const { write, reads } = kindOf(job.kind);
  const onceRead = job.keys === 0 ? 0 : (job.keys * Math.ceil(job.usable / job.keys / reads.rowsPerCall)) / rateOf(ctx, job, reads.command);
  if (!write || phase === "check") return onceRead;
  // Before and after.
  return Math.max(2 * onceRead, job.usable / rateOf(ctx, job, write.command));
}

function rateOf({ apps, settings }: PaceContext, { sdkAppId }: JobRow, command: string): number {
  return limitOf(apps.get(sdkAppId)?.app ?? { limits: {} }, command) * settings.rateShare;
}
