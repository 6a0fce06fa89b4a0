import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { inject } from "vitest";
import { type Database, openDatabase, openMemoryDatabase } from "@/lib/server/db/client";

/**
 * A real, empty database: PGlite in memory, or with TEST_DATABASE=postgres one of its own on the run's PostgreSQL server. Opening takes
 * about a second, so open one per test file and empty it before each test.
 */
export async function openTestDatabase(): Promise<Database> {
  return process.env.TEST_DATABASE === "postgres" ? openDatabase({ databaseUrl: await createPostgresDatabase(), dataDir: "" }) : openMemoryDatabase();
}

/** The address of a new, empty database on the run's PostgreSQL server, for what opens a database itself. */
export async function createPostgresDatabase(): Promise<string> {
  const server = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return `${server}/${name}`;
}

/** Removes every row of our tables, the append-only record's too, and what is ordered in the queue of jobs. */
export async function emptyDatabase({ db }: Database): Promise<void> {
  await db.transaction(async (tx) => {
    // The record refuses to be emptied; as a replica, its trigger does not fire.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`
      do $$
      declare names text;
      begin
        select string_agg(format('%I.%I', schemaname, tablename), ', ') into names from pg_tables where schemaname = 'public' or (schemaname = 'pgboss' and tablename like 'job%');
        execute 'truncate table ' || names || ' restart identity cascade';
      end $$`);
  });
}
