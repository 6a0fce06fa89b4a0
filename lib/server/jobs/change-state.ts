import "server-only";
import { eq, type SQL } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { JobAction } from "@/lib/shared/jobs";
import { appendEvents } from "../audit";
import { describeIntent } from "../audit/intent";
import type { BaseContext } from "../context";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import { whyNot } from "./can";
import { findJob, type JobRow } from "./find-job";
import { jobsChanged } from "./job-signals";

/** What a transition writes. */
export type JobChange = Partial<Omit<typeof jobs.$inferInsert, "id" | "touchedAt">> & { touchedAt?: SQL };

/** The audit action of each thing that can be done with a job. */
export const jobActionOf: Record<JobAction, string> = {
  columns: "job.columns",
  "dry-run": "job.dry_run",
  approve: "job.approve",
  start: "job.start",
  pause: "job.pause",
  resume: "job.resume",
  cancel: "job.cancel",
  retry: "job.retry",
  "put-back": "job.put_back",
};

interface Transition {
  id: number;
  action: JobAction;
  /** Sees the job as it is, locked, and says what becomes of it; may throw, and nothing has changed then. */
  change(job: JobRow): JobChange;
  /** `false` for the beginning of what is recorded at its end. */
  recorded?: boolean;
}

/**
 * Does one thing with a job: checks that this person may do it in the job's present state, changes it, and records that with the
 * digest of its rows, all or nothing. Of two at once one wins, and the other is told what the job is now. Throws what `whyNot`
 * says, `job_not_found`, and `record_unavailable`.
 */
export async function changeState(ctx: BaseContext, { id, action, change, recorded = true }: Transition): Promise<JobRow> {
  ctx.attempt.intent = { action: jobActionOf[action], detail: { jobId: id } };
  const changed = await ctx.db.transaction(async (tx) => {
    const job = await findJob(tx, id, { lock: true });
    ctx.attempt.intent = { ...ctx.attempt.intent, action: jobActionOf[action], ...whyOf(job), detail: describeJob(job) };
    const refusal = whyNot(ctx.actor, job, action, ctx.settings);
    if (refusal) throw refusal;
    const [after] = await tx.update(jobs).set(change(job)).where(eq(jobs.id, id)).returning();
    if (!after) throw new Error("A job that was locked is gone.");
    if (recorded) await recordJob(tx, ctx, after, { action: jobActionOf[action] });
    return after;
  });
  jobsChanged();
  return changed;
}

interface JobEvent {
  action: string;
  /** Besides what every event about a job holds. */
  detail?: Record<string, unknown>;
}

/** Appends an event about a job. Throws `record_unavailable` where that fails: what is not recorded does not happen. */
export async function recordJob(db: Db, ctx: Pick<BaseContext, "actor" | "requestId">, job: JobRow, { action, detail }: JobEvent): Promise<void> {
  const event = describeIntent(ctx, { action, ...whyOf(job), detail: { ...describeJob(job), ...detail } });
  await appendEvents(db, [{ ...event, sdkAppId: job.sdkAppId, phase: "noted", outcome: "ok" }]).catch((cause: unknown) => {
    throw new AppError("record_unavailable", "The record of changes cannot be written at the moment, so nothing was done.", { cause });
  });
}

function whyOf({ reason, ticket }: JobRow) {
  return { reason: reason ?? undefined, ticket: ticket ?? undefined };
}

function describeJob({ id, kind, rows, usable, digest, parentId, relation }: JobRow): Record<string, unknown> {
  return { jobId: id, kind, rows, usable, digest, ...(parentId !== null && { parentId, relation }) };
}
