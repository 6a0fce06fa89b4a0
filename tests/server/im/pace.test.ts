import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import type { Stats } from "@/lib/sandbox";
import { setMessagesRead } from "@/lib/server/im/openim";
import { createPacer } from "@/lib/server/pacing/pacer";
import { test } from "./fixture";

/** The sandbox as a program of its own: its clock must not stand still while this process is busy. */
async function startProgram(): Promise<string> {
  const program = spawn(process.execPath, ["--import", "tsx", "lib/sandbox/main.ts"], { env: { ...process.env, SANDBOX_PORT: "0", SANDBOX_SEED: "empty" }, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    program.kill();
    await once(program, "exit");
  });
  // Line by line: one chunk of output may hold several. A program that could not start has none.
  for await (const line of createInterface(program.stdout)) return line.replace("IM sandbox ready at ", "");
  throw new Error("The sandbox ended without a word.");
}

test("two instances with people and jobs at once stay within IM's limit", async ({ connect, app, database }) => {
  const endpoint = await startProgram();
  await fetch(`${endpoint}/sandbox/arrange`, { method: "POST", body: JSON.stringify({ unread: [{ to: "alice", from: "bob", count: 1 }] }) });
  // On a machine that is busy with other tests, calls arrive later than they were sent by more than the usual 5 % allow for.
  const rateShare = 0.85;
  const instances = Array.from({ length: 2 }, () => connect({ app: { ...app, endpoint }, rateShare, pacer: createPacer({ db: database.db, bulkShare: 0.8 }) }));
  const end = performance.now() + 3000;
  const target = { account: "alice", peer: "bob" };
  let people = 0;
  let jobs = 0;
  const work = instances.flatMap((im) => [
    ...Array.from({ length: 24 }, async () => {
      const bulk = im.with({ lane: "bulk" });
      while (performance.now() < end) {
        await setMessagesRead(bulk, target);
        jobs += 1;
      }
    }),
    (async () => {
      // Nobody at first, then sudden bursts.
      for (const calls of [0, 40, 1, 80, 5]) {
        await sleep(500);
        await Promise.all(Array.from({ length: calls }, () => setMessagesRead(im, target)));
        people += calls;
      }
    })(),
  ]);
  await Promise.all(work);

  const stats = (await (await fetch(`${endpoint}/sandbox/stats`)).json()) as Stats;
  const { calls, errors, overLimit } = stats.commands["openim/admin_set_msg_read"] ?? {};
  expect({ errors, overLimit }).toEqual({ errors: {}, overLimit: 0 });
  expect(calls).toBe(people + jobs);
  expect(people).toBe(252);
  expect(jobs).toBeGreaterThanOrEqual(1);
});

test("a person's call does not wait behind jobs' calls", async ({ connect, app, sandbox }) => {
  // So slow that the jobs' calls alone take longer than this test may.
  const im = connect({ app: { ...app, limits: { "openim/admin_set_msg_read": 4 } } });
  sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
  const target = { account: "alice", peer: "bob" };
  const ending = new AbortController();
  const jobs = Array.from({ length: 400 }, () => setMessagesRead(im, target, { lane: "bulk", signal: ending.signal }).catch(() => {}));
  await expect.poll(() => sandbox.calls("admin_set_msg_read"), { timeout: 10_000 }).toBeGreaterThan(0);
  await setMessagesRead(im, target);
  expect(sandbox.calls("admin_set_msg_read")).toBeLessThan(jobs.length);
  ending.abort();
  await Promise.all(jobs);
});
