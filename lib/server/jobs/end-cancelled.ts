import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { ImApp } from "../apps/app";
import type { Db } from "../db/client";
import { jobChunks, jobs } from "../db/schema";
import type { ImClient } from "../im/client";
import type { JobRow } from "./find-job";
import { settleChunk } from "./run-chunk";

interface Parts {
  db: Db;
  apps: ReadonlyMap<string, { app: ImApp; im: ImClient }>;
}

/** Longer than any call may take: whoever was at a row by then has told of it, or is gone. */
const patienceSeconds = 15;
const atOnce = 20;

/**
 * Ends runs that were cancelled: waits for those who are at its rows to tell what became of them, finds that out by reading where
 * nobody is left who could, and then says that the run has ended. Only after that can rows go into another job.
 */
export async function endCancelled({ db, apps }: Parts): Promise<void> {
  const ending = await db
    .select({ job: jobs, patient: sql<boolean>`${jobs.touchedAt} > now() - make_interval(secs => ${patienceSeconds}::integer)` })
    .from(jobs)
    .where(and(eq(jobs.state, "cancelled"), isNotNull(jobs.runStartedAt), isNull(jobs.runFinishedAt)));
  for (const { job, patient } of ending) {
    // oxlint-disable-next-line no-await-in-loop
    const open = await uncertainChunks(db, job);
    if (open.length === 0) {
      // oxlint-disable-next-line no-await-in-loop
      await db.update(jobs).set({ runFinishedAt: sql`now()` }).where(eq(jobs.id, job.id));
      continue;
    }
    const found = apps.get(job.sdkAppId);
    if (patient || !found) continue;
    // oxlint-disable-next-line no-await-in-loop
    await Promise.all(open.map(({ chunk }) => settleChunk({ db, ...found, signal: new AbortController().signal }, job, chunk)));
  }
}

/** Chunks with rows that may have been sent, and of which nobody has told. */
function uncertainChunks(db: Db, { id }: JobRow): Promise<{ chunk: number }[]> {
  return db
    .select({ chunk: jobChunks.chunk })
    .from(jobChunks)
    .where(and(eq(jobChunks.jobId, id), eq(jobChunks.phase, "run"), isNull(jobChunks.doneAt), sql`${jobChunks.before}::text <> '{}'`))
    .limit(atOnce);
}
