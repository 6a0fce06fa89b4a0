import "server-only";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { jobPhases } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import { removePhase, removeRows, removeUpload } from "./remove-job";

/** An upload that nobody has heard of for so long has no process any more. */
const silentMinutes = 10;

/**
 * Removes what has been kept long enough: the rows of jobs that ended more than `olderThanDays` days ago, whose counts and samples stay,
 * and uploads that nobody has been sending for ten minutes, wholly. In parts, so that nobody waits; what a process that dies
 * leaves is removed the next time. Answers how many of each there were.
 */
export async function removeOldRows(db: Db, olderThanDays: number): Promise<{ jobs: number; uploads: number }> {
  const old = await findOld(db, olderThanDays);
  for (const { id } of old) {
    // Said first, so that nobody takes a part for the whole.
    // oxlint-disable-next-line no-await-in-loop
    await db.update(jobs).set({ rowsRemovedAt: sql`now()` }).where(and(eq(jobs.id, id), isNull(jobs.rowsRemovedAt)));
    // oxlint-disable-next-line no-await-in-loop
    for (const phase of jobPhases) await removePhase(db, id, phase, { keepCounts: true });
    // Last: by its rows it is known that a job is not through with this.
    // oxlint-disable-next-line no-await-in-loop
    await removeRows(db, id);
  }
  const uploads = await db.select({ id: jobs.id }).from(jobs).where(and(eq(jobs.state, "uploading"), sql`${jobs.touchedAt} < now() - make_interval(mins => ${silentMinutes}::integer)`));
  // oxlint-disable-next-line no-await-in-loop
  for (const { id } of uploads) await removeUpload(db, id, { silentFor: silentMinutes });
  return { jobs: old.length, uploads: uploads.length };
}

function findOld(db: Db, days: number): Promise<{ id: number }[]> {
  // A job that was cancelled ended with the last that was done with it.
  const endedAt = sql`greatest(${jobs.createdAt}, ${jobs.checkStartedAt}, ${jobs.checkFinishedAt}, ${jobs.approvedAt}, ${jobs.runStartedAt}, ${jobs.runFinishedAt}, ${jobs.pausedAt})`;
  return db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        inArray(jobs.state, ["finished", "cancelled"]),
        sql`${endedAt} < now() - make_interval(days => ${days}::integer)`,
        or(isNull(jobs.rowsRemovedAt), sql`exists (select 1 from job_rows where job_rows.job_id = ${jobs.id})`),
      ),
    );
}
