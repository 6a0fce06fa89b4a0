import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SlidingSecond } from "@/lib/sandbox/rate-limit";
import { manualClock, withSandbox, type Caller } from "./wire";

const check = "im_open_login_svc/account_check";
const unread = "openim/get_c2c_unread_msg_num";

async function burst(call: Caller, command: string, count: number): Promise<number> {
  const replies = await Promise.all(Array.from({ length: count }, () => call(command, { To_Account: "administrator", CheckItem: [{ UserID: "a" }] })));
  return replies.filter(({ ErrorCode }) => ErrorCode === 60007).length;
}

test.for([[unread, 200], [check, 100], ["im_open_login_svc/account_delete", 100], ["im_open_login_svc/multiaccount_import", 100], ["group_open_http_svc/get_appid_group_list", 1]] as const)(
  "%s takes %i calls a second and refuses the next with 60007",
  async ([command, limit]) => {
    const clock = manualClock(Date.now());
    await withSandbox({ clock }, async (sandbox, call) => {
      expect(await burst(call, command, limit + 3)).toBe(3);
      expect(sandbox.stats().commands[command]).toMatchObject({ calls: limit + 3, overLimit: 3, peakPerSecond: limit + 3, errors: { 60007: 3 } });
      expect(sandbox.stats().webhooks).toEqual({ "Alert.RequestOverLimit": 3 });
    });
  },
);

test("the second slides: half a budget spent late leaves half a budget early in the next", async () => {
  const clock = manualClock(Date.now());
  await withSandbox({ clock }, async (_sandbox, call) => {
    clock.advance(900);
    expect(await burst(call, unread, 150)).toBe(0);
    clock.advance(200);
    expect(await burst(call, unread, 51)).toBe(1);
    clock.advance(800);
    expect(await burst(call, unread, 151)).toBe(1);
  });
});

test("limits are per command and per app, and can be changed by full or short name", async () => {
  const clock = manualClock(Date.now());
  await withSandbox({ clock }, async (sandbox, call) => {
    sandbox.options({ limits: { default: 5, [unread]: 2, sendmsg: 1 } });
    expect(await burst(call, unread, 3)).toBe(1);
    expect(await burst(call, "openim/sendmsg", 3)).toBe(2);
    expect(await burst(call, "openim/querystate", 6)).toBe(1);
    expect(await burst(call, check, 100)).toBe(0);
  });
});

test("refused calls do not use up the budget", async () => {
  const clock = manualClock(Date.now());
  await withSandbox({ clock }, async (sandbox, call) => {
    sandbox.options({ limits: { [unread]: 1 } });
    await burst(call, unread, 1);
    for (let n = 0; n < 9; n += 1) {
      clock.advance(100);
      expect(await burst(call, unread, 1)).toBe(1);
    }
    clock.advance(100);
    expect(await burst(call, unread, 1)).toBe(0);
  });
});

test("a sliding second counts exactly the events of the last 1,000 ms", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }), (gaps) => {
      const window = new SlidingSecond();
      const times: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap / 7;
        expect(window.count(now)).toBe(times.filter((time) => time > now - 1_000).length);
        window.add(now);
        times.push(now);
      }
    }),
  );
});
