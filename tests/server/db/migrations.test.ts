import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { appendEvents, verifyChain } from "@/lib/server/audit";
import { isReachable, openDatabase, type Database } from "@/lib/server/db/client";
import { createPostgresDatabase } from "../../support/database";

const onPostgres = process.env.TEST_DATABASE === "postgres";
const folder = mkdtempSync(join(tmpdir(), "migrations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where a database of its own for one test is to be opened. */
async function place(name: string): Promise<{ databaseUrl: string | undefined; dataDir: string }> {
  return { databaseUrl: onPostgres ? await createPostgresDatabase() : undefined, dataDir: join(folder, name) };
}

async function tables({ db }: Database): Promise<string[]> {
  const { rows } = (await db.execute(sql`select tablename from pg_tables where schemaname = 'public' order by 1`)) as unknown as { rows: { tablename: string }[] };
  return rows.map((row) => row.tablename);
}

const event = { phase: "noted" as const, actor: "ann", action: "test", requestId: "r" };

test("opening makes the tables, and opening again keeps what is in them", async () => {
  const where = await place("twice");
  const first = await openDatabase(where);
  expect(await tables(first)).toEqual(expect.arrayContaining(["audit_events", "rate_schedules", "sign_in_attempts", "users"]));
  await appendEvents(first.db, [event, event]);
  await first.close();

  const second = await openDatabase(where);
  expect(await verifyChain(second.db)).toEqual({ ok: true, rows: 2 });
  await second.close();
});

test("a database says that it can be asked until it is closed", async () => {
  const database = await openDatabase(await place("closed"));
  expect(database.kind).toBe(onPostgres ? "postgres" : "pglite");
  expect(await isReachable(database)).toBe(true);
  await database.close();
  expect(await isReachable(database)).toBe(false);
});

if (onPostgres) {
  test("several consoles that start at the same moment make the tables once", async () => {
    const where = await place("together");
    const databases = await Promise.all(Array.from({ length: 5 }, () => openDatabase(where)));
    const made = await Promise.all(databases.map(tables));
    for (const names of made) expect(names).toEqual(made[0]);
    await Promise.all(databases.map((database) => appendEvents(database.db, [event])));
    expect(await verifyChain((databases[0] as Database).db)).toEqual({ ok: true, rows: 5 });
    await Promise.all(databases.map((database) => database.close()));
  });

  test("a PostgreSQL that cannot be used is told of without its password", async () => {
    const { databaseUrl = "" } = await place("refused");
    const wrong = new URL(databaseUrl);
    wrong.password = "hunter2";
    wrong.pathname = "/no_such_database";
    await expect(openDatabase({ databaseUrl: wrong.href, dataDir: "" })).rejects.toThrow(/^The PostgreSQL server in DATABASE_URL cannot be used: (?!.*hunter2).+\.$/s);
  });

  test("a PostgreSQL that is not there is told of in words", async () => {
    await expect(openDatabase({ databaseUrl: "postgres://ann:hunter2@localhost:1/unread", dataDir: "" })).rejects.toThrow(/^The PostgreSQL server in DATABASE_URL cannot be used: (?!.*hunter2).*ECONNREFUSED.*\.$/s);
  });
}
