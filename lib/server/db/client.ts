import "server-only";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle as drizzleNodePostgres } from "drizzle-orm/node-postgres";
import { migrate as migrateNodePostgres } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { Pool } from "pg";
import { fromPglite, type ConstructorOptions } from "pg-boss";
import { lockDataDir } from "./data-dir";
import { FairPGlite } from "./fair-pglite";
import * as schema from "./schema";

/** The database or a transaction on it; services cannot tell PGlite from a PostgreSQL server. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface Database {
  db: Db;
  /** What is behind it, for the health page. */
  kind: "pglite" | "postgres";
  /** How the queue of jobs gets at it. */
  queue: ConstructorOptions;
  close(): Promise<void>;
}

const migrationsFolder = join(process.cwd(), "lib/server/db/migrations");
/** Any number no other program takes in the same database. */
const migrationLock = 7_361_902;

/**
 * Opens the database and brings its tables up to date. With `databaseUrl` it is that PostgreSQL server, shared by any number of
 * processes; else PGlite under `dataDir`, which one process at a time may hold (a second one gets an error that says so).
 */
export async function openDatabase({ databaseUrl, dataDir }: { databaseUrl: string | undefined; dataDir: string }): Promise<Database> {
  return databaseUrl ? openPostgres(databaseUrl) : openPglite(join(dataDir, "pglite"), await lockDataDir(dataDir));
}

/** PGlite in memory, gone when closed: for tests. */
export function openMemoryDatabase(): Promise<Database> {
  return openPglite(undefined, () => {});
}

async function openPostgres(connectionString: string): Promise<Database> {
  const pool = new Pool({ connectionString, max: 10, connectionTimeoutMillis: 10_000, keepAlive: true, application_name: "unread-console" });
  // An idle connection that dies is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  // So would one that dies between two statements of a transaction; the next statement fails, and says so to whoever waits for it.
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = drizzleNodePostgres({ client: pool, schema });
  try {
    const client = await pool.connect();
    try {
      await client.query("select pg_advisory_lock($1)", [migrationLock]);
      await migrateNodePostgres(drizzleNodePostgres({ client, schema }), { migrationsFolder });
    } finally {
      await client.query("select pg_advisory_unlock($1)", [migrationLock]).catch(() => {});
      client.release();
    }
  } catch (cause) {
    await pool.end();
    // Of several addresses tried in vain Node makes one error without a message.
    const { message, code = "unknown error" } = cause as NodeJS.ErrnoException;
    throw new Error(`The PostgreSQL server in DATABASE_URL cannot be used: ${message || code}.`, { cause });
  }
  return { db, kind: "postgres", queue: { connectionString, max: 4 }, close: () => pool.end() };
}

async function openPglite(dataDir: string | undefined, unlock: () => void): Promise<Database> {
  try {
    const client = new FairPGlite(dataDir === undefined ? {} : { dataDir });
    await client.waitReady;
    const db = drizzlePglite({ client, schema });
    await migratePglite(db, { migrationsFolder });
    return {
      db,
      kind: "pglite",
      queue: { db: fromPglite(client), backend: "pglite" },
      async close() {
        await client.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Answers whether the database can be asked. */
export async function isReachable({ db }: Database): Promise<boolean> {
  return db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
}
