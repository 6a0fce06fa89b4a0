import { runCli } from "../../support/console";
import type { HttpClient } from "../../support/http-client";
import type { SandboxProcess } from "../../support/sandbox-process";
import { expect } from "../fixtures";
import { act, bigJob, everyFault, expectAccountedFor, expectNeverOver, readJob, upload, watchPace, type BigJob } from "./big-job";
import { test, type Console } from "./fixtures";

const rows = 10_000;
const alone = { JOB_APPROVAL_ROWS: String(rows) };
/** Calls a second of the documented 200 that the console uses, by its share of them. */
const configured = (used: number) => 200 * used;
/**
 * On a few busy cores calls are held up on their way, and what is delayed arrives together; three consoles that start again and again
 * beside a database and the sandbox are worst. So they are configured with room, as a company would do whose machines are as busy.
 */
const share = 0.9;
const roomy = 0.8;

test.describe.configure({ timeout: 400_000 });

test("ten thousand rows keep the pace while one call in ten fails, and every row is accounted for", async ({ sandbox, openConsole, dataDir }) => {
  const job = await arrange(sandbox);
  const opened = await openConsole({ IM_RATE_SHARE: String(share) });
  const { operator } = opened;
  const id = await upload(operator, job);
  await act(operator, id, "dry-run");
  await expect.poll(() => stateOf(operator, id), { timeout: 60_000 }).toBe("checked");
  await act(await opened.as("admin"), id, "approve");
  await sandbox.faults(everyFault);
  const pace = watchPace(sandbox, rows);
  await begin(operator, id);
  await expect.poll(() => stateOf(operator, id), { timeout: 240_000, intervals: [500] }).toBe("finished");
  await report("one process", pace, share);

  await expectAccountedFor({ client: operator, sandbox, id, job });
  await expectNeverOver(sandbox);
  await opened.stop();
  await expectWholeRecord({ dataDir });
});

test("three processes on one PostgreSQL, killed in turn, and the database restarted under them, do every row", async ({ sandbox, openConsole, dataDir, postgres }) => {
  const databaseUrl = `${postgres.url}/postgres`;
  const job = await arrange(sandbox);
  const consoles: Console[] = [];
  for (let number = 0; number < 3; number += 1) consoles.push(await openConsole({ ...alone, DATABASE_URL: databaseUrl, IM_RATE_SHARE: String(roomy) }));
  const [first] = consoles;
  if (!first) throw new Error("No console was started.");
  const id = await upload(first.operator, job);
  await sandbox.faults(everyFault);
  const pace = watchPace(sandbox, rows);
  await begin(first.operator, id);

  const kills = 15;
  for (let kill = 1; kill <= kills; kill += 1) {
    await expectDone(consoles, id, (rows * kill) / (kills + 1));
    if (kill === 8) {
      await postgres.restart();
      // Nobody dies of it.
      for (const { isUp } of consoles) await expect.poll(isUp, { timeout: 20_000 }).toBe(true);
    }
    await consoles[kill % 3]?.killAndStart();
  }
  await expect.poll(() => stateOf(first.operator, id), { timeout: 120_000, intervals: [500] }).toBe("finished");
  await report("three processes", pace, roomy);

  const { run } = await expectAccountedFor({ client: first.operator, sandbox, id, job });
  expect(run?.rerun).toBeGreaterThan(0);
  await expectNeverOver(sandbox);
  await expectWholeRecord({ dataDir, databaseUrl });
});

test("the only process, killed ten times, does every row on PGlite", async ({ sandbox, openConsole, dataDir }) => {
  const job = await arrange(sandbox);
  const opened = await openConsole({ ...alone, IM_RATE_SHARE: String(share) });
  const id = await upload(opened.operator, job);
  await sandbox.faults(everyFault);
  const pace = watchPace(sandbox, rows);
  await begin(opened.operator, id);

  const kills = 10;
  for (let kill = 1; kill <= kills; kill += 1) {
    await expectDone([opened], id, (rows * kill) / (kills + 1));
    await opened.killAndStart();
  }
  await expect.poll(() => stateOf(opened.operator, id), { timeout: 120_000, intervals: [500] }).toBe("finished");
  await report("killed ten times", pace, share);

  const { run } = await expectAccountedFor({ client: opened.operator, sandbox, id, job });
  expect(run?.rerun).toBeGreaterThan(0);
  await expectNeverOver(sandbox);
  await opened.stop();
  await expectWholeRecord({ dataDir });
});

async function arrange(sandbox: SandboxProcess): Promise<BigJob> {
  const job = bigJob(rows);
  for (const input of job.arrange) await sandbox.arrange(input);
  return job;
}

/** A read that is refused for good fails all rows that it was for; that is no reason to stop here. */
async function begin(client: HttpClient, id: number): Promise<void> {
  await act(client, id, "start", { stopPercent: 100, skipDryRun: true });
}

const stateOf = async (client: HttpClient, id: number) => (await readJob(client, id)).state;

/** Waits until so many rows have an outcome, whoever says so: some of these consoles may not answer at the moment. */
async function expectDone(consoles: readonly Console[], id: number, done: number): Promise<void> {
  const doneBy = ({ operator }: Console) => readJob(operator, id).then(({ run }) => run?.done ?? 0, () => 0);
  await expect.poll(async () => Math.max(...(await Promise.all(consoles.map(doneBy)))), { timeout: 120_000, intervals: [250] }).toBeGreaterThanOrEqual(done);
}

async function report(what: string, pace: ReturnType<typeof watchPace>, used: number): Promise<void> {
  const { whole, whileBusy, calls } = await pace.stop();
  console.log(`${what}: ${calls} writes, ${whileBusy.toFixed(1)} a second (${(whileBusy / configured(used)).toFixed(3)} of the pace), with the last tries again ${whole.toFixed(1)}`);
}

async function expectWholeRecord(where: { dataDir: string; databaseUrl?: string }): Promise<void> {
  const verified = await runCli("audit-verify", [], where);
  expect(verified.output).toMatch(/holds together: \d+ rows/);
  expect(verified.code).toBe(0);
}
