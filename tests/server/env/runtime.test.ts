import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { isReachable } from "@/lib/server/db/client";
import { users } from "@/lib/server/db/schema";
import { EnvError } from "@/lib/server/env";
import { createRuntime } from "@/lib/server/runtime";
import { createPostgresDatabase } from "@/tests/support/database";

const folder = mkdtempSync(join(tmpdir(), "runtime-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function settings(): Promise<Record<string, string>> {
  return {
    NEXTAUTH_URL: "https://unread.example.com",
    NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
    LOG_LEVEL: "silent",
    DATA_DIR: mkdtempSync(join(folder, "data-")),
    ...(process.env.TEST_DATABASE === "postgres" && { DATABASE_URL: await createPostgresDatabase() }),
    IM_SDK_APP_ID: "1400000001",
    IM_ADMIN_USER_ID: "administrator",
    IM_SECRET_KEY: "00112233445566778899aabbccddeeff",
    IM_ENDPOINT: "http://127.0.0.1:4100",
  };
}

test("opens the database and one client for each app, and closes them again", async () => {
  const runtime = await createRuntime(await settings());
  expect(runtime.database.kind).toBe(process.env.TEST_DATABASE === "postgres" ? "postgres" : "pglite");
  expect([...runtime.apps.keys()]).toEqual(["1400000001"]);
  expect(runtime.apps.get("1400000001")?.im.app.label).toBe("App 1400000001");
  expect(await runtime.db.select().from(users)).toEqual([]);
  await runtime.close();
  expect(await isReachable(runtime.database)).toBe(false);
});

test("has sample users of every role in the demo, and only there", async () => {
  const runtime = await createRuntime({ ...(await settings()), DEMO: "true", DEMO_PASSWORD: "correct horse battery" });
  const roles = await runtime.db.select({ name: users.name, role: users.role }).from(users).where(eq(users.disabled, false));
  await runtime.close();
  expect(roles.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(["admin", "agent", "operator", "viewer"].map((name) => ({ name, role: name })));
});

test("does not open anything with a setting that is wrong", async () => {
  await expect(createRuntime({ ...(await settings()), READ_ONLY: "maybe" })).rejects.toBeInstanceOf(EnvError);
});
