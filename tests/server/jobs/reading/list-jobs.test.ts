import type { Context } from "@/lib/server/context";
import { listJobs } from "@/lib/server/jobs";
import { JobsPage, type JobLine, type JobsQuery } from "@/lib/shared/jobs";
import { addJob, addRows, begin, duplicate, expect, store, test } from "./fixture";

async function allPages(ctx: Context, query: JobsQuery = {}): Promise<JobLine[][]> {
  const pages: JobLine[][] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = JobsPage.parse(await listJobs(ctx, { ...query, cursor }));
    pages.push(page.jobs);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 20);
  return pages;
}

const ids = (jobs: readonly JobLine[]) => jobs.map(({ id }) => id);

test("where there are no jobs there is one empty page", async ({ operator }) => {
  expect(await listJobs(operator, {})).toEqual({ jobs: [], nextCursor: null });
});

test("pages together hold every job once, newest first, but none that is still being uploaded", async ({ operator, db }) => {
  const expected: number[] = [];
  for (let place = 0; place < 103; place += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const id = await addJob(db, { state: place === 50 ? "uploading" : "ready" });
    if (place !== 50) expected.unshift(id);
  }
  const pages = await allPages(operator);
  expect(pages.map((page) => page.length)).toEqual([50, 50, 2]);
  expect(ids(pages.flat())).toEqual(expected);
  expect((await listJobs(operator, { cursor: "999999999999999" })).jobs).toHaveLength(50);
  expect(await listJobs(operator, { cursor: "0" })).toEqual({ jobs: [], nextCursor: null });
});

test("filters by app, state and person, and by whether a job has ended", async ({ operator, db }) => {
  const [ready, running, theirs, finished, cancelled, elsewhere] = [
    await addJob(db),
    await addJob(db, { state: "running" }),
    await addJob(db, { state: "running", createdBy: "ann" }),
    await addJob(db, { state: "finished" }),
    await addJob(db, { state: "cancelled" }),
    await addJob(db, { sdkAppId: "1400000002" }),
  ];
  const shown = async (query: JobsQuery) => ids((await listJobs(operator, query)).jobs);
  expect(await shown({ app: "1400000002" })).toEqual([elsewhere]);
  expect(await shown({ state: "running" })).toEqual([theirs, running]);
  expect(await shown({ only: "mine", app: "1400000001" })).toEqual([cancelled, finished, running, ready]);
  expect(await shown({ only: "open" })).toEqual([elsewhere, theirs, running, ready]);
  expect(await shown({ only: "mine", state: "checked" })).toEqual([]);
});

test("a line tells how far the run is, or the dry run while that is the latest", async ({ operator, db }) => {
  const id = await addJob(db, { reason: "migration", ticket: "CS-7", fileName: "badges.csv" });
  await addRows(db, id, [{}, {}, { problems: duplicate }, {}]);
  const line = async () => (await listJobs(operator, {})).jobs[0];
  expect(await line()).toMatchObject({ id, reason: "migration", ticket: "CS-7", fileName: "badges.csv", rows: 4, usable: 3, problems: 1, needsApproval: false, parent: null, done: 0, failed: 0, finishedAt: null });
  await begin(db, id, "check");
  await store(db, id, [{ row: 2, outcome: "failed", code: "member_not_found" }, { row: 3, outcome: "changed" }], "check");
  expect(await line()).toMatchObject({ state: "checking", done: 3, failed: 1 });
  await begin(db, id, "run");
  await store(db, id, [{ row: 3, outcome: "changed" }]);
  expect(await line()).toMatchObject({ state: "running", done: 2, failed: 0 });
});
