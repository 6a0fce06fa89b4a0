import "server-only";
import type { JobPhase } from "@/lib/shared/jobs";
import type { JobRow } from "./find-job";

/** What to show of a job unless told: the run once it has begun, else the dry run. */
export function latestPhase({ runStartedAt }: Pick<JobRow, "runStartedAt">): JobPhase {
  return runStartedAt === null ? "check" : "run";
}

/** Whether the dry run, or the run, has begun. */
export function hasBegun({ checkStartedAt, runStartedAt }: Pick<JobRow, "checkStartedAt" | "runStartedAt">, phase: JobPhase): boolean {
  return (phase === "check" ? checkStartedAt : runStartedAt) !== null;
}
