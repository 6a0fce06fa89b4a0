import { eq } from "drizzle-orm";
import type { BaseContext } from "@/lib/server/context";
import type { Db } from "@/lib/server/db/client";
import { jobs } from "@/lib/server/db/schema";
import { endWatches, watchJob } from "@/lib/server/jobs";
import type { WatchTiming } from "@/lib/server/jobs/watch-job";
import { Job } from "@/lib/shared/jobs";
import { addJob, addRows, begin, expect, store, test } from "./fixture";

const holds = () => Promise.resolve(true);

interface Watched {
  response: Response;
  /** The next job that is told; nothing when the line has ended. */
  next(): Promise<Job | undefined>;
  /** All that was said so far. */
  text(): string;
  leave(): Promise<void>;
}

async function watch(ctx: BaseContext, id: number, { stillHolds = holds, ...timing }: Partial<WatchTiming> & { stillHolds?: () => Promise<boolean> } = {}): Promise<Watched> {
  const response = await watchJob(ctx, { id, stillHolds, timing: { everyMs: 10, ...timing } });
  const reader = response.body?.getReader();
  if (!reader) throw new Error("The answer has no body.");
  let text = "";
  const decoder = new TextDecoder();
  async function next(): Promise<Job | undefined> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return undefined;
      const said = decoder.decode(value);
      text += said;
      const [, data] = /event: job\ndata: (.*)\n\n$/.exec(said) ?? [];
      if (data !== undefined) return Job.parse(JSON.parse(data));
    }
  }
  return { response, next, text: () => text, leave: () => reader.cancel() };
}

/** How often `jobs` has been read through it. */
function counting(db: Db): { db: Db; count: () => number } {
  let count = 0;
  const counted = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "select" || typeof value !== "function") return typeof value === "function" ? value.bind(target) : value;
      return (...args: unknown[]) => {
        // Of a look at a job, the first question alone asks for the whole of it.
        if (args[0] && typeof args[0] === "object" && "job" in args[0]) count += 1;
        return value.apply(target, args);
      };
    },
  });
  return { db: counted, count: () => count };
}

const setState = (db: Db, id: number, state: "running" | "paused" | "finished" | "cancelled") => db.update(jobs).set({ state }).where(eq(jobs.id, id));

test("a job that is none cannot be watched", async ({ operator }) => {
  await expect(watchJob(operator, { id: 7, stillHolds: holds })).rejects.toMatchObject({ code: "job_not_found" });
});

test("a job is told at once, whenever it has changed, and no more when it has ended", async ({ operator, db }) => {
  const id = await addJob(db);
  await addRows(db, id, [{}, {}]);
  const line = await watch(operator, id);
  expect(Object.fromEntries(line.response.headers)).toMatchObject({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" });
  expect(await line.next()).toMatchObject({ id, state: "ready", run: null });
  expect(line.text()).toMatch(/^retry: 2000\n\nevent: job\ndata: \{/);
  await begin(db, id);
  let job = await line.next();
  while (job?.state === "ready") job = await line.next();
  expect(job).toMatchObject({ state: "running", run: { done: 0 } });
  await store(db, id, [{ row: 2, outcome: "changed" }, { row: 3, outcome: "failed", code: "10010" }]);
  while (job?.run?.done === 0) job = await line.next();
  expect(job?.run).toMatchObject({ done: 2 });
  await setState(db, id, "finished");
  while (job?.state === "running") job = await line.next();
  expect(job).toMatchObject({ state: "finished", run: { done: 2 } });
  expect(await line.next()).toBeUndefined();
});

test.for(["finished", "cancelled"] as const)("a job that is %s is told once", async (state, { operator, db }) => {
  const id = await addJob(db, { state });
  const line = await watch(operator, id);
  expect(await line.next()).toMatchObject({ state });
  expect(await line.next()).toBeUndefined();
});

test("what has not changed is not told again; a comment holds the line", async ({ operator, db }) => {
  const id = await addJob(db, { state: "paused" });
  const line = await watch(operator, id, { quietMs: 0 });
  await line.next();
  const told = line.next();
  await expect.poll(() => line.text().split(": still here\n\n").length).toBeGreaterThan(2);
  expect(line.text().split("event: job")).toHaveLength(2);
  await setState(db, id, "cancelled");
  expect(await told).toMatchObject({ state: "cancelled" });
});

test("however many watch a job, it is looked at once for all of them, and each sees it with their own eyes", async ({ operator, admin, db }) => {
  const id = await addJob(db, { state: "checked", createdBy: "li" });
  const one = counting(db);
  const lines = await Promise.all(Array.from({ length: 20 }, (_, place) => watch({ ...(place % 2 === 0 ? operator : admin), db: one.db, locale: place < 10 ? "en" : "zh-CN" }, id)));
  const first = await Promise.all(lines.map((line) => line.next()));
  expect(first.map((job) => job?.can["start"])).toEqual(lines.map((_, place) => (place % 2 === 0 ? "not_your_job" : "nothing_to_do")));
  // Each looked once as it came; from then on it is done for all.
  const asked = one.count();
  expect(asked).toBeGreaterThanOrEqual(20);
  expect(asked).toBeLessThan(40);
  const ends = Promise.all(lines.map((line) => line.next()));
  await expect.poll(one.count).toBeGreaterThanOrEqual(asked + 3);
  const before = one.count();
  await setState(db, id, "cancelled");
  expect((await ends).map((job) => job?.state)).toEqual(lines.map(() => "cancelled"));
  // Twenty who looked for themselves would have looked twenty times at least.
  expect(one.count() - before).toBeLessThan(20);
});

test("when the last reader has gone, nobody looks any more", async ({ operator, db }) => {
  const id = await addJob(db, { state: "paused" });
  const one = counting(db);
  const control = new AbortController();
  const [left, aborted] = [await watch({ ...operator, db: one.db }, id), await watch({ ...operator, db: one.db, signal: control.signal }, id)];
  await Promise.all([left.next(), aborted.next()]);
  await expect.poll(one.count).toBeGreaterThan(3);
  await left.leave();
  control.abort();
  expect(await aborted.next()).toBeUndefined();
  // A look that was under way may still end; then another watch begins anew, and its own first look is the next.
  await new Promise((resolve) => setImmediate(resolve));
  const count = one.count();
  const another = await watch({ ...operator, db: one.db }, id, { everyMs: 100_000 });
  await another.next();
  expect(one.count()).toBe(count + 1);
  await another.leave();
});

test("ends when the session does, and not because that cannot be asked", async ({ operator, db }) => {
  const id = await addJob(db, { state: "paused" });
  let [asked, answer] = [0, (): Promise<boolean> => Promise.reject(new Error("away"))];
  const stillHolds = () => {
    asked += 1;
    return answer();
  };
  const line = await watch(operator, id, { sessionMs: 0, stillHolds });
  await line.next();
  const end = line.next();
  await expect.poll(() => asked).toBeGreaterThan(2);
  answer = holds;
  const then = asked;
  await expect.poll(() => asked).toBeGreaterThan(then + 2);
  answer = () => Promise.resolve(false);
  expect(await end).toBeUndefined();
});

test("ends after its time, at the end of the process, and when the job is removed", async ({ operator, db }) => {
  const id = await addJob(db, { state: "paused" });
  const short = await watch(operator, id, { lifeMs: 0 });
  await short.next();
  expect(await short.next()).toBeUndefined();
  const lines = await Promise.all([watch(operator, id), watch(operator, id)]);
  await Promise.all(lines.map((line) => line.next()));
  endWatches();
  expect(await Promise.all(lines.map((line) => line.next()))).toEqual([undefined, undefined]);
  const line = await watch(operator, id);
  await line.next();
  await db.delete(jobs).where(eq(jobs.id, id));
  expect(await line.next()).toBeUndefined();
});

test("who does not read on is told later what has become of it, and of the end in any case", async ({ operator, db }) => {
  const id = await addJob(db, { state: "running", rows: 5 });
  const one = counting(db);
  const line = await watch({ ...operator, db: one.db }, id);
  for (const reason of ["a", "b", "c", "d"]) {
    // oxlint-disable-next-line no-await-in-loop
    await db.update(jobs).set({ reason }).where(eq(jobs.id, id));
    const count = one.count();
    // oxlint-disable-next-line no-await-in-loop
    await expect.poll(one.count).toBeGreaterThan(count + 1);
  }
  await db.update(jobs).set({ state: "finished" }).where(eq(jobs.id, id));
  const told: (string | null)[] = [];
  for (let job = await line.next(); job; job = await line.next()) told.push(job.state === "finished" ? "finished" : job.reason);
  expect(told.length).toBeLessThanOrEqual(3);
  expect(told.at(-1)).toBe("finished");
});
