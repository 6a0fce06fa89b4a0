import "server-only";
import { toCsvLine } from "@/lib/shared/csv";
import type { JobRow as Row, RowOutcome } from "@/lib/shared/jobs";
import type { Locale } from "@/lib/shared/locales";
import type { BaseContext } from "../context";
import { streamCsv } from "../stream-csv";
import { findJob, type JobRow } from "./find-job";
import { requireRows } from "./list-rows";
import { latestPhase } from "./phase";
import { pickRows } from "./pick-rows";
import { createRowReader } from "./read-rows";
import { tellProblems } from "./tell-problems";

const pageSize = 1000;

type Cell = string | number | null;

/** The columns that the file has after the user's own. */
const resultColumns = ["status", "effect", "before", "after", "code", "message", "advice"];

/**
 * A job's rows as a CSV file that is read page by page while it is sent: the user's own columns as they were, then what became of each
 * row, of the run or of the dry run while that is the latest. The file can be uploaded again as it is; a result that it holds from an
 * earlier time gives way to the new one. Throws `job_not_found` and `rows_removed`.
 */
export async function exportResult(ctx: BaseContext, { id, outcome }: { id: number; outcome?: RowOutcome | undefined }): Promise<Response> {
  const job = await findJob(ctx.db, id);
  requireRows(job);
  return streamCsv(ctx, `job-${job.id}-result.csv`, writeLines(ctx, job, outcome));
}

async function* writeLines({ db, locale }: BaseContext, job: JobRow, outcome: RowOutcome | undefined): AsyncGenerator<string, void> {
  const phase = latestPhase(job);
  const own = ownColumns(job.columns);
  const read = createRowReader(db, job, { phase, locale });
  yield toCsvLine([...own.map((place) => job.columns[place] ?? ""), ...resultColumns]);
  for (let cursor: number | undefined; ; ) {
    // Each page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const numbers = await pickRows(db, job, { phase, outcome }, { cursor, limit: pageSize });
    // oxlint-disable-next-line no-await-in-loop
    const rows = await read(numbers);
    // Cells that had no column stay without one, so that such a row is not taken for a good one when it comes again.
    if (rows.length > 0) yield rows.map((row) => toCsvLine([...own.map((place) => row.cells[place] ?? ""), ...resultOf(row, { hasRun: phase === "run", locale }), ...row.cells.slice(job.columns.length)])).join("");
    if (numbers.length < pageSize) return;
    cursor = numbers.at(-1);
  }
}

/** The places of the columns to give back: all but the result that a file holds when it is one of ours, which has every one of these columns. */
function ownColumns(columns: readonly string[]): number[] {
  const places = resultColumns.map((name) => columns.lastIndexOf(name));
  const old = places.includes(-1) ? new Set<number>() : new Set(places);
  return [...columns.keys()].filter((place) => !old.has(place));
}

function resultOf({ outcome, before, after, code, message, advice, problems }: Row, { hasRun, locale }: { hasRun: boolean; locale: Locale }): Cell[] {
  const isEnd = outcome === "failed" || outcome === "refused" || outcome === "pending";
  // What the dry run foresees has not been done.
  const status = isEnd ? outcome : hasRun ? "done" : "pending";
  return [status, isEnd ? null : outcome, before, after, code, problems.length > 0 ? tellProblems(locale, problems) : message, advice];
}
