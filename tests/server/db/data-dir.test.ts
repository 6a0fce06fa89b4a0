import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "@/lib/server/db/client";
import { lockDataDir } from "@/lib/server/db/data-dir";

const root = mkdtempSync(join(tmpdir(), "data-dir-"));
let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(root, "data-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const others: ChildProcess[] = [];
afterEach(async () => {
  await Promise.all(others.splice(0).map(kill));
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

const library = JSON.stringify(join(process.cwd(), "lib/server/db/data-dir.ts"));

/** Another process that, once told to, takes the folder and keeps it until it is killed. */
async function startOther(): Promise<{ child: ChildProcess; take(): Promise<string> }> {
  const script = `
    import { lockDataDir } from ${library};
    process.stdin.once("data", () => lockDataDir(${JSON.stringify(dataDir)}).then(() => console.log("taken"), () => console.log("refused")));
    setInterval(() => {}, 60_000);
    console.log("ready");`;
  const child = spawn(process.execPath, ["--conditions=react-server", "--input-type=module", "--eval", script], { stdio: ["pipe", "pipe", "inherit"] });
  others.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { done, value } = await lines.next();
    if (done) throw new Error("The other process ended without a word.");
    return value;
  };
  await nextLine();
  return {
    child,
    take() {
      const verdict = nextLine();
      child.stdin.write("take\n");
      return verdict;
    },
  };
}

async function takenElsewhere(): Promise<ChildProcess> {
  const { child, take } = await startOther();
  expect(await take()).toBe("taken");
  return child;
}

function locks(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".lock"));
}

test("makes the folder for its owner only, and gives it back", async () => {
  const path = join(dataDir, "new", "deeper");
  const unlock = await lockDataDir(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  const [lock = ""] = locks(path);
  expect(lock).toMatch(new RegExp(`^${process.pid}-`));
  expect(statSync(join(path, lock)).mode & 0o777).toBe(0o600);
  unlock();
  expect(locks(path)).toEqual([]);
});

test("a second process is refused, and told which one is there", async () => {
  const { pid } = await takenElsewhere();
  const sentence = `The data folder ${dataDir} is in use by process ${pid}. Stop that process first, or set DATABASE_URL to share one PostgreSQL.`;
  await expect(lockDataDir(dataDir)).rejects.toThrow(sentence);
  await expect(openDatabase({ databaseUrl: undefined, dataDir })).rejects.toThrow(sentence);
  expect(locks(dataDir)).toHaveLength(1);
});

test("the folder of a process that was killed is taken over", async () => {
  await kill(await takenElsewhere());
  expect(locks(dataDir)).toHaveLength(1);
  const unlock = await lockDataDir(dataDir);
  expect(locks(dataDir)).toEqual([expect.stringMatching(new RegExp(`^${process.pid}-`))]);
  unlock();
});

test("a process number that was given out again is not taken for the process that had it", async () => {
  writeFileSync(join(dataDir, `${process.ppid}-1.lock`), "");
  const unlock = await lockDataDir(dataDir);
  unlock();
});

test("a database that cannot be opened leaves the folder free", async () => {
  writeFileSync(join(dataDir, "pglite"), "not a folder");
  await expect(openDatabase({ databaseUrl: undefined, dataDir })).rejects.toThrow();
  expect(locks(dataDir)).toEqual([]);
});

test("of several processes that start together after one was killed, one gets the folder", async () => {
  await kill(await takenElsewhere());
  const started = await Promise.all([startOther(), startOther(), startOther(), startOther()]);
  const verdicts = await Promise.all(started.map(({ take }) => take()));
  expect(verdicts.toSorted()).toEqual(["refused", "refused", "refused", "taken"]);
});
