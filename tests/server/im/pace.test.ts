import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { setMessagesRead } from "@/lib/server/im/openim";
import { createPacer } from "@/lib/server/pacing/pacer";
import { test } from "./fixture";

test("two instances with people and jobs at once stay within IM's limit", async ({ connect, database, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
  const instances = Array.from({ length: 2 }, () => connect({ pacer: createPacer({ db: database.db, bulkShare: 0.8 }) }));
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

  const { calls, errors, overLimit } = sandbox.stats().commands["openim/admin_set_msg_read"] ?? {};
  expect({ errors, overLimit }).toEqual({ errors: {}, overLimit: 0 });
  expect(calls).toBe(people + jobs);
  expect(people).toBe(252);
  expect(jobs).toBeGreaterThan(100);
});

test("a person's call does not wait behind jobs' calls", async ({ im, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
  const target = { account: "alice", peer: "bob" };
  const ending = new AbortController();
  const jobs = Array.from({ length: 400 }, () => setMessagesRead(im, target, { lane: "bulk", signal: ending.signal }).catch(() => {}));
  await sleep(100);
  await setMessagesRead(im, target);
  // The jobs' calls alone take two seconds.
  expect(sandbox.calls("admin_set_msg_read")).toBeLessThan(300);
  ending.abort();
  await Promise.all(jobs);
});
