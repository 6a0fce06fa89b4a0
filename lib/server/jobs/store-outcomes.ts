import "server-only";
import { sql } from "drizzle-orm";
import type { JobPhase, RowOutcome } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobChunks } from "../db/schema";
import { ownedBy, type ClaimedChunk, type Kept } from "./claim-chunk";

/** What became of one row. */
export interface StoredOutcome {
  row: number;
  outcome: Exclude<RowOutcome, "pending">;
  before: number | null;
  after: number | null;
  code: string | null;
  attempts: number;
  rerun: boolean;
}

/**
 * Stores what became of rows, with the counts, in one transaction; with `whole` the chunk is done. Answers false, and stores nothing,
 * where somebody else has taken the chunk in the meantime. A row that has an outcome keeps it. `uncertain` are the numbers from before
 * of rows that were sent and not heard of: all that has to be kept of a chunk that is left for later.
 */
export async function storeOutcomes(db: Db, claimed: ClaimedChunk, outcomes: readonly StoredOutcome[], { whole, uncertain }: { whole: boolean; uncertain: Record<string, Kept> }): Promise<boolean> {
  const { jobId, phase } = claimed;
  return db.transaction(async (tx) => {
    const ours = await tx
      .update(jobChunks)
      // What was kept of a done chunk is in its outcomes now.
      .set(whole ? { doneAt: sql`now()`, before: null } : { before: uncertain })
      .where(ownedBy(claimed))
      .returning({ chunk: jobChunks.chunk });
    if (ours.length === 0) return false;
    if (outcomes.length === 0) return true;
    await insertOutcomes(tx, jobId, phase, outcomes);
    return true;
  });
}

/** Counts follow what was really inserted, all in one statement. */
async function insertOutcomes(db: Db, jobId: number, phase: JobPhase, outcomes: readonly StoredOutcome[]): Promise<void> {
  await db.execute(sql`
    with added as (
      insert into job_outcomes (job_id, phase, row, outcome, before, after, code, attempts, rerun, at)
      select ${jobId}, ${phase}, r.row, r.outcome, r.before, r.after, r.code, r.attempts, r.rerun, now()
      from json_to_recordset(${JSON.stringify(outcomes)}::json) as r (row integer, outcome text, before bigint, after bigint, code text, attempts integer, rerun boolean)
      on conflict do nothing returning outcome, code, rerun
    ), counted as (
      insert into job_tallies as t (job_id, phase, outcome, code, rows, rerun)
      select ${jobId}, ${phase}, outcome, coalesce(code, ''), count(*), count(*) filter (where rerun) from added group by outcome, coalesce(code, '')
      order by outcome, coalesce(code, '')
      on conflict (job_id, phase, outcome, code) do update set rows = t.rows + excluded.rows, rerun = t.rerun + excluded.rerun
    )
    insert into job_samples as s (job_id, phase, at, done, failed)
    select ${jobId}, ${phase}, to_timestamp(floor(extract(epoch from clock_timestamp()) / ${sampleSeconds}::integer) * ${sampleSeconds}::integer), count(*), count(*) filter (where outcome = 'failed') from added
    on conflict (job_id, phase, at) do update set done = s.done + excluded.done, failed = s.failed + excluded.failed`);
}

/** The stretch that rows are counted by for the chart. */
export const sampleSeconds = 10;
