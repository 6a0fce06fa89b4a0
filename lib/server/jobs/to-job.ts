import "server-only";
import { jobActions, type Job, type JobPhase, type JobState } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { needsApproval, whyNot } from "./can";
import type { JobRow } from "./find-job";
import { opensAt } from "./hours";
import { kindOf } from "./kinds";
import { describePace, expectedRate } from "./pace";
import { describeProgress } from "./progress";
import type { JobFacts } from "./read-facts";

export type JobContext = Pick<BaseContext, "actor" | "apps" | "locale" | "settings">;

/** A job as the asker sees it: in their language, and with what they can do now. */
export function toJob(ctx: JobContext, facts: JobFacts): Job {
  const { job, now, sameAs, children } = facts;
  const kind = kindOf(job.kind);
  const waitingUntil = job.state === "running" ? opensAt(job.hours, now) : null;
  const progress = (phase: JobPhase, underWay: boolean) => describeProgress(facts, { phase, underWay, expected: expectedRate(ctx, job, phase), locale: ctx.locale });
  return {
    ...toSummary(ctx, job),
    columns: job.columns,
    mapping: job.mapping,
    digest: job.digest,
    sameAs,
    children,
    approvedAt: toTime(job.approvedAt),
    startedBy: job.startedBy,
    startAt: toTime(job.startAt),
    hours: job.hours,
    waitingUntil: toTime(waitingUntil),
    stopPercent: job.stopPercent,
    pause: toPause(job),
    check: progress("check", job.state === "checking"),
    run: progress("run", job.state === "running" && waitingUntil === null),
    pace: describePace(ctx, job),
    webhooks: kind.firesWebhook ? job.usable : 0,
    reversible: kind.reversible,
    rowsRemovedAt: toTime(job.rowsRemovedAt),
    can: Object.fromEntries(jobActions.map((action) => [action, whyNot(ctx.actor, job, action, ctx.settings)?.code ?? null])),
  };
}

/** What a line of the list and the page of a job have in common. */
export function toSummary({ settings }: Pick<BaseContext, "settings">, job: JobRow) {
  const { id, kind, state, sdkAppId, createdBy, createdAt, reason, ticket, fileName, rows, usable, approvedBy, parentId, relation } = job;
  return {
    id,
    kind,
    // What is still being uploaded is read by nobody.
    state: state as JobState,
    sdkAppId,
    createdBy,
    createdAt: createdAt.toISOString(),
    reason,
    ticket,
    fileName,
    rows,
    usable,
    // Before it is said which column is which, no row has been looked at.
    problems: state === "mapping" ? 0 : rows - usable,
    needsApproval: needsApproval(job, settings),
    approvedBy,
    parent: parentId !== null && relation !== null ? { id: parentId, relation } : null,
  };
}

function toPause({ state, pausedBy, pausedAt, pauseCause, pauseFailed, pauseOf }: JobRow): Job["pause"] {
  if (state !== "paused" || pausedAt === null || pauseCause === null) return null;
  return { by: pausedBy, at: pausedAt.toISOString(), cause: pauseCause, failed: pauseFailed, of: pauseOf };
}

function toTime(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
