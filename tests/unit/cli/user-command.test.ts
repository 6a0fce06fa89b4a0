import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/lib/server/db/client";
import { signIn } from "@/lib/server/users";

const password = "a long enough password";
let dataDir = "";

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "unread-console-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Runs `npm run user -- …args` without npm, with `input` on standard input and next to nothing in the environment. */
function user(args: string[], { input = "", databaseUrl = "" } = {}): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "lib/cli/user.ts", ...args], {
    env: { NODE_ENV: "production", PATH: process.env.PATH, DATA_DIR: dataDir, DATABASE_URL: databaseUrl },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

test(
  "adds the first admin, lists, gives a new password, changes the role, disables and enables",
  { timeout: 120_000 },
  async () => {
    expect(await user(["list"])).toMatchObject({ code: 0, out: expect.stringContaining("no users yet") });
    expect(await user(["add", "Ann", "--role", "admin"], { input: `${password}\n` })).toEqual({ code: 0, out: "Added ann, admin.\n", err: "" });
    expect(await user(["add", "bob", "--role=viewer"], { input: password })).toMatchObject({ code: 0 });
    expect(await user(["password", "bob"], { input: "another long password\r\n" })).toMatchObject({ code: 0, out: "bob has a new password.\n" });
    expect(await user(["role", "bob", "operator"])).toMatchObject({ code: 0, out: "bob is operator now.\n" });
    expect(await user(["disable", "bob"])).toMatchObject({ code: 0, out: "bob can no longer sign in.\n" });
    expect((await user(["list"])).out).toMatch(/^ann +admin +enabled +never signed in\nbob +operator +disabled +never signed in\n$/);
    expect(await user(["enable", "bob"])).toMatchObject({ code: 0 });

    const { db, close } = await openDatabase({ databaseUrl: undefined, dataDir });
    await expect(signIn({ db }, { name: "bob", password: "another long password", address: "unknown" })).resolves.toMatchObject({ role: "operator" });
    await close();

    expect(await user(["disable", "ann"])).toEqual({ code: 1, out: "", err: expect.stringContaining("last admin") });
    expect(await user(["add", "ann", "--role", "viewer"], { input: password })).toEqual({ code: 1, out: "", err: "There is already a user “ann”.\n" });
    expect(await user(["password", "cem"], { input: password })).toEqual({ code: 1, out: "", err: "There is no user “cem”.\n" });
    expect(await user(["add", "cem", "--role", "viewer"], { input: "short\n" })).toEqual({ code: 1, out: "", err: "A password has at least 12 characters.\n" });
    expect(await user(["add", "cem", "--role", "viewer"])).toEqual({ code: 1, out: "", err: "There is no password on standard input.\n" });
  },
);

test("says plainly that a running console holds the data folder", { timeout: 60_000 }, async () => {
  const running = await openDatabase({ databaseUrl: undefined, dataDir });
  const refused = await user(["list"]);
  await running.close();
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain(`in use by process ${process.pid}`);
  expect(refused.err).not.toMatch(/\n\s+at /);
});

test("says plainly that the database server does not answer", { timeout: 60_000 }, async () => {
  const refused = await user(["list"], { databaseUrl: "postgres://console:hunter2@127.0.0.1:9/console" });
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("could not be used");
  expect(refused.err).not.toMatch(/hunter2|\n\s+at /);
});

test("explains itself when asked, and when misunderstood", { timeout: 120_000 }, async () => {
  expect(await user(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("Usage:"), err: "" });
  const wrong: [string[], string][] = [
    [[], "What should be done?"],
    [["delete", "ann"], "“delete” is no command"],
    [["add", "--role", "admin"], "The name is missing"],
    [["add", "ann"], "The role is missing"],
    [["add", "ann", "--role", "king"], "“king” is no role"],
    [["list", "ann"], "“ann” is too much"],
    [["disable", "ann", "--role", "admin"], "--role goes with"],
    [["add", "ann", "--password", "secret"], "--password"],
  ];
  const answers = await Promise.all(wrong.map(async ([args, says]) => ({ ...(await user(args)), says })));
  for (const { code, out, err, says } of answers) {
    expect(err).toContain(says);
    expect(err).toContain("Usage:");
    expect({ code, out }).toEqual({ code: 2, out: "" });
  }
});
