import { and, desc, eq, ne, or } from "drizzle-orm";
import type { Context } from "@/lib/server/context";
import { jobOutcomes, jobRows, jobs } from "@/lib/server/db/schema";
import { listActs } from "@/lib/server/jobs";
import { JobActsPage, type JobAct, type JobActsQuery } from "@/lib/shared/jobs";
import { addJob, addRows, begin, duplicate, expect, store, test, type TestOutcome } from "./fixture";

const second = (count: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, count));

async function allPages(ctx: Context, query: JobActsQuery): Promise<JobAct[][]> {
  const pages: JobAct[][] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = JobActsPage.parse(await listActs(ctx, { ...query, cursor }));
    pages.push(page.acts);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 20);
  return pages;
}

const places = (acts: readonly JobAct[]) => acts.map(({ jobId, row }) => `${jobId}.${row}`);

test("where jobs have done nothing there is one empty page", async ({ ctx }) => {
  expect(await listActs(ctx, { account: "alice" })).toEqual({ acts: [], nextCursor: null });
  expect(await listActs(ctx, { group: "team" })).toEqual({ acts: [], nextCursor: null });
});

test("empty never means all", async ({ ctx }) => {
  for (const query of [{}, { account: "" }, { group: "" }]) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(listActs(ctx, query)).rejects.toMatchObject({ code: "invalid_input", fields: { account: expect.any(String) } });
  }
});

test("an act tells who started which job, why, and from what to what", async ({ ctx, db }) => {
  const id = await addJob(db, { startedBy: "zhou", reason: "migration", ticket: "CS-7" });
  await addRows(db, id, [{ key: "team", item: "alice", asked: 3 }]);
  await begin(db, id);
  await store(db, id, [{ row: 2, outcome: "clamped", before: 12, after: 2, at: second(0) }]);
  const act = { jobId: id, row: 2, at: second(0).toISOString(), kind: "set_group_unread", actor: "zhou", reason: "migration", ticket: "CS-7", account: "alice", peer: null, groupId: "team", asked: 3, outcome: "clamped", before: 12, after: 2, code: null };
  for (const query of [{ account: "alice" }, { group: "team" }, { account: "alice", group: "team" }]) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await listActs(ctx, query)).toEqual({ acts: [act], nextCursor: null });
  }
  for (const query of [{ account: "team" }, { group: "alice" }, { account: "bob", group: "team" }, { account: "Alice" }]) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await listActs(ctx, query)).acts).toEqual([]);
  }
});

test("an account's acts are those of its conversations too, on either side, and a group's never those of an account with its name", async ({ ctx, db }) => {
  const id = await addJob(db, { kind: "mark_read" });
  await addRows(db, id, [{ key: "alice", item: "bob" }, { key: "bob", item: "carol" }, { key: "carol", item: "dora" }]);
  await begin(db, id);
  await store(db, id, [2, 3, 4].map((row) => ({ row, outcome: "changed" as const, at: second(row) })));
  expect((await listActs(ctx, { account: "bob" })).acts).toMatchObject([{ row: 3, account: "bob", peer: "carol", groupId: null }, { row: 2, account: "alice", peer: "bob" }]);
  expect((await listActs(ctx, { group: "bob" })).acts).toEqual([]);
});

test("tells nothing of dry runs, reports, rows that were never sent, other apps, and jobs whose rows were removed", async ({ ctx, db }) => {
  const row = { key: "alice", item: "bob" };
  const [dry, report, refused, elsewhere, removed] = [await addJob(db, { kind: "mark_read" }), await addJob(db, { kind: "query_unread" }), await addJob(db, { kind: "mark_read" }), await addJob(db, { kind: "mark_read", sdkAppId: "1400000002" }), await addJob(db, { kind: "mark_read" })];
  for (const id of [dry, report, refused, elsewhere, removed]) {
    // oxlint-disable-next-line no-await-in-loop
    await addRows(db, id, [row, { ...row, problems: duplicate }]);
    // oxlint-disable-next-line no-await-in-loop
    await begin(db, id, id === dry ? "check" : "run");
  }
  await store(db, dry, [{ row: 2, outcome: "changed" }], "check");
  await store(db, report, [{ row: 2, outcome: "failed", code: "im_timeout" }]);
  await store(db, refused, [{ row: 2, outcome: "refused", code: "account_protected" }]);
  await store(db, elsewhere, [{ row: 2, outcome: "changed" }]);
  await store(db, removed, [{ row: 2, outcome: "changed" }]);
  expect(places((await listActs(ctx, { account: "alice" })).acts)).toEqual([`${removed}.2`]);
  await db.update(jobs).set({ rowsRemovedAt: new Date() }).where(eq(jobs.id, removed));
  expect((await listActs(ctx, { account: "alice" })).acts).toEqual([]);
});

test("pages together hold every act once, newest first, across jobs that ran at the same time", async ({ ctx, db }) => {
  const expected: { at: number; place: string }[] = [];
  for (const count of [70, 60]) {
    // oxlint-disable-next-line no-await-in-loop
    const id = await addJob(db);
    // oxlint-disable-next-line no-await-in-loop
    await addRows(db, id, Array.from({ length: count }, () => ({})));
    // oxlint-disable-next-line no-await-in-loop
    await begin(db, id, "run", 20);
    // Many in the same moment, as rows of one chunk are.
    const outcomes = Array.from({ length: count }, (_, place): TestOutcome => ({ row: place + 2, outcome: place % 5 === 0 ? "failed" : "changed", at: second(place % 3) }));
    // oxlint-disable-next-line no-await-in-loop
    await store(db, id, outcomes);
    // oxlint-disable-next-line no-await-in-loop
    await db.update(jobs).set({ runStartedAt: second(0) }).where(eq(jobs.id, id));
    for (const { row, at } of outcomes) expected.push({ at: Number(at), place: `${id}.${String(row).padStart(3, "0")}` });
  }
  const newestFirst = expected.toSorted((a, b) => b.at - a.at || (a.place < b.place ? 1 : -1)).map(({ place }) => place.replace(/\.0+/, "."));
  const pages = await allPages(ctx, { group: "team" });
  expect(pages.map((page) => page.length)).toEqual([50, 50, 30]);
  expect(places(pages.flat())).toEqual(newestFirst);
  expect(await listActs(ctx, { group: "team", cursor: "0.0.0" })).toEqual({ acts: [], nextCursor: null });
  expect((await listActs(ctx, { group: "team", cursor: "9999999999999999.999999999999999.999999999" })).acts).toHaveLength(50);
});

test("a group or a peer that a job has very many rows about is told of page by page just the same", { timeout: 180_000 }, async ({ ctx, db }) => {
  const [group, marks] = [await addJob(db), await addJob(db, { kind: "mark_read" })];
  await addRows(db, group, Array.from({ length: 2600 }, (_, place) => ({ key: ["aside", "team", "team", "zoo"][place % 4] ?? "" })).concat(Array.from({ length: 1000 }, () => ({ key: "team" }))));
  await addRows(db, marks, Array.from({ length: 2600 }, (_, place) => ({ key: `user-${place % 2000}`, item: place < 2000 ? "shop" : "other" })).concat(Array.from({ length: 300 }, (_, place) => ({ key: "shop", item: `user-${place}` }))));
  await begin(db, group, "run", 100);
  await begin(db, marks, "run", 100);
  // The last ones have not had their turn, and chunks end in an order of their own.
  await store(db, marks, Array.from({ length: 2700 }, (_, place): TestOutcome => ({ row: place + 2, outcome: place % 7 === 0 ? "failed" : "changed" })));
  await store(db, group, Array.from({ length: 3500 }, (_, place): TestOutcome => ({ row: place + 2, outcome: place % 7 === 0 ? "refused" : "changed" })));
  for (const [whom, id, isAbout] of [
    [{ group: "team" }, group, eq(jobRows.key, "team")],
    [{ account: "shop" }, marks, or(eq(jobRows.key, "shop"), eq(jobRows.item, "shop"))],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const all = await db
      .select({ row: jobOutcomes.row })
      .from(jobOutcomes)
      .innerJoin(jobRows, and(eq(jobRows.jobId, id), eq(jobRows.row, jobOutcomes.row), isAbout))
      .where(and(eq(jobOutcomes.jobId, id), ne(jobOutcomes.outcome, "refused")))
      .orderBy(desc(jobOutcomes.at), desc(jobOutcomes.row));
    expect(all.length).toBeGreaterThan(1800);
    const found: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 100; page += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const { acts, nextCursor } = await listActs(ctx, { ...whom, cursor });
      found.push(...places(acts));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(found).toEqual(all.map(({ row }) => `${id}.${row}`));
  }
});
