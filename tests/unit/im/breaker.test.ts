import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createBreaker } from "@/lib/server/im/breaker";

test("opens after failures in a row, lets one call try, and closes when that is answered", async () => {
  const breaker = createBreaker({ failures: 2, pauseMs: 30 });
  breaker.enter()?.("failed");
  breaker.enter()?.("answered");
  breaker.enter()?.("failed");
  expect(breaker.state()).toBe("closed");
  breaker.enter()?.("failed");
  expect(breaker.state()).toBe("open");
  expect(breaker.pausedFor()).toBeGreaterThan(0);
  expect(breaker.enter()).toBeUndefined();

  await sleep(40);
  expect(breaker.state()).toBe("half_open");
  const probe = breaker.enter();
  expect(breaker.enter()).toBeUndefined();
  probe?.("answered");
  expect(breaker.state()).toBe("closed");
});

test("stays open when the trying call fails, and lets another try when it was given up", async () => {
  const breaker = createBreaker({ failures: 1, pauseMs: 20 });
  breaker.enter()?.("failed");
  await sleep(25);
  breaker.enter()?.("given_up");
  expect(breaker.state()).toBe("half_open");
  breaker.enter()?.("failed");
  expect(breaker.state()).toBe("open");
});

test("is not kept open by calls that were on their way when it opened", () => {
  const breaker = createBreaker({ failures: 1, pauseMs: 1000 });
  const early = breaker.enter();
  const late = breaker.enter();
  early?.("failed");
  const left = breaker.pausedFor();
  late?.("failed");
  expect(breaker.pausedFor()).toBeLessThanOrEqual(left);
});
