import { count, eq, sql } from "drizzle-orm";
import type { Db } from "@/lib/server/db/client";
import { jobChunks, jobOutcomes, jobRows, jobs, jobSamples, jobTallies } from "@/lib/server/db/schema";
import { exportResult, getJob, listActs, listRows, listSamples } from "@/lib/server/jobs";
import { removeOldRows } from "@/lib/server/jobs/retention";
import { addJob, addRows, begin, duplicate, expect, store, test } from "./fixture";

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600_000);

/** A job that has run, and ended so many days ago. */
async function addEnded(db: Db, days: number, state: "finished" | "cancelled" = "finished"): Promise<number> {
  const id = await addJob(db, { startedBy: "mei" });
  await addRows(db, id, [{}, {}, {}, { problems: duplicate }]);
  for (const phase of ["check", "run"] as const) {
    // oxlint-disable-next-line no-await-in-loop
    await begin(db, id, phase);
    // oxlint-disable-next-line no-await-in-loop
    await store(db, id, [{ row: 2, outcome: "changed" }, { row: 3, outcome: "failed", code: "10010" }], phase);
  }
  const at = daysAgo(days);
  await db.update(jobs).set({ state, createdAt: at, checkStartedAt: at, checkFinishedAt: at, runStartedAt: at, runFinishedAt: state === "finished" ? at : null }).where(eq(jobs.id, id));
  return id;
}

async function counts(db: Db, id: number): Promise<number[]> {
  const tables = [jobRows, jobOutcomes, jobChunks, jobTallies, jobSamples];
  const found = await Promise.all(tables.map((table) => db.select({ rows: count() }).from(table).where(eq(table.jobId, id))));
  return found.map(([row]) => row?.rows ?? -1);
}

test("where there is nothing old, nothing is removed", async ({ db }) => {
  expect(await removeOldRows(db, 90)).toEqual({ jobs: 0, uploads: 0 });
});

test("rows of jobs that ended long ago go, what they came to stays, and whoever asks is told", async ({ operator, db }) => {
  const [finished, cancelled, recent] = [await addEnded(db, 91), await addEnded(db, 91, "cancelled"), await addEnded(db, 89)];
  const open = await addEnded(db, 400);
  await db.update(jobs).set({ state: "paused", pausedAt: daysAgo(400) }).where(eq(jobs.id, open));
  const before = await getJob(operator, { id: finished });
  const kept = await Promise.all([counts(db, recent), counts(db, open)]);
  expect(await removeOldRows(db, 90)).toEqual({ jobs: 2, uploads: 0 });
  expect(await Promise.all([finished, cancelled].map((id) => counts(db, id)))).toEqual([
    [0, 0, 0, 6, 2],
    [0, 0, 0, 6, 2],
  ]);
  expect(await Promise.all([counts(db, recent), counts(db, open)])).toEqual(kept);

  const after = await getJob(operator, { id: finished });
  expect(after).toMatchObject({ rowsRemovedAt: expect.any(String), check: before.check, run: before.run, rows: 4, usable: 3, can: { retry: "rows_removed", "put-back": "rows_removed" } });
  expect((await listSamples(operator, { id: finished })).samples).toHaveLength(1);
  await expect(listRows(operator, { id: finished })).rejects.toMatchObject({ code: "rows_removed" });
  await expect(exportResult(operator, { id: finished })).rejects.toMatchObject({ code: "rows_removed" });
  expect(new Set((await listActs(operator, { group: "team" })).acts.map(({ jobId }) => jobId))).toEqual(new Set([recent, open]));
  expect(await removeOldRows(db, 90)).toEqual({ jobs: 0, uploads: 0 });
});

test("what was left by a process that died on the way is removed the next time", async ({ db }) => {
  const id = await addEnded(db, 91);
  await db.update(jobs).set({ rowsRemovedAt: new Date() }).where(eq(jobs.id, id));
  await db.delete(jobOutcomes).where(eq(jobOutcomes.jobId, id));
  expect(await removeOldRows(db, 90)).toEqual({ jobs: 1, uploads: 0 });
  expect((await counts(db, id)).slice(0, 3)).toEqual([0, 0, 0]);
});

test("an upload that nobody has been sending for ten minutes is removed wholly, and no other", async ({ db }) => {
  const [left, underWay] = [await addJob(db, { state: "uploading", touchedAt: new Date(Date.now() - 11 * 60_000) }), await addJob(db, { state: "uploading", createdAt: daysAgo(1), touchedAt: new Date(Date.now() - 9 * 60_000) })];
  for (const id of [left, underWay]) {
    // oxlint-disable-next-line no-await-in-loop
    await addRows(db, id, [{}, {}]);
  }
  expect(await removeOldRows(db, 90)).toEqual({ jobs: 0, uploads: 1 });
  expect(await db.select({ id: jobs.id, rows: sql<number>`(select count(*) from job_rows)`.mapWith(Number) }).from(jobs)).toEqual([{ id: underWay, rows: 2 }]);
});
