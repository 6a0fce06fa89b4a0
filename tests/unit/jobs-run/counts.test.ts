import { expect, test } from "vitest";
import { countFiltered, countOutcomes, countRows } from "@/components/jobs/rows-filter";
import { lastRowOf } from "@/components/jobs/rows-source";
import { followUpRows } from "@/components/jobs/run-follow-up-rows";
import { aJob, aRow, progress, tally } from "./jobs";

const run = progress([tally("changed", 60), tally("clamped", 5), tally("failed", 4, "10010"), tally("failed", 1, "10002"), tally("refused", 3, "row_problem")]);
const page = (numbers: number[], nextCursor: string | null) => ({ phase: "run" as const, rows: numbers.map((row) => aRow({ row })), nextCursor });

test("counts rows by outcome and by code, and those whose turn has not come", () => {
  const job = aJob({ problems: 3, run });
  expect(countOutcomes(job, run)).toEqual([
    { outcome: "changed", rows: 60 },
    { outcome: "clamped", rows: 5 },
    { outcome: "failed", rows: 5 },
    { outcome: "refused", rows: 3 },
    { outcome: "pending", rows: 27 },
  ]);
  expect(countRows(job, run, { outcome: "failed", code: "10010" })).toBe(4);
  expect(countRows(job, run, { code: "10002" })).toBe(1);
  expect(countRows(job, run, { outcome: "pending", code: "10002" })).toBe(0);
});

test("before a run begins, rows with a problem are refused and all others pending", () => {
  expect(countOutcomes(aJob({ problems: 3 }), null)).toEqual([
    { outcome: "refused", rows: 3 },
    { outcome: "pending", rows: 97 },
  ]);
});

test("says how many rows a filter lets through, also where its parts contradict each other", () => {
  const job = aJob({ problems: 3, run });
  expect(countFiltered(job, run, {})).toBe(100);
  expect(countFiltered(job, run, { problems: true })).toBe(3);
  expect(countFiltered(job, run, { problems: true, outcome: "failed" })).toBe(0);
  expect(countFiltered(job, run, { outcome: "failed" })).toBe(5);
});

test("a retry takes what failed, could not be read back or was never done; putting back takes what was changed", () => {
  const cancelled = progress([tally("changed", 60), tally("clamped", 5), tally("unverified", 2), tally("failed", 4, "10010"), tally("unchanged", 9)]);
  expect(followUpRows(aJob({ run: cancelled }))).toEqual({ failed: 4, unverified: 2, pending: 20, retry: 26, putBack: 65 });
  expect(followUpRows(aJob({ problems: 3, run: null }))).toMatchObject({ retry: 97, putBack: 0 });
});

test("the last row is found by reading on where blank lines stand between rows", () => {
  expect(lastRowOf(100, [])).toBe(101);
  expect(lastRowOf(3, [page([2, 3, 9], null)])).toBe(9);
  expect(lastRowOf(3, [page([2, 7], "7")])).toBe(8);
});
