import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { appendEvents } from "@/lib/server/audit";
import { openDatabase } from "@/lib/server/db/client";
import { createPostgresDatabase } from "@/tests/support/database";

const onPostgres = process.env.TEST_DATABASE === "postgres";
const dataDir = mkdtempSync(join(tmpdir(), "verify-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** `npm run audit:verify`, without npm. */
async function verify(settings: Record<string, string | undefined>): Promise<{ code: unknown; output: string; problems: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", "lib/cli/audit-verify.ts"], { env: { NODE_ENV: "production", PATH: process.env.PATH, ...settings }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let problems = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = await once(child, "close");
  return { code, output, problems };
}

test("does not call a record whole that is not there", async () => {
  const { code, output, problems } = await verify({ DATABASE_URL: undefined, DATA_DIR: join(dataDir, "mistyped") });
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(problems).toContain("There is no database in");
});

test("counts the rows of a whole record, and names the first broken row of another", { timeout: 120_000 }, async () => {
  const databaseUrl = onPostgres ? await createPostgresDatabase() : undefined;
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  const first = await openDatabase({ databaseUrl, dataDir });
  await appendEvents(first.db, Array.from({ length: 3 }, () => ({ phase: "noted" as const, actor: "ann", action: "test", requestId: "r" })));
  if (!onPostgres) {
    expect(await verify(settings)).toEqual({ code: 1, output: "", problems: expect.stringContaining(`The data folder ${dataDir} is in use by process ${process.pid}.`) });
  }
  await first.close();
  expect(await verify(settings)).toEqual({ code: 0, output: expect.stringMatching(/^The record holds together: 3 rows\.\nIts last row is 3, with the hash [0-9a-f]{64}\./), problems: "" });

  const second = await openDatabase({ databaseUrl, dataDir });
  await second.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update audit_events set actor = 'eve' where seq = 2`);
  });
  await second.close();
  expect(await verify(settings)).toEqual({ code: 1, output: "", problems: "The record is broken at row 2; the 1 row before it holds together.\n" });
});
