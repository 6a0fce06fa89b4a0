import { getPicture } from "@/lib/server/picture";
import { expect, test as base } from "@/tests/support/context";
import { conversationOf, named, valueOf, watched } from "./fixture";

const portraits = "profile/portrait_get";
const unread = "openim/get_c2c_unread_msg_num";
const peers = named("peer", 100);
const groups = named("group", 50);
const deleted = "peer0042";

/** 100 conversations and 50 groups, one of the peers deleted and holding 2 unread. */
const test = base.extend("sandbox", ({ startedSandbox }) => {
  startedSandbox.reset({ seed: "empty" });
  startedSandbox.arrange({
    accounts: peers.map((userId) => ({ userId, nick: `Name of ${userId}` })),
    groups: groups.map((groupId) => ({ groupId, type: "Public", members: ["alice"] })),
    unread: peers.map((from) => ({ to: "alice", from, count: 2 })),
  });
  startedSandbox.deleteAccount(deleted);
  return startedSandbox;
});

test("names that a deleted peer spoiled are asked for once more beside the confirming total, and nobody is looked up", async ({ ctx, sandbox }) => {
  sandbox.faults([{ command: portraits, rate: 1, kind: "code", code: 40003, times: 1 }]);
  const asked: unknown[] = [];
  const { im, calls, depth } = watched(ctx.im.with({ onAnswer: ({ command, request }) => command === portraits && asked.push("To_Account" in request && request.To_Account) }));
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  expect(valueOf(picture.conversations).list.map(({ peer, nick }) => [peer, nick]).toSorted()).toEqual(peers.map((peer) => [peer, peer === deleted ? null : `Name of ${peer}`]));
  expect(conversationOf(picture, deleted)).toMatchObject({ gone: true, unread: null });
  expect(picture.sums).toMatchObject({ total: 200, listed: 198, unexplained: 2 });
  expect(asked).toEqual([expect.arrayContaining(peers), expect.not.arrayContaining([deleted])]);
  expect(asked[1]).toHaveLength(99);
  // Three, the tens and the names; then the total and the names.
  expect(calls()).toBe(16);
  expect(depth()).toBe(3);
  expect(sandbox.calls("account_check")).toBe(0);
});

test("names refused when no peer was called gone are asked for once more, and no further", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: deleted, nick: "Back again" });
  sandbox.faults([{ command: portraits, rate: 1, kind: "code", code: 40003, times: 1 }]);
  expect(conversationOf(await getPicture(ctx, { userId: "alice" }), deleted).nick).toBe("Back again");
  sandbox.faults([{ command: portraits, rate: 1, kind: "code", code: 40003 }]);
  const before = sandbox.calls(portraits);
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(sandbox.calls(portraits) - before).toBe(2);
  expect(valueOf(picture.conversations).list.every(({ nick }) => nick === null)).toBe(true);
  expect(sandbox.calls("account_check")).toBe(0);
});

test("the total is confirmed without waiting for names", async ({ ctx }) => {
  const confirmed = Promise.withResolvers<void>();
  let totals = 0;
  const send: typeof ctx.im.send = async (command, body, ...rest) => {
    if (command === unread && !("Peer_Account" in body)) totals += 1;
    if (totals === 2) confirmed.resolve();
    if (command === portraits) await confirmed.promise;
    return ctx.im.send(command, body, ...rest);
  };
  const picture = await getPicture({ ...ctx, im: { ...ctx.im, send } }, { userId: "alice" });
  expect(conversationOf(picture, "peer0001").nick).toBe("Name of peer0001");
  expect(picture.sums.unexplained).toBe(2);
});
