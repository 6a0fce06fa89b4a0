import { expect, test } from "vitest";
import { createPermits } from "@/lib/server/im/permits";

/** Takes for `lane` as often as it can. */
function takeAll(permits: ReturnType<typeof createPermits>, lane: "interactive" | "bulk"): number {
  let taken = 0;
  while (permits.take(lane)) taken += 1;
  return taken;
}

test("makes connections a few at a time, and never more than there may be", () => {
  const permits = createPermits(10);
  expect(takeAll(permits, "interactive")).toBe(4);
  for (let made = 0; made < 10; made += 1) permits.connectionsChanged(1);
  expect(takeAll(permits, "interactive")).toBe(6);
  for (let used = 0; used < 10; used += 1) permits.release();
  for (let lost = 0; lost < 10; lost += 1) permits.connectionsChanged(-1);
  expect(takeAll(permits, "interactive")).toBe(4);
});

test("leaves connections to people that jobs cannot have", () => {
  const permits = createPermits(64);
  for (let made = 0; made < 64; made += 1) permits.connectionsChanged(1);
  expect(takeAll(permits, "bulk")).toBe(48);
  expect(takeAll(permits, "interactive")).toBe(16);
});

test("lets people go first, and passes on what somebody did not take", async () => {
  const permits = createPermits(1);
  permits.take("interactive");
  const order: string[] = [];
  const reason = new Error("gone");
  const controller = new AbortController();
  const gone = permits.available("interactive", controller.signal);
  const waits = [permits.available("bulk", undefined).then(() => order.push("bulk")), permits.available("interactive", undefined).then(() => order.push("interactive"))];
  controller.abort(reason);
  await expect(gone).rejects.toBe(reason);
  permits.release();
  await waits[1];
  permits.passOn();
  await waits[0];
  expect(order).toEqual(["interactive", "bulk"]);
});
