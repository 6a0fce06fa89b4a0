import * as fc from "fast-check";
import { findMissing } from "@/lib/server/missing";
import type { MissingLine } from "@/lib/shared/missing";
import { expect, test } from "@/tests/support/context";
import { askedAbout, many, mark, record, search, totalCalls } from "./search";

test("explains the remainder of the demo's crowded account, with numbers that are the server's", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  const { conversations, c2cTotal } = sandbox.truth("crowded");
  const listed = conversations.filter((conversation) => conversation.listed);
  const missing = c2cTotal - listed.reduce((total, { unread }) => total + unread, 0);
  const { last, found, lines } = await search(ctx, { userId: "crowded", known: listed.map(({ peer }) => peer), missing });
  expect(missing).toBeGreaterThan(0);
  expect(last).toMatchObject({ source: "groups", groupId: "support-desk", remaining: 0, end: "explained" });
  expect(found).toEqual(Object.fromEntries(conversations.filter(({ listed: isListed, unread }) => !isListed && unread > 0).map(({ peer, unread }) => [peer, unread])));
  expect(lines.flatMap((line) => line.found).map(({ nick }) => nick)).not.toContain(null);
  expect(last?.calls).toBe(totalCalls(sandbox));
  const asked = new Set(askedAbout(sandbox));
  for (const { peer } of listed) expect(asked).not.toContain(peer);
});

test("asks whom the record names first, then the marked, then members of the smallest groups, and each of them once", async ({ ctx, sandbox }) => {
  sandbox.arrange({
    accounts: ["alice", "old.peer", "new.peer", "by.other", "marked", "known"].map((userId) => ({ userId })),
    groups: [
      { groupId: "large", type: "Public", members: ["alice", "l1", "l2", "s1", "marked"] },
      { groupId: "small", type: "Private", messages: 0, members: ["s2", "alice", "s1"] },
      { groupId: "live", type: "AVChatRoom", members: ["alice", "stranger"] },
      { groupId: "meeting", type: "ChatRoom", members: ["alice", "m1", "new.peer", "known"] },
    ],
  });
  await record(ctx, "alice", "old.peer");
  await record(ctx, "by.other", "alice");
  await record(ctx, "carol", "dave");
  await record(ctx, "alice", "known");
  await record(ctx, "alice", "new.peer");
  await mark(ctx, "alice", ["marked", "alice", "old.peer"]);
  const { last, lines } = await search(ctx, { userId: "alice", known: ["known"] });
  expect(askedAbout(sandbox)).toEqual(["new.peer", "by.other", "old.peer", "marked", "s2", "s1", "m1", "l1", "l2"]);
  expect(lines.map(({ source }) => source).filter((source, index, all) => source !== all[index - 1])).toEqual(["changes", "marks", "groups"]);
  expect(last).toMatchObject({ end: "exhausted", checked: 9, found: [], remaining: 100_000 });
  expect(last).not.toHaveProperty("next");
  expect(last).not.toHaveProperty("failed");
});

test("does not ask about the record of another app, nor about what is no id", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  await record({ ...ctx, app: { ...ctx.app, sdkAppId: "1400000002" } }, "alice", "elsewhere");
  await record(ctx, "alice", "x".repeat(33));
  await record(ctx, "alice", "名字");
  await record(ctx, "alice", "bob");
  await search(ctx, { userId: "alice" });
  expect(askedAbout(sandbox)).toEqual(["bob"]);
});

test("stops as soon as the remainder is explained", async ({ ctx, sandbox }) => {
  const members = many(900, "m");
  sandbox.addGroup({ groupId: "crowd", type: "Public", members: ["alice", ...members] });
  sandbox.arrange({ unread: [{ to: "alice", from: members[5] ?? "", count: 3 }, { to: "alice", from: members[52] ?? "", count: 4 }, { to: "alice", from: members[700] ?? "", count: 9 }] });
  const { found, last } = await search(ctx, { userId: "alice", missing: 7 });
  expect(found).toEqual({ m0005: 3, m0052: 4 });
  expect(last).toMatchObject({ end: "explained", remaining: 0, checked: 80 });
  // The total, the marks, the groups, their members, eight tens, and the names of two.
  expect(totalCalls(sandbox)).toBe(1 + 1 + 1 + 1 + 8 + 2);
});

test("a conversation with more than is missing explains it too", async ({ ctx, sandbox }) => {
  sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["alice", "bob"] }], unread: [{ to: "alice", from: "bob", count: 30 }] });
  expect((await search(ctx, { userId: "alice", missing: 2 })).last).toMatchObject({ end: "explained", remaining: 0 });
});

test("shows the names of those it finds, and stands without them", async ({ ctx, sandbox }) => {
  sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["alice", "bob"] }], unread: [{ to: "alice", from: "bob", count: 2 }], accounts: [{ userId: "bob", nick: "<b>שלום 🙂</b>" }] });
  const foundIn = async () => (await search(ctx, { userId: "alice" })).lines.flatMap((line) => line.found);
  expect(await foundIn()).toEqual([{ peer: "bob", nick: "<b>שלום 🙂</b>", unread: 2 }]);
  sandbox.faults([{ command: "profile/portrait_get", rate: 1, kind: "code", code: 40006 }]);
  expect(await foundIn()).toEqual([{ peer: "bob", nick: null, unread: 2 }]);
});

test("candidates that IM does not know are no hits", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "gone", count: 5 }], deleteAccounts: ["gone"] });
  await mark(ctx, "alice", ["gone", "never.imported"]);
  expect(await search(ctx, { userId: "alice" })).toMatchObject({ found: {}, last: { end: "exhausted", checked: 2 } });
});

test("an account that IM does not know is not searched", async ({ ctx, sandbox }) => {
  await record(ctx, "nobody", "bob");
  const lines: MissingLine[] = [];
  await expect(findMissing(ctx, { userId: "nobody", known: [], missing: 1 }, (line) => lines.push(line))).rejects.toMatchObject({ code: "account_not_found", im: { code: 90003 } });
  expect(lines).toEqual([]);
  expect(totalCalls(sandbox)).toBe(1);
});

test("whatever characters ids have, exactly who is meant is asked about and found", async ({ ctx, sandbox }) => {
  const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)), minLength: 1, maxLength: 32 });
  const id = fc.oneof(fc.constantFrom("__proto__", "constructor", "<script>alert(1)</script>", "'; drop table users;--", "@TGS#1", "a/../b?c#d%00", " ", "null"), printable);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(id, { minLength: 4, maxLength: 4 }), async ([account = "", peer = "", member = "", groupId = ""]) => {
      fc.pre(![account, peer, member].includes("administrator"));
      sandbox.reset({ seed: "empty" });
      sandbox.arrange({ groups: [{ groupId, type: "Public", members: [account, member] }], unread: [{ to: account, from: peer, count: 2 }, { to: account, from: member, count: 3 }] });
      await record(ctx, account, peer);
      const { found, last } = await search(ctx, { userId: account, missing: 5 });
      expect(Object.entries(found).toSorted()).toEqual([[peer, 2], [member, 3]].toSorted());
      expect(last).toMatchObject({ end: "explained" });
    }),
    { numRuns: 25 },
  );
});
