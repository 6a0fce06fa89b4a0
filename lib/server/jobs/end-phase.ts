import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobChunks, jobs, jobTallies } from "../db/schema";
import { recordJob } from "./change-state";
import { findJob, type JobRow } from "./find-job";
import type { Notify } from "./notice";

/** The job itself, where it acts without a person. */
export function jobActor(job: Pick<JobRow, "startedBy" | "createdBy">) {
  return { name: job.startedBy ?? job.createdBy, role: "operator" as const };
}

/** Whether every chunk of the phase is done. */
export async function isPhaseDone(db: Db, jobId: number, phase: JobPhase): Promise<boolean> {
  const [open] = await db.select({ chunk: jobChunks.chunk }).from(jobChunks).where(and(eq(jobChunks.jobId, jobId), eq(jobChunks.phase, phase), isNull(jobChunks.doneAt))).limit(1);
  return open === undefined;
}

/** Counts by outcome, as the record and the notice tell them. */
export async function outcomeCounts(db: Db, jobId: number, phase: JobPhase): Promise<Record<string, number>> {
  const counts = await db.select({ outcome: jobTallies.outcome, rows: sql<number>`sum(${jobTallies.rows})`.mapWith(Number) }).from(jobTallies).where(and(eq(jobTallies.jobId, jobId), eq(jobTallies.phase, phase))).groupBy(jobTallies.outcome);
  return Object.fromEntries(counts.map(({ outcome, rows }) => [outcome, rows]));
}

/**
 * Ends a phase whose chunks are all done: a dry run makes the job `checked`, a run makes it `finished` and leaves that in the record
 * with the counts and the digest, and a notice. Whoever asks first does it; for all others nothing is left to do.
 */
export async function endPhase(db: Db, id: number, phase: JobPhase, notify: Notify): Promise<void> {
  if (!(await isPhaseDone(db, id, phase))) return;
  const from = phase === "check" ? "checking" : "running";
  await db.transaction(async (tx) => {
    const job = await findJob(tx, id, { lock: true });
    const planned = phase === "check" ? job.checkStartedAt : job.runStartedAt;
    if (job.state !== from || planned === null || !(await isPhaseDone(tx, id, phase))) return;
    const [ended] = await tx
      .update(jobs)
      .set(phase === "check" ? { state: "checked", checkFinishedAt: sql`now()` } : { state: "finished", runFinishedAt: sql`now()` })
      .where(eq(jobs.id, id))
      .returning();
    if (!ended) return;
    const counts = await outcomeCounts(tx, id, phase);
    await recordJob(tx, { actor: jobActor(ended), requestId: randomUUID() }, ended, { action: phase === "check" ? "job.checked" : "job.finish", detail: { counts } });
    if (phase === "run") await notify(tx, ended, counts);
  });
}
