import { useAddress } from "@/lib/client/address";
import type { JobRowsFilter } from "@/lib/client/jobs";
import { rowOutcomes, type Job, type JobPhase, type PhaseProgress, type RowOutcome } from "@/lib/shared/jobs";

/** Which rows of a job the page shows. */
export interface RowsFilter {
  outcome?: RowOutcome | undefined;
  /** IM's number, or one of our codes. */
  code?: string | undefined;
  /** Only those with a problem in the file. */
  problems?: boolean | undefined;
}

/** The filter in the address, the row it names, and how both are changed. Another filter is another list: no row of the last one is open. */
export function useRowsFilter() {
  const [{ outcome, code, problems, row }, setAddress] = useAddress("outcome", "code", "problems", "row");
  const filter: RowsFilter = {
    outcome: rowOutcomes.find((one) => one === outcome),
    code: code === "" || code.length > 64 ? undefined : code,
    problems: problems === "true" || undefined,
  };
  const setFilter = (next: RowsFilter) => setAddress({ outcome: next.outcome, code: next.code, problems: next.problems ? "true" : "", row: "" });
  /** Leads to a row among all. */
  const goTo = (to: number) => setAddress({ outcome: "", code: "", problems: "", row: String(to) });
  return { filter, setFilter, goTo, row: /^\d{1,9}$/.test(row) ? Number(row) : undefined };
}

export function isFiltered({ outcome, code, problems }: RowsFilter): boolean {
  return outcome !== undefined || code !== undefined || problems === true;
}

/** The filter as the route takes it. */
export function toRowsFilter(phase: JobPhase, { outcome, code, problems }: RowsFilter): JobRowsFilter {
  return { phase, ...(outcome && { outcome }), ...(code !== undefined && { code }), ...(problems && { problems: "true" }) };
}

/** How many rows ended in `outcome`, for `code` if one is given. */
export function countRows({ rows, problems }: Pick<Job, "rows" | "problems">, progress: PhaseProgress | null, { outcome, code }: Pick<RowsFilter, "outcome" | "code">): number {
  // Before it begins, what becomes of rows with a problem is known already.
  const { done, tallies } = progress ?? { done: problems, tallies: [{ outcome: "refused", code: "row_problem", rows: problems }] };
  if (outcome === "pending") return code === undefined ? rows - done : 0;
  const those = tallies.filter((tally) => (outcome === undefined || tally.outcome === outcome) && (code === undefined || tally.code === code));
  return those.reduce((sum, tally) => sum + tally.rows, 0);
}

/** How many rows the filter lets through; all of them where it asks for nothing. */
export function countFiltered(job: Pick<Job, "rows" | "problems">, progress: PhaseProgress | null, filter: RowsFilter): number {
  if (!isFiltered(filter)) return job.rows;
  if (!filter.problems) return countRows(job, progress, filter);
  const fits = (filter.outcome === undefined || filter.outcome === "refused") && (filter.code === undefined || filter.code === "row_problem");
  return fits ? job.problems : 0;
}

/** Outcomes that rows have, in their order, what is still to come last. */
export function countOutcomes(job: Pick<Job, "rows" | "problems">, progress: PhaseProgress | null): { outcome: RowOutcome; rows: number }[] {
  return rowOutcomes.map((outcome) => ({ outcome, rows: countRows(job, progress, { outcome }) })).filter(({ rows }) => rows > 0);
}
