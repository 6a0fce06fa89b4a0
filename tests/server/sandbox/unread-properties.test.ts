import * as fc from "fast-check";
import { expect } from "vitest";
import { test } from "./support";
import { groupUnread, text, type Caller } from "./wire";

const members = ["amy", "bob", "cat"] as const;
type Model = { seq: number; read: Map<string, number>; unread: Map<string, number> };
type Step = { wire: (call: Caller) => Promise<unknown>; model: (model: Model) => void };

const who = fc.constantFrom(...members);

/** Each step as it goes over the wire, and what it should do to three plain numbers per member. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ from: who, silent: fc.boolean() }).map(({ from, silent }): Step => ({
    wire: (call) => call("group_open_http_svc/send_group_msg", { GroupId: "g", From_Account: from, ...text(silent ? { SendMsgControl: ["NoUnread"] } : {}) }),
    model: (model) => {
      model.seq += 1;
      for (const member of members) {
        if (member === from) {
          if (model.read.get(member) === model.seq - 1) model.read.set(member, model.seq);
        } else if (!silent) model.unread.set(member, (model.unread.get(member) ?? 0) + 1);
      }
    },
  })),
  fc.record({ member: who, number: fc.nat({ max: 40 }) }).map(({ member, number }): Step => ({
    wire: (call) => call("group_open_http_svc/set_unread_msg_num", { GroupId: "g", Member_Account: member, UnreadMsgNum: number }),
    model: (model) => {
      model.unread.set(member, Math.min(number, model.seq));
      model.read.set(member, model.seq - Math.min(number, model.seq));
    },
  })),
  fc.nat({ max: 6 }).map((extra): Step => ({
    wire: (call) => call("group_open_http_svc/import_group_msg", { GroupId: "g", MsgList: Array.from({ length: extra + 1 }, () => ({ From_Account: "amy", SendTime: Math.floor(Date.now() / 1_000), ...text() })) }),
    model: (model) => {
      model.seq += extra + 1;
      for (const member of members) {
        model.unread.set(member, 0);
        model.read.set(member, model.seq);
      }
    },
  })),
);

test("sending, setting and importing in any order agree with a model of three numbers per member", async ({ sandbox, call }) => {
  sandbox.options({ groupMessagesPerSecond: 100_000 });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat({ max: 12 }), async (steps, messages) => {
      sandbox.addGroup({ groupId: "g", type: "Public", members: [...members], messages });
      const model: Model = { seq: messages, read: new Map(members.map((member) => [member, messages])), unread: new Map() };
      for (const { wire, model: change } of steps) {
        await wire(call);
        change(model);
      }
      for (const member of members) {
        const seen = await groupUnread(call, member, "g");
        expect(seen).toEqual({ reported: model.unread.get(member) ?? 0, derived: model.seq - (model.read.get(member) ?? 0), messages: model.seq });
        expect(seen.derived).toBeGreaterThanOrEqual(seen.reported as number);
      }
    }),
    { numRuns: 60 },
  );
});

test("one-to-one numbers agree with a plain list of times, whatever is sent, read up to and capped", async ({ sandbox, call }) => {
  const now = Math.floor(Date.now() / 1_000) - 10_000;
  const change = fc.oneof(
    fc.record({ kind: fc.constant("add" as const), at: fc.nat({ max: 500 }), count: fc.integer({ min: 1, max: 120 }) }),
    fc.record({ kind: fc.constant("read" as const), at: fc.nat({ max: 500 }) }),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 15 }), async (changes) => {
      run += 1;
      const [to, from] = [`to${run}`, `from${run}`];
      sandbox.arrange({ accounts: [{ userId: to }, { userId: from }] });
      let times: number[] = [];
      for (const item of changes) {
        if (item.kind === "add") {
          sandbox.addUnread({ to, from, count: item.count, at: now + item.at });
          times.push(...Array.from({ length: Math.min(item.count, 250 - times.length) }, () => item.at));
        } else {
          await call("openim/admin_set_msg_read", { Report_Account: to, Peer_Account: from, MsgReadTime: now + item.at });
          times = times.filter((time) => time > item.at);
        }
        expect(sandbox.truth(to).c2cTotal).toBe(times.length);
      }
    }),
    { numRuns: 60 },
  );
});
