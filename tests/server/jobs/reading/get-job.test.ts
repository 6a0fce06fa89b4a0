import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/lib/server/db/client";
import { jobs, jobSamples } from "@/lib/server/db/schema";
import { getJob, listSamples } from "@/lib/server/jobs";
import { Job, JobSamples, jobActions } from "@/lib/shared/jobs";
import { addJob, addRows, appId, begin, duplicate, expect, store, test } from "./fixture";

/** Rows done in stretches that began so many tens of seconds ago. */
async function setSamples(db: Db, jobId: number, stretches: Record<number, number>): Promise<void> {
  await db.delete(jobSamples).where(and(eq(jobSamples.jobId, jobId), eq(jobSamples.phase, "run")));
  for (const [ago, done] of Object.entries(stretches)) {
    const at = sql`to_timestamp(floor(extract(epoch from now()) / 10) * 10 - ${Number(ago) * 10}::integer)`;
    // oxlint-disable-next-line no-await-in-loop
    await db.insert(jobSamples).values({ jobId, phase: "run", at, done, failed: 0 });
  }
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test("a job that is none, or is still being uploaded, is not found", async ({ operator, db }) => {
  const uploading = await addJob(db, { state: "uploading" });
  for (const id of [uploading, uploading + 1, 0, 999_999_999]) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(getJob(operator, { id })).rejects.toMatchObject({ code: "job_not_found" });
    // oxlint-disable-next-line no-await-in-loop
    await expect(listSamples(operator, { id })).rejects.toMatchObject({ code: "job_not_found" });
  }
});

test("a job says what it is, how far both phases are, and what each outcome means", async ({ operator, db }) => {
  const id = await addJob(db, { reason: "migration", ticket: "CS-7", fileName: "badges.csv", stopPercent: 5 });
  await addRows(db, id, [{}, {}, {}, { problems: duplicate }, {}]);
  await begin(db, id, "check");
  await store(db, id, [2, 3, 4, 6].map((row) => ({ row, outcome: "changed" as const, before: 5, after: 1 })), "check");
  await begin(db, id, "run");
  await store(db, id, [
    { row: 2, outcome: "changed", rerun: true },
    { row: 3, outcome: "failed", code: "10010" },
    { row: 4, outcome: "failed", code: "member_not_found" },
  ]);
  const job = Job.parse(await getJob(operator, { id }));
  expect(job).toMatchObject({ id, kind: "set_group_unread", state: "running", sdkAppId: appId, createdBy: "mei", reason: "migration", ticket: "CS-7", fileName: "badges.csv", rows: 5, usable: 4, problems: 1, stopPercent: 5, needsApproval: false, reversible: true, webhooks: 0, pause: null, waitingUntil: null, rowsRemovedAt: null });
  expect(job.check).toMatchObject({ done: 5, rerun: 0, tallies: [{ outcome: "changed", code: null, rows: 4 }, { outcome: "refused", code: "row_problem", rows: 1, meaning: expect.stringContaining("problem") }] });
  expect(job.run).toMatchObject({ done: 4, rerun: 1, finishedAt: null });
  expect(job.run?.tallies).toEqual([
    { outcome: "changed", code: null, rows: 1 },
    { outcome: "failed", code: "10010", rows: 1, meaning: expect.stringMatching(/group/i), advice: expect.any(String) },
    { outcome: "failed", code: "member_not_found", rows: 1, meaning: expect.stringContaining("not a member"), advice: expect.any(String) },
    { outcome: "refused", code: "row_problem", rows: 1, meaning: expect.any(String), advice: expect.any(String) },
  ]);
  const chinese = await getJob({ ...operator, locale: "zh-CN" }, { id });
  expect(chinese.run?.tallies[2]?.meaning).toBe("该账号不是此群的成员。");
});

test("before it is said which column is which, no row has a problem", async ({ operator, db }) => {
  const id = await addJob(db, { state: "mapping", rows: 7 });
  expect(await getJob(operator, { id })).toMatchObject({ rows: 7, usable: 0, problems: 0, check: null, run: null });
});

test("a job knows its parent, its children, and the latest earlier one with the same rows", async ({ operator, db }) => {
  const same = { digest: "d1" };
  const [first, cancelled] = [await addJob(db, { ...same, state: "finished" }), await addJob(db, { ...same, state: "cancelled" })];
  const parent = await addJob(db, { digest: "d2" });
  const id = await addJob(db, { ...same, parentId: parent, relation: "retry" });
  const later = await addJob(db, { ...same, parentId: id, relation: "put_back" });
  await addJob(db, { parentId: id, relation: "retry", state: "uploading" });
  expect(await getJob(operator, { id })).toMatchObject({ sameAs: first, parent: { id: parent, relation: "retry" }, children: [{ id: later, relation: "put_back" }] });
  expect(await getJob(operator, { id: later })).toMatchObject({ sameAs: id, parent: { id, relation: "put_back" } });
  expect(await getJob(operator, { id: first })).toMatchObject({ sameAs: null, parent: null, children: [] });
  expect(await getJob(operator, { id: cancelled })).toMatchObject({ sameAs: first });
});

test("what can be done depends on who asks", async ({ operator, admin, db }) => {
  const id = await addJob(db, { state: "checked" });
  await addRows(db, id, [{}, {}]);
  const settings = { ...operator.settings, jobApprovalRows: 1 };
  const can = async (ctx: typeof operator) => (await getJob({ ...ctx, settings }, { id })).can;
  expect(Object.keys(await can(operator)).toSorted()).toEqual([...jobActions].toSorted());
  expect(await can(operator)).toMatchObject({ start: "approval_required", approve: "forbidden", cancel: null, resume: "wrong_state" });
  expect(await can({ ...operator, actor: { name: "li", role: "operator" } })).toMatchObject({ start: "not_your_job", cancel: null });
  expect(await can(admin)).toMatchObject({ approve: null, cancel: null });
  expect(await getJob({ ...operator, settings }, { id })).toMatchObject({ needsApproval: true });
});

test("the pace is the app's, what is kept is for people, and the slower of reading and writing decides how long it takes", async ({ operator, db }) => {
  const settings = { ...operator.settings, rateShare: 0.5, bulkShare: 0.75 };
  const withLimits = (limits: Record<string, number>) => ({ ...operator, settings, apps: new Map([[appId, { app: { ...operator.app, limits }, im: operator.im }]]) });
  const id = await addJob(db, { rows: 10_000, usable: 10_000, keys: 10 });
  expect((await getJob(withLimits({ "group_open_http_svc/set_unread_msg_num": 80 }), { id })).pace).toEqual({ perSecond: 40, kept: 10, estimateSeconds: 250 });
  // 10 groups of 20 calls each, before and after, at half of 2 a second.
  expect((await getJob(withLimits({ "group_open_http_svc/get_specified_group_member_info": 2 }), { id })).pace).toMatchObject({ perSecond: 100, estimateSeconds: 400 });
  const report = await addJob(db, { kind: "query_unread", rows: 1000, usable: 1000, keys: 1000 });
  expect(await getJob(withLimits({}), { id: report })).toMatchObject({ pace: { perSecond: 100, estimateSeconds: 10 }, reversible: false, webhooks: 0, needsApproval: false });
  const marks = await addJob(db, { kind: "mark_read", sdkAppId: "1400000009", rows: 1001, usable: 1001, keys: 3 });
  expect(await getJob(withLimits({}), { id: marks })).toMatchObject({ webhooks: 1001, reversible: false, needsApproval: true, pace: { perSecond: 100 } });
});

test("rates are of the last half minute and of the time in which something was done; what is left follows from the first", async ({ operator, db }) => {
  const id = await addJob(db, { state: "running", runStartedAt: minutesAgo(60), rows: 100_000, usable: 100_000, keys: 1 });
  // A job at work half a minute ago, and before that an hour ago.
  await setSamples(db, id, { 1: 1000, 2: 1000, 350: 500, 351: 500 });
  const { run } = await getJob(operator, { id });
  // From the first of the recent stretches until now, which is 10 to 30 seconds; of a stretch that is not over, only what has passed.
  expect(run?.rateNow).toBeGreaterThan(1000 / 30);
  expect(run?.rateNow).toBeLessThanOrEqual(100);
  expect(run?.rateAverage).toBe(75);
  expect(run?.secondsLeft).toBe(Math.ceil(100_000 / (run?.rateNow ?? 0)));
  await setSamples(db, id, { 10: 1000 });
  expect((await getJob(operator, { id })).run).toMatchObject({ rateNow: 0, rateAverage: 100, secondsLeft: null });
  await setSamples(db, id, {});
  expect((await getJob(operator, { id })).run).toMatchObject({ rateNow: null, rateAverage: null, secondsLeft: Math.ceil(100_000 / 190) });
});

test("a job that is paused, or waits for its hours, has no rate at present", async ({ operator, db }) => {
  const id = await addJob(db, { state: "paused", runStartedAt: minutesAgo(60), rows: 10, usable: 10, keys: 1, pausedAt: minutesAgo(1), pausedBy: null, pauseCause: "failures", pauseFailed: 21, pauseOf: 100 });
  await setSamples(db, id, { 0: 5, 1: 5 });
  const paused = await getJob(operator, { id });
  expect(paused.run).toMatchObject({ rateNow: null, secondsLeft: null });
  expect(paused.pause).toEqual({ by: null, at: expect.any(String), cause: "failures", failed: 21, of: 100 });
  const hour = new Date(Date.now() + 2 * 3600_000).getUTCHours();
  const hours = { from: `${String(hour).padStart(2, "0")}:30`, to: `${String(hour).padStart(2, "0")}:31`, timeZone: "UTC" };
  await db.update(jobs).set({ state: "running", hours }).where(eq(jobs.id, id));
  const waiting = await getJob(operator, { id });
  expect(waiting).toMatchObject({ pause: null, hours, waitingUntil: expect.stringContaining(`T${hours.from}:00`), run: { rateNow: null, secondsLeft: null } });
});

test("samples are of the latest phase unless told, oldest first", async ({ operator, db }) => {
  const id = await addJob(db);
  expect(JobSamples.parse(await listSamples(operator, { id }))).toEqual({ seconds: 10, samples: [] });
  await addRows(db, id, [{}, {}]);
  await begin(db, id, "check");
  await store(db, id, [{ row: 2, outcome: "failed", code: "10010" }, { row: 3, outcome: "changed" }], "check");
  expect((await listSamples(operator, { id })).samples).toEqual([{ at: expect.stringMatching(/0\.000Z$/), done: 2, failed: 1 }]);
  await begin(db, id, "run");
  await setSamples(db, id, { 0: 7, 3: 5 });
  expect((await listSamples(operator, { id })).samples.map(({ done }) => done)).toEqual([5, 7]);
  expect((await listSamples(operator, { id, phase: "check" })).samples.map(({ done }) => done)).toEqual([2]);
});
