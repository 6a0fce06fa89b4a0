import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { jobQueries } from "@/lib/client/jobs";
import type { AppError } from "@/lib/shared/errors";
import type { Job, JobPhase, JobRow, JobRowsPage } from "@/lib/shared/jobs";
import { toRowsFilter, type RowsFilter } from "./rows-filter";

/** What a line of the table shows: a row, a line of the file that is blank (`null`), or nothing yet. */
export type Slot = { number: number; row: JobRow | null | undefined };

/** A list of rows, of which only a part is read. */
export interface RowSource {
  count: number;
  at(index: number): Slot;
  /** Where a row stands in the list; -1 where it is not known to be. */
  indexOf(number: number): number;
  error: AppError | null;
  retry: () => void;
}

/** The header of a file is row 1. */
export const firstRow = 2;
const pageRows = 200;
/** The pages a person scrolls to and fro between; a million rows in memory would help nobody. */
const kept = 30_000;
const readEvery = 2_500;

/** The page that holds the line of this number. */
export const pageOf = (number: number) => Math.floor((Math.max(number, firstRow) - firstRow) / pageRows);

/** Rows stand under the numbers of their lines in the file, and blank lines have numbers too: only reading on tells which is the last. */
export function lastRowOf(rows: number, pages: readonly JobRowsPage[]): number {
  const seen = pages.map((page) => (page.nextCursor === null ? (page.rows.at(-1)?.row ?? 0) : Number(page.nextCursor) + 1));
  return seen.reduce((a, b) => Math.max(a, b), firstRow + rows - 1);
}

/**
 * All rows of a job by number; any of them can be gone to. Reads the given pages, and again while their rows are pending; `last` is the
 * number of the last line that is known of.
 */
export function useAllRows(job: Job, phase: JobPhase, { pages, live }: { pages: number[]; live: boolean }): Pick<RowSource, "at" | "error" | "retry"> & { last: number } {
  const queries = useQueries({
    queries: pages.map((page) => ({
      ...jobQueries.rowsAfter(job.id, { phase }, firstRow - 1 + page * pageRows),
      gcTime: kept,
      staleTime: live ? 1_000 : 60_000,
      refetchInterval: ({ state: { data } }: { state: { data: JobRowsPage | undefined } }) => (live && data?.rows.some(isComing) ? readEvery : (false as const)),
    })),
  });
  const failed = queries.find(({ error, data }) => error && !data);
  return {
    last: lastRowOf(job.rows, queries.flatMap(({ data }) => data ?? [])),
    at(number) {
      const data = queries[pages.indexOf(pageOf(number))]?.data;
      if (!data) return { number, row: undefined };
      return { number, row: data.rows.find(({ row }) => row === number) ?? null };
    },
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** Pages that are read again by themselves; with more of them on the screen a person asks for it. */
const livePages = 2;

/** Rows that the filter lets through, in order, read on as far as `readOn` is called. */
export function useFilteredRows(job: Job, phase: JobPhase, filter: RowsFilter, live: boolean): RowSource & { loaded: boolean; complete: boolean; stale: boolean; reading: boolean; readOn: () => void; readAgain: () => void } {
  const { data, error, hasNextPage, isFetching, isFetchingNextPage, isPending, fetchNextPage, refetch } = useInfiniteQuery({
    ...jobQueries.rows(job.id, toRowsFilter(phase, filter)),
    gcTime: kept,
    refetchInterval: ({ state }) => (live && (state.data?.pages.length ?? 0) <= livePages ? readEvery : false),
  });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  return {
    count: rows.length + (hasNextPage || isPending ? 1 : 0),
    at: (index) => ({ number: rows[index]?.row ?? 0, row: rows[index] }),
    indexOf: (number) => rows.findIndex(({ row }) => row === number),
    error,
    retry: () => void (data ? fetchNextPage() : refetch()),
    loaded: data !== undefined,
    complete: data !== undefined && !hasNextPage,
    stale: live && (data?.pages.length ?? 0) > livePages,
    reading: isFetching,
    readOn: () => {
      if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
    },
    readAgain: () => void refetch(),
  };
}

/** Whether something may still become of a row. */
function isComing({ outcome }: JobRow): boolean {
  return outcome === "pending";
}
