import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/server/db/client";
import { openTestDatabase } from "@/tests/support/database";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("whoever asks query after query does not keep everybody else from their turn", async () => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    waiting = setImmediate(turn);
  };
  let waiting = setImmediate(turn);
  const until = performance.now() + 100;
  // As long as it takes to be a nuisance, however fast the machine.
  // oxlint-disable-next-line no-await-in-loop
  while (performance.now() < until) await database.db.execute(sql`select 1`);
  clearImmediate(waiting);
  expect(turns).toBeGreaterThan(1);
});
