import * as fc from "fast-check";
import { eq } from "drizzle-orm";
import type { Context } from "@/lib/server/context";
import { jobs } from "@/lib/server/db/schema";
import { listRows } from "@/lib/server/jobs";
import { findJob } from "@/lib/server/jobs/find-job";
import { pickRows, type RowFilter } from "@/lib/server/jobs/pick-rows";
import { JobRowsPage, rowOutcomes, type JobRow, type JobRowsQuery, type RowOutcome } from "@/lib/shared/jobs";
import { addJob, addRows, begin, duplicate, expect, store, test, type TestOutcome } from "./fixture";

async function allPages(ctx: Context, id: number, query: JobRowsQuery = {}): Promise<JobRow[][]> {
  const pages: JobRow[][] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = JobRowsPage.parse(await listRows(ctx, { id, ...query, cursor }));
    pages.push(page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 20);
  return pages;
}

const numbers = (rows: readonly JobRow[]) => rows.map(({ row }) => row);

test("a job that is none has no rows, and rows that were removed are said to be", async ({ operator, db }) => {
  await expect(listRows(operator, { id: 7 })).rejects.toMatchObject({ code: "job_not_found" });
  const id = await addJob(db, { state: "finished", rowsRemovedAt: new Date() });
  await expect(listRows(operator, { id })).rejects.toMatchObject({ code: "rows_removed" });
});

test("a job without rows has one empty page, whatever is asked for", async ({ operator, db }) => {
  const id = await addJob(db);
  for (const query of [{}, { problems: "true" as const }, { code: "10010" }, ...rowOutcomes.map((outcome) => ({ outcome }))]) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await listRows(operator, { id, ...query })).toEqual({ phase: "check", rows: [], nextCursor: null });
  }
});

test("rows come 200 a page, and from any row on", async ({ operator, db }) => {
  const id = await addJob(db);
  await addRows(db, id, Array.from({ length: 401 }, () => ({})));
  const pages = await allPages(operator, id);
  expect(pages.map((page) => page.length)).toEqual([200, 200, 1]);
  expect(numbers(pages.flat())).toEqual(Array.from({ length: 401 }, (_, place) => place + 2));
  expect(numbers((await listRows(operator, { id, cursor: "400" })).rows)).toEqual([401, 402]);
  expect((await listRows(operator, { id, cursor: "999999999" })).rows).toEqual([]);
});

test("a row shows the user's cells, its target by the names of its kind, and what became of it", async ({ operator, db }) => {
  const group = await addJob(db);
  await addRows(db, group, [{ key: "@TGS#1", item: "alice", asked: 3, cells: ["@TGS#1", "alice", "3", "note"] }, { problems: duplicate }]);
  await begin(db, group);
  await store(db, group, [{ row: 2, outcome: "failed", before: 7, code: "10010", attempts: 2, rerun: true, at: new Date("2026-11-01T10:00:00Z") }]);
  const { phase, rows } = await listRows(operator, { id: group });
  expect(phase).toBe("run");
  expect(rows[0]).toEqual({
    row: 2,
    cells: ["@TGS#1", "alice", "3", "note"],
    account: "alice",
    peer: null,
    groupId: "@TGS#1",
    asked: 3,
    upTo: null,
    problems: [],
    outcome: "failed",
    before: 7,
    after: null,
    code: "10010",
    message: expect.stringMatching(/group/i),
    advice: expect.any(String),
    attempts: 2,
    rerun: true,
    at: "2026-11-01T10:00:00.000Z",
  });
  expect(rows[1]).toMatchObject({ row: 3, problems: duplicate, outcome: "refused", code: "row_problem", message: expect.stringContaining("problem") });

  const marks = await addJob(db, { kind: "mark_read" });
  await addRows(db, marks, [{ key: "alice", item: "bob", upTo: 1_795_000_000 }]);
  expect((await listRows(operator, { id: marks })).rows[0]).toMatchObject({ account: "alice", peer: "bob", groupId: null, upTo: new Date(1_795_000_000_000).toISOString(), outcome: "pending", code: null, message: null, at: null });
  const report = await addJob(db, { kind: "query_unread" });
  await addRows(db, report, [{ key: "alice", item: "" }]);
  expect((await listRows(operator, { id: report })).rows[0]).toMatchObject({ account: "alice", peer: null, groupId: null });
  expect((await listRows({ ...operator, locale: "zh-CN" }, { id: group })).rows[1]?.message).toMatch(/问题/);
});

test("the dry run's rows are shown until the run begins, and on request after that", async ({ operator, db }) => {
  const id = await addJob(db);
  await addRows(db, id, [{}, {}]);
  await begin(db, id, "check");
  await store(db, id, [{ row: 2, outcome: "unchanged", before: 1, after: 1 }, { row: 3, outcome: "changed", before: 5, after: 1 }], "check");
  expect(await listRows(operator, { id, outcome: "changed" })).toMatchObject({ phase: "check", rows: [{ row: 3, before: 5 }] });
  await begin(db, id, "run");
  expect(await listRows(operator, { id, outcome: "changed" })).toMatchObject({ phase: "run", rows: [] });
  expect(numbers((await listRows(operator, { id, outcome: "pending" })).rows)).toEqual([2, 3]);
  expect(await listRows(operator, { id, phase: "check", outcome: "changed" })).toMatchObject({ phase: "check", rows: [{ row: 3, before: 5 }] });
});

test("before anything has begun, rows with a problem are refused and all others are pending", async ({ operator, db }) => {
  const id = await addJob(db);
  await addRows(db, id, [{}, { problems: duplicate }, {}]);
  const shown = async (query: JobRowsQuery) => numbers((await listRows(operator, { id, ...query })).rows);
  expect(await shown({ problems: "true" })).toEqual([3]);
  expect(await shown({ outcome: "refused" })).toEqual([3]);
  expect(await shown({ code: "row_problem" })).toEqual([3]);
  expect(await shown({ outcome: "pending" })).toEqual([2, 4]);
  expect(await shown({ outcome: "pending", code: "row_problem" })).toEqual([]);
  expect(await shown({ outcome: "changed" })).toEqual([]);
  expect(await shown({ problems: "true", outcome: "failed" })).toEqual([]);
});

test("pending rows come in the order of their turns, and are found where a chunk was left half done", async ({ operator, db }) => {
  const id = await addJob(db);
  await addRows(db, id, ["d", "c", "b", "a", "e", "f", "g"].map((key) => ({ key })));
  await begin(db, id, "run", 3);
  // Rows 5, 4, 3 are the first chunk, 2, 6, 7 the second.
  await store(db, id, [{ row: 4, outcome: "changed" }]);
  const shown = async (cursor?: string) => numbers((await listRows(operator, { id, outcome: "pending", cursor })).rows);
  expect(await shown()).toEqual([5, 3, 2, 6, 7, 8]);
  expect(await shown("3")).toEqual([2, 6, 7, 8]);
  expect(await shown("4")).toEqual([3, 2, 6, 7, 8]);
  expect(await shown("8")).toEqual([]);
  // A row that is none has no turn: there is nothing to leave out.
  expect(await shown("1")).toEqual([5, 3, 2, 6, 7, 8]);
  await store(db, id, [5, 3, 2, 6, 7].map((row) => ({ row, outcome: "changed" as const })));
  expect(await shown()).toEqual([8]);
  await store(db, id, [{ row: 8, outcome: "changed" }]);
  expect(await shown()).toEqual([]);
});

const outcome = fc.constantFrom<TestOutcome["outcome"]>("changed", "unchanged", "failed", "refused");
const line = fc.record({ key: fc.constantFrom("a", "b", "B", "é", "群"), problem: fc.boolean(), end: fc.option(fc.record({ outcome, code: fc.constantFrom(null, "10010", "im_timeout") }), { nil: undefined }) });
const filter = fc.record({ outcome: fc.option(fc.constantFrom<RowOutcome>(...rowOutcomes), { nil: undefined }), code: fc.option(fc.constantFrom("10010", "im_timeout", "row_problem"), { nil: undefined }), problems: fc.boolean() });

test("pages of any size together hold exactly the rows that are asked for, each once", { timeout: 120_000 }, async ({ db }) => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.array(filter, { minLength: 3, maxLength: 6 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }), fc.boolean(), async (lines, filters, limit, size, hasBegun) => {
      const id = await addJob(db);
      await addRows(db, id, lines.map(({ key, problem }) => ({ key, ...(problem && { problems: duplicate }) })));
      const ends = lines.flatMap(({ problem, end }, place): TestOutcome[] => (problem || !end || !hasBegun ? [] : [{ row: place + 2, ...end }]));
      if (hasBegun) await begin(db, id, "run", size);
      await store(db, id, ends);
      const job = await findJob(db, id);
      const known = new Map(ends.map((end) => [end.row, end]));
      for (const wanted of filters) {
        const expected = lines.flatMap(({ problem }, place) => {
          const row = place + 2;
          const is = problem ? { outcome: "refused", code: "row_problem" } : { outcome: known.get(row)?.outcome ?? "pending", code: known.get(row)?.code ?? null };
          return (wanted.outcome ?? is.outcome) === is.outcome && (wanted.code ?? is.code) === is.code && (!wanted.problems || problem) ? [row] : [];
        });
        const found: number[] = [];
        for (let page = 0; page <= lines.length; page += 1) {
          // oxlint-disable-next-line no-await-in-loop
          const rows = await pickRows(db, job, { ...wanted, phase: "run" } satisfies RowFilter, { cursor: found.at(-1), limit });
          expect(rows.length).toBeLessThanOrEqual(limit);
          found.push(...rows);
          if (rows.length < limit) break;
        }
        expect(new Set(found).size).toBe(found.length);
        expect(found.toSorted((a, b) => a - b)).toEqual(expected);
        if (wanted.outcome !== "pending" || !hasBegun) expect(found).toEqual(expected);
      }
    }),
    { numRuns: 25 },
  );
});

test("a cancelled job's rows that never had their turn stay pending", async ({ operator, db }) => {
  const id = await addJob(db);
  await addRows(db, id, [{}, {}, {}, {}]);
  await begin(db, id, "run", 2);
  await store(db, id, [2, 3].map((row) => ({ row, outcome: "changed" as const })));
  await db.update(jobs).set({ state: "cancelled" }).where(eq(jobs.id, id));
  expect((await listRows(operator, { id })).rows.map((row) => row.outcome)).toEqual(["changed", "changed", "pending", "pending"]);
  expect(numbers((await listRows(operator, { id, outcome: "pending" })).rows)).toEqual([4, 5]);
});
