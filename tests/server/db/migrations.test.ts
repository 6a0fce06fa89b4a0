import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { Pool } from "pg";
import { afterAll, expect, test } from "vitest";
import { appendEvents, verifyChain } from "@/lib/server/audit";
import { isReachable, openDatabase, type Database } from "@/lib/server/db/client";
import { auditEvents, auditOpen } from "@/lib/server/db/schema";
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

/** A database with nothing but the first migration. */
async function openOlder({ databaseUrl, dataDir }: { databaseUrl: string | undefined; dataDir: string }) {
  const migrationsFolder = join(folder, "first-migration");
  cpSync("lib/server/db/migrations", migrationsFolder, { recursive: true });
  const journal = join(migrationsFolder, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8")) as { entries: unknown[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 1) }));
  if (databaseUrl === undefined) {
    mkdirSync(dataDir, { recursive: true });
    const client = await PGlite.create({ dataDir: join(dataDir, "pglite") });
    const db = drizzlePglite({ client });
    await migratePglite(db, { migrationsFolder });
    return { db, close: () => client.close() };
  }
  const client = new Pool({ connectionString: databaseUrl });
  const db = drizzlePostgres({ client });
  await migratePostgres(db, { migrationsFolder });
  return { db, close: () => client.end() };
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

test("a record from before knows afterwards which of its writes have not ended", async () => {
  const where = await place("older");
  const older = await openOlder(where);
  const begun = { ...event, phase: "started" as const, previousHash: "", hash: "", at: new Date() };
  await older.db.insert(auditEvents).values([{ ...begun, seq: 1 }, { ...begun, seq: 2 }, { ...begun, seq: 3, phase: "finished", startedSeq: 1, outcome: "ok" }, { ...begun, seq: 4, phase: "noted" }]);
  await older.close();
  const { db, close } = await openDatabase(where);
  expect(await db.select().from(auditOpen)).toEqual([{ seq: 2 }]);
  await appendEvents(db, [{ ...event, phase: "started" }, { ...event, phase: "finished", startedSeq: 2, outcome: "failed" }]);
  expect(await db.select().from(auditOpen)).toEqual([{ seq: 5 }]);
  await close();
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

  test("a connection that is lost in the middle of a transaction ends that transaction, and nothing else", async () => {
    const database = await openDatabase(await place("lost"));
    const { db } = database;
    const lost = db.transaction(async (tx) => {
      const { rows } = (await tx.execute(sql`select pg_backend_pid() as pid`)) as unknown as { rows: { pid: number }[] };
      const pid = rows[0]?.pid ?? 0;
      await db.execute(sql`select pg_terminate_backend(${pid})`);
      // Nobody asks anything of the connection while it dies; that it is gone is seen from another one.
      await expect.poll(() => db.execute(sql`select 1 from pg_stat_activity where pid = ${pid}`)).toMatchObject({ rows: [] });
      await tx.execute(sql`select 1`);
    });
    await expect(lost).rejects.toThrow();
    expect(await isReachable(database)).toBe(true);
    await database.close();
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
