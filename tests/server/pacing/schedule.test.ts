import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/lib/server/db/client";
import { reserve } from "@/lib/server/pacing/schedule";
import { emptyDatabase, openTestDatabase } from "@/tests/support/database";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const start = 1_800_000_000_000;
const command = "openim/admin_set_msg_read";

function ask(lane: "interactive" | "bulk", now: number, { wanted = 1, perSecond = 100, bulkShare = 0.8 } = {}) {
  return reserve(database.db, { sdkAppId: "1400000001", command, lane, perSecond, bulkShare, wanted, now });
}

test("gives a first call its turn at once, and spaces those that follow", async () => {
  const first = await ask("interactive", start);
  const second = await ask("interactive", start + 1);
  expect(first.slots).toEqual([start]);
  expect(second.slots).toEqual([start + 10]);
});

test("does not save up turns that nobody took", async () => {
  await ask("interactive", start);
  const later = await ask("interactive", start + 5000, { wanted: 3 });
  expect(later.slots).toEqual([start + 5000, start + 5010, start + 5020]);
});

test("lets jobs use the whole rate while nobody works, and their share of it while people do", async () => {
  expect((await ask("bulk", start)).slots).toEqual([start, start + 10]);
  await ask("interactive", start + 1000);
  const [first = 0, second = 0] = (await ask("bulk", start + 2000)).slots;
  expect(second - first).toBeCloseTo(12.5, 3);
  const [third = 0, fourth = 0] = (await ask("bulk", start + 8000)).slots;
  expect(fourth - third).toBeCloseTo(10, 3);
});

test("never makes a person wait for a job, and lets the job wait out what people spend", async () => {
  await ask("bulk", start);
  const first = await ask("interactive", start + 1, { wanted: 5 });
  expect(first.slots).toEqual([start + 1]);
  // The jobs' turns end at 20; from there on people have the rate to themselves.
  const others = await ask("interactive", start + 10, { wanted: 4 });
  expect(others.slots).toEqual([start + 20, start + 30, start + 40, start + 50]);
  const job = await ask("bulk", start + 15);
  expect(job.slots).toEqual([]);
  // Two calls of its own, five of people's: one of them was let in between and is made up for.
  expect(job.nextAt).toBe(start + 70);
});

test("follows a new rate at once", async () => {
  await ask("interactive", start, { perSecond: 1000, wanted: 2 });
  const slower = await ask("interactive", start, { perSecond: 2 });
  const after = await ask("interactive", start, { perSecond: 2 });
  expect(slower.slots).toEqual([start + 2]);
  expect(after.slots).toEqual([start + 502]);
});

test("does not wait for hours after the database's clock was set back", async () => {
  await ask("interactive", start);
  await ask("bulk", start);
  const yesterday = start - 86_400_000;
  expect((await ask("interactive", yesterday)).slots).toEqual([yesterday]);
  expect((await ask("bulk", yesterday + 10_000)).slots[0]).toBe(yesterday + 10_000);
});

test("keeps commands and apps apart", async () => {
  const other = { lane: "interactive", perSecond: 1, bulkShare: 0.8, wanted: 1, now: start } as const;
  await ask("interactive", start, { perSecond: 1 });
  expect((await reserve(database.db, { ...other, sdkAppId: "1400000001", command: "openim/get_c2c_unread_msg_num" })).slots).toEqual([start]);
  expect((await reserve(database.db, { ...other, sdkAppId: "1400000002", command })).slots).toEqual([start]);
});

/** Calls in the busiest second that ends with one of them. */
function busiestSecond(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let from = 0;
  let most = 0;
  for (const [to, time] of sorted.entries()) {
    while ((sorted[from] ?? 0) <= time - 1000 + 0.01) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

interface Burst {
  at: number;
  calls: number;
}

/** Two jobs that take all they can get for three seconds, and people who come in bursts. Returns when calls were to be sent. */
async function simulate({ perSecond, bulkShare, bursts }: { perSecond: number; bulkShare: number; bursts: Burst[] }) {
  const people: number[] = [];
  const jobs: number[] = [];
  const wakeups: { at: number; run: () => Promise<void> }[] = [];
  const later = (at: number, run: () => Promise<void>) => wakeups.push({ at, run });
  for (const [index] of [0, 1].entries()) {
    const job = async (at: number) => {
      const { slots, nextAt } = await ask("bulk", at, { perSecond, bulkShare, wanted: 64 });
      jobs.push(...slots);
      const next = Math.max(nextAt - 10, at + 1);
      if (next < start + 3000) later(next, () => job(next));
    };
    later(start + index, () => job(start + index));
  }
  for (const burst of bursts) {
    const serve = async (at: number, left: number) => {
      const { slots, nextAt } = await ask("interactive", at, { perSecond, bulkShare, wanted: left });
      people.push(...slots);
      const next = Math.max(nextAt - 10, at);
      if (left > slots.length && next < start + 3000) later(next, () => serve(next, left - slots.length));
    };
    later(start + burst.at, () => serve(start + burst.at, burst.calls));
  }
  while (wakeups.length > 0) {
    wakeups.sort((a, b) => a.at - b.at);
    await wakeups.shift()?.run();
  }
  return { people, jobs };
}

test("keeps any second within the rate and three calls, whatever people and jobs do at once", async () => {
  const burst = fc.record({ at: fc.integer({ min: 0, max: 2900 }), calls: fc.integer({ min: 1, max: 400 }) });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1, 3, 20, 95, 190), fc.constantFrom(0.5, 0.8, 1), fc.array(burst, { maxLength: 12 }), async (perSecond, bulkShare, bursts) => {
      await emptyDatabase(database);
      const { people, jobs } = await simulate({ perSecond, bulkShare, bursts });
      expect(busiestSecond([...people, ...jobs])).toBeLessThanOrEqual(perSecond + 3);
      expect(busiestSecond(people)).toBeLessThanOrEqual(perSecond + 1);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("wastes none of the rate when only jobs run", async () => {
  const { jobs } = await simulate({ perSecond: 190, bulkShare: 0.8, bursts: [] });
  expect(jobs.filter((at) => at < start + 3000).length).toBeGreaterThanOrEqual(569);
});
