import "server-only";
import { and, asc, eq, gt, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import type { JobPhase, RowOutcome } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobOutcomes, jobRows } from "../db/schema";
import type { JobRow } from "./find-job";
import { hasBegun } from "./phase";
import { pickPending } from "./pick-pending";

export interface RowFilter {
  phase: JobPhase;
  outcome?: RowOutcome | undefined;
  code?: string | undefined;
  /** Only rows with a problem. */
  problems?: boolean | undefined;
}

export interface RowPage {
  /** Only what comes after this row. */
  cursor?: number | undefined;
  limit: number;
}

/**
 * The numbers of a job's rows for which all of `filter` holds, in their order; of pending ones of a phase that has begun, in the order
 * in which their turn comes. However many rows there are, an index leads to them.
 */
export async function pickRows(db: Db, job: JobRow, filter: RowFilter, page: RowPage): Promise<number[]> {
  const { phase, outcome, code, problems } = filter;
  const isRefusal = (outcome === undefined || outcome === "refused") && (code === undefined || code === "row_problem");
  // Rows with a problem are refused for it, in both phases; before a phase begins, they alone have their outcome.
  if (problems) return isRefusal ? fromRows(db, job, page, isNotNull(jobRows.problems)) : [];
  if (outcome === undefined && code === undefined) return fromRows(db, job, page);
  if (outcome === "pending" && code !== undefined) return [];
  if (hasBegun(job, phase)) return outcome === "pending" ? pickPending(db, { jobId: job.id, phase }, page) : fromOutcomes(db, job, filter, page);
  if (outcome === "pending") return fromRows(db, job, page, isNull(jobRows.problems));
  return isRefusal ? fromRows(db, job, page, isNotNull(jobRows.problems)) : [];
}

async function fromRows(db: Db, job: JobRow, { cursor = -1, limit }: RowPage, also?: SQL): Promise<number[]> {
  const found = await db
    .select({ row: jobRows.row })
    .from(jobRows)
    .where(and(eq(jobRows.jobId, job.id), gt(jobRows.row, cursor), also))
    .orderBy(asc(jobRows.row))
    .limit(limit);
  return found.map(({ row }) => row);
}

async function fromOutcomes(db: Db, job: JobRow, { phase, outcome, code }: RowFilter, { cursor = -1, limit }: RowPage): Promise<number[]> {
  const found = await db
    .select({ row: jobOutcomes.row })
    .from(jobOutcomes)
    .where(
      and(
        eq(jobOutcomes.jobId, job.id),
        eq(jobOutcomes.phase, phase),
        gt(jobOutcomes.row, cursor),
        outcome === undefined ? undefined : sql`${jobOutcomes.outcome} = ${outcome}`,
        code === undefined ? undefined : eq(jobOutcomes.code, code),
      ),
    )
    .orderBy(asc(jobOutcomes.row))
    .limit(limit);
  return found.map(({ row }) => row);
}
