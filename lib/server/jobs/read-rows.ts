import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { JobKindName, JobPhase, JobRow as Row } from "@/lib/shared/jobs";
import type { Locale } from "@/lib/shared/locales";
import type { Db } from "../db/client";
import { jobRows } from "../db/schema";
import { createExplainer, type Explanation } from "./explain-code";
import type { JobRow } from "./find-job";
import { readEnds, type End } from "./read-ends";

/** Reads rows of `job` by their numbers, with what became of each in `phase`, in the order of the numbers. */
export function createRowReader(db: Db, job: Pick<JobRow, "id" | "kind">, { phase, locale }: { phase: JobPhase; locale: Locale }): (numbers: readonly number[]) => Promise<Row[]> {
  const explain = createExplainer(locale);
  return async (numbers) => {
    if (numbers.length === 0) return [];
    const [lines, ends] = await Promise.all([
      // The order is what leads the planner to the key, where nobody has counted the rows for it.
      db
        .select()
        .from(jobRows)
        .where(and(eq(jobRows.jobId, job.id), inArray(jobRows.row, [...numbers])))
        .orderBy(asc(jobRows.row))
        .limit(numbers.length),
      readEnds(db, phase, numbers.map((row) => ({ jobId: job.id, row }))),
    ]);
    const endOf = new Map(ends.map((end) => [end.row, end]));
    const byNumber = new Map(lines.map((line) => [line.row, toRow(job.kind, line, endOf.get(line.row), explain)]));
    return numbers.flatMap((number) => byNumber.get(number) ?? []);
  };
}

type Line = typeof jobRows.$inferSelect;

function toRow(kind: JobKindName, line: Line, end: End | undefined, explain: (code: string | null) => Explanation | undefined): Row {
  // Before a phase begins nothing is stored about its rows, but what becomes of those with a problem is known.
  const refused = line.problems !== null;
  const code = end ? end.code : refused ? "row_problem" : null;
  const explanation = explain(code);
  return {
    row: line.row,
    cells: line.cells,
    ...whomOf(kind, line),
    asked: line.asked,
    upTo: line.upTo === null ? null : new Date(line.upTo * 1000).toISOString(),
    problems: line.problems ?? [],
    outcome: end?.outcome ?? (refused ? "refused" : "pending"),
    before: end?.before ?? null,
    after: end?.after ?? null,
    code,
    message: explanation?.meaning ?? null,
    advice: explanation?.advice ?? null,
    attempts: end?.attempts ?? 0,
    rerun: end?.rerun ?? false,
    at: end?.at.toISOString() ?? null,
  };
}

/** A row's target by the names that its kind has for it. */
export function whomOf(kind: JobKindName, { key, item }: Pick<Line, "key" | "item">): Pick<Row, "account" | "peer" | "groupId"> {
  return kind === "set_group_unread" ? { account: item, peer: null, groupId: key } : { account: key, peer: item || null, groupId: null };
}
