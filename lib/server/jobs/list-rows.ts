import "server-only";
import type { JobRowsPage, JobRowsQuery } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { findJob, type JobRow } from "./find-job";
import { latestPhase } from "./phase";
import { pickRows } from "./pick-rows";
import { createRowReader } from "./read-rows";
import { rowsRemoved } from "./rows-removed";

const pageSize = 200;

/** A job's rows for which all of the query holds, 200 a page, with what became of each. Throws `job_not_found` and `rows_removed`. */
export async function listRows({ db, locale }: BaseContext, { id, ...query }: JobRowsQuery & { id: number }): Promise<JobRowsPage> {
  const job = await findJob(db, id);
  requireRows(job);
  const { phase = latestPhase(job), outcome, code, problems, cursor } = query;
  const found = await pickRows(db, job, { phase, outcome, code, problems: problems === "true" }, { cursor: cursor === undefined ? undefined : Number(cursor), limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const rows = await createRowReader(db, job, { phase, locale })(shown);
  return { phase, rows, nextCursor: found.length > pageSize ? String(shown.at(-1)) : null };
}

/** Throws `rows_removed` where the rows have been kept as long as they are to be. */
export function requireRows({ rowsRemovedAt }: Pick<JobRow, "rowsRemovedAt">): void {
  if (rowsRemovedAt !== null) throw rowsRemoved();
}
