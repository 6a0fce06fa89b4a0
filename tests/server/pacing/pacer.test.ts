import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, type Db, openMemoryDatabase } from "@/lib/server/db/client";
import { rateSchedules } from "@/lib/server/db/schema";
import { createPacer, type Lane } from "@/lib/server/pacing/pacer";
import { emptyDatabase, openTestDatabase } from "@/tests/support/database";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const slot = { sdkAppId: "1400000001", command: "openim/admin_set_msg_read" };

function pacerOn(db: Db) {
  return createPacer({ db, bulkShare: 0.8 });
}

describe.each<Lane>(["interactive", "bulk"])("%s calls", (lane) => {
  test("are spaced, each getting a turn of its own", async () => {
    const pacer = pacerOn(database.db);
    const began = performance.now();
    const times: number[] = [];
    const takeTurn = async () => {
      await pacer.waitForTurn({ ...slot, lane, perSecond: 100 });
      times.push(performance.now() - began);
    };
    await Promise.all(Array.from({ length: 30 }, takeTurn));
    // Turns come late on a busy machine, but never early: 30 of them take 29 gaps, less what may be late.
    expect(times).toHaveLength(30);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(29 * 10 - 30);
  });

  test("that are given up leave their turn to the next one", async () => {
    const pacer = pacerOn(database.db);
    const wait = (signal?: AbortSignal) => pacer.waitForTurn({ ...slot, lane, perSecond: 2, signal });
    await wait();
    const reason = new Error("gone");
    const controller = new AbortController();
    const given = Array.from({ length: 400 }, () => wait(controller.signal));
    const kept = wait();
    controller.abort(reason);
    expect(await Promise.allSettled(given)).toEqual(given.map(() => ({ status: "rejected", reason })));
    // Over three minutes' worth of calls were ahead of it, which is more than this test may take.
    await kept;
    await expect(wait(AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  test("wait in one process without asking the database for each", async () => {
    let asked = 0;
    const counting = new Proxy(database.db, {
      get(db, key) {
        if (key === "execute") asked += 1;
        return Reflect.get(db, key) as unknown;
      },
    });
    const pacer = pacerOn(counting);
    await Promise.all(Array.from({ length: 500 }, () => pacer.waitForTurn({ ...slot, lane, perSecond: 1000 })));
    expect(asked).toBeLessThan(125);
  });
});

test("nothing is sent when the schedule cannot be asked", async () => {
  const gone = await openMemoryDatabase();
  const pacer = pacerOn(gone.db);
  await gone.close();
  for (const lane of ["interactive", "bulk"] as const) {
    await expect(pacer.waitForTurn({ ...slot, lane, perSecond: 100 })).rejects.toMatchObject({ code: "database_unavailable" });
  }
});

test("processes that share a database share the rate", async () => {
  const pacers = Array.from({ length: 3 }, () => pacerOn(database.db));
  const began = performance.now();
  const takeTurns = async (pacer: (typeof pacers)[number], lane: Lane) => {
    for (let n = 0; n < 10; n += 1) await pacer.waitForTurn({ ...slot, lane, perSecond: 100 });
  };
  await Promise.all(pacers.map((pacer) => takeTurns(pacer, "bulk")));
  expect(performance.now() - began).toBeGreaterThanOrEqual(29 * 10 - 30);
  expect(await database.db.select().from(rateSchedules)).toHaveLength(1);
});

test("goes on after the schedule was lost", async () => {
  const pacer = pacerOn(database.db);
  for (const lane of ["interactive", "bulk"] as const) {
    await pacer.waitForTurn({ ...slot, lane, perSecond: 100 });
    await database.db.execute(sql`delete from rate_schedules`);
    await pacer.waitForTurn({ ...slot, lane, perSecond: 100 });
  }
});
