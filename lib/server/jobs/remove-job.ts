import "server-only";
import { eq, sql } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";

const atOnce = 5000;

/** Deletes in parts what `from` names, so that nobody else waits long for the database. */
async function removeInParts(remove: () => Promise<unknown>): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const { rows } = (await remove()) as { rows: unknown[] };
    if (rows.length < atOnce) return;
  }
}

/** Removes a job's lines. */
export function removeRows(db: Db, jobId: number): Promise<void> {
  return removeInParts(() => db.execute(sql`delete from job_rows where job_id = ${jobId} and row in (select row from job_rows where job_id = ${jobId} order by row limit ${atOnce}) returning 1`));
}

/** Removes what a dry run or a run left: outcomes and chunks, and the counts unless `keepCounts`. */
export async function removePhase(db: Db, jobId: number, phase: JobPhase, { keepCounts = false }: { keepCounts?: boolean } = {}): Promise<void> {
  await removeInParts(() =>
    db.execute(sql`delete from job_outcomes where job_id = ${jobId} and phase = ${phase} and row in (select row from job_outcomes where job_id = ${jobId} and phase = ${phase} order by row limit ${atOnce}) returning 1`),
  );
  await db.execute(sql`delete from job_chunks where job_id = ${jobId} and phase = ${phase}`);
  if (keepCounts) return;
  await db.execute(sql`delete from job_tallies where job_id = ${jobId} and phase = ${phase}`);
  await db.execute(sql`delete from job_samples where job_id = ${jobId} and phase = ${phase}`);
}

/** Removes an upload that was not finished, with all it has stored. */
export async function removeJob(db: Db, jobId: number): Promise<void> {
  await removeRows(db, jobId);
  await db.delete(jobs).where(eq(jobs.id, jobId));
}
