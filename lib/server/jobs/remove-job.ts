import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import { claimedBy } from "./claimed-by";

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

interface RemoveOptions {
  keepCounts?: boolean;
  /** Only while the job is claimed so. */
  claim?: string;
}

/** Removes what a dry run or a run left: outcomes and chunks, and the counts unless `keepCounts`. */
export async function removePhase(db: Db, jobId: number, phase: JobPhase, { keepCounts = false, claim }: RemoveOptions = {}): Promise<void> {
  const ours = claimedBy(jobId, claim);
  await removeInParts(() =>
    db.execute(sql`delete from job_outcomes where job_id = ${jobId} and phase = ${phase} and row in (select row from job_outcomes where job_id = ${jobId} and phase = ${phase} order by row limit ${atOnce}) and ${ours} returning 1`),
  );
  await db.execute(sql`delete from job_chunks where job_id = ${jobId} and phase = ${phase} and ${ours}`);
  if (keepCounts) return;
  await db.execute(sql`delete from job_tallies where job_id = ${jobId} and phase = ${phase} and ${ours}`);
  await db.execute(sql`delete from job_samples where job_id = ${jobId} and phase = ${phase} and ${ours}`);
}

/** Removes an upload that was not finished, with all it has stored; with `silentFor`, only where nobody has heard of it for so many minutes. What has become a job stays. */
export async function removeUpload(db: Db, jobId: number, { silentFor }: { silentFor?: number } = {}): Promise<void> {
  const silent = silentFor === undefined ? undefined : sql`${jobs.touchedAt} < now() - make_interval(mins => ${silentFor}::integer)`;
  const gone = await db.delete(jobs).where(and(eq(jobs.id, jobId), eq(jobs.state, "uploading"), silent)).returning({ id: jobs.id });
  if (gone.length > 0) await removeRows(db, jobId);
}
