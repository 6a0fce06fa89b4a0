import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { JobPhase, RowOutcome } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { toNumber } from "../db/to-number";

/** What became of a row. */
export interface End {
  jobId: number;
  row: number;
  outcome: Exclude<RowOutcome, "pending">;
  before: number | null;
  after: number | null;
  code: string | null;
  attempts: number;
  rerun: boolean;
  at: Date;
}

/**
 * What became of these rows in a phase, of those of which there is something to tell; `rest` is what follows in the statement, about
 * `o`. Each is looked up by its key, whatever the planner takes the table for: where nobody has counted, it guesses badly.
 */
export async function readEnds(db: Db, phase: JobPhase, rows: readonly Pick<End, "jobId" | "row">[], rest: SQL = sql``): Promise<End[]> {
  if (rows.length === 0) return [];
  const numbers = JSON.stringify(rows.map(({ jobId, row }) => ({ job: jobId, row })));
  const result = await db.execute(sql`
    select o.job_id as "jobId", o.row, o.outcome, o.before, o.after, o.code, o.attempts, o.rerun, extract(epoch from o.at) * 1000 as at
    from json_to_recordset(${numbers}::json) as t (job integer, row integer)
    cross join lateral (select * from job_outcomes where job_id = t.job and phase = ${phase} and row = t.row limit 1) o
    ${rest}`);
  // PGlite and node-postgres both answer an object with `rows`; Drizzle's common type does not say so.
  return (result as unknown as { rows: RawEnd[] }).rows.map(({ at, before, after, ...end }) => ({ ...end, before: toNumber(before), after: toNumber(after), at: new Date(Math.round(Number(at))) }));
}

/** As it comes from the statement. */
type RawEnd = Omit<End, "before" | "after" | "at"> & Record<"before" | "after", number | string | null> & { at: number | string };
