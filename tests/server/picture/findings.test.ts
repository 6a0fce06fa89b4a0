import type { Finding } from "@/lib/shared/findings";
import { getPicture } from "@/lib/server/picture";
import { markRead } from "@/lib/server/unread";
import { expect, test as base } from "@/tests/support/context";

const test = base.extend("find", ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  return async (userId: string) => (await getPicture(ctx, { userId })).findings;
});

const codes = (findings: Finding[]) => findings.map(({ code }) => code);
const one = (findings: Finding[], code: string) => findings.find((finding) => finding.code === code);
const values = (finding: Finding | undefined) => finding?.evidence.map(({ value }) => value);

test("crowded: the rest of the total is in conversations that have left the list", async ({ find, sandbox }) => {
  const findings = await find("crowded");
  const { c2cTotal, conversations } = sandbox.truth("crowded");
  const hidden = conversations.filter(({ listed }) => !listed).reduce((sum, { unread }) => sum + unread, 0);
  expect(hidden).toBeGreaterThan(0);
  expect(one(findings, "unexplained")).toMatchObject({ verdict: "fixable", fix: { kind: "find_missing", missing: hidden }, title: { en: expect.stringContaining(`${hidden} unread`), "zh-CN": expect.stringContaining(` ${hidden} 条未读`) } });
  expect(values(one(findings, "unexplained"))).toEqual([c2cTotal, c2cTotal - hidden, hidden, conversations.filter(({ listed }) => listed).length]);
  expect(one(findings, "conversations_at_limit")).toMatchObject({ verdict: "nothing_wrong", fix: null, title: { en: expect.stringContaining("100 entries") } });
});

test("popular: so many conversations that the list cannot hold them", async ({ find, sandbox }) => {
  const { c2cTotal, conversations } = sandbox.truth("popular");
  const listed = conversations.filter((conversation) => conversation.listed);
  const findings = await find("popular");
  expect(codes(findings)).toContain("unexplained");
  expect(values(one(findings, "conversations_at_limit"))).toEqual([100, listed.filter(({ unread }) => unread > 0).length, c2cTotal, listed.reduce((sum, { unread }) => sum + unread, 0)]);
});

test("a hundred listed conversations with unread: no more of them are counted", async ({ find, sandbox }) => {
  sandbox.options({ recentContacts: 500 });
  const findings = await find("popular");
  expect(one(findings, "conversations_at_limit")).toMatchObject({ verdict: "nothing_wrong", title: { en: expect.stringContaining("100 conversations have unread") } });
  expect(codes(findings)).not.toContain("unexplained");
  expect(sandbox.truth("popular").conversations.filter(({ unread }) => unread > 0)).toHaveLength(100);
});

test("flooded: the count stands at IM's limit", async ({ find, sandbox }) => {
  const findings = await find("flooded");
  expect(one(findings, "conversation_at_limit")).toMatchObject({ verdict: "nothing_wrong", fix: null, evidence: [{ value: 250, account: "newsbot" }] });
  expect(sandbox.truth("flooded").conversations).toContainEqual(expect.objectContaining({ peer: "newsbot", unread: 250 }));
});

test("lost.peer: a deleted account holds the rest, and the server may not be able to clear it", async ({ find, sandbox }) => {
  const findings = await find("lost.peer");
  expect(one(findings, "unexplained")).toMatchObject({ verdict: "not_from_server", fix: { kind: "find_missing", missing: 7 }, title: { en: expect.stringContaining("deleted account") } });
  expect(one(findings, "peer_gone")).toMatchObject({ verdict: "not_from_server", fix: { kind: "mark_read", peers: ["gone.seller"] }, evidence: [{ value: null, account: "gone.seller" }] });
  expect(sandbox.truth("lost.peer").conversations).toContainEqual({ peer: "gone.seller", unread: 7, peerExists: false, listed: true });
});

test("a deleted account that holds no unread is nothing wrong", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "gone", count: 2 }, { to: "alice", from: "bob", count: 1 }] });
  await markRead(ctx, { userId: "alice", peers: ["gone"], reason: "read before it went" });
  sandbox.deleteAccount("gone");
  const { findings } = await getPicture(ctx, { userId: "alice" });
  expect(one(findings, "peer_gone")).toMatchObject({ verdict: "nothing_wrong", fix: null });
});

test("device.only: the server says 0 everywhere, so it is the device", async ({ find, sandbox }) => {
  const findings = await find("device.only");
  expect(one(findings, "server_zero")).toMatchObject({ verdict: "not_from_server", fix: { kind: "check_marks" } });
  const { c2cTotal, conversations, groups } = sandbox.truth("device.only");
  expect(values(one(findings, "server_zero"))).toEqual([c2cTotal, 0, conversations.length, groups.length]);
});

test("group.person: what groups do not count, what is muted, what differs, and what looks like a bad import", async ({ find, sandbox }) => {
  const findings = await find("group.person");
  const { groups } = sandbox.truth("group.person");
  expect(one(findings, "all_unread_group")).toMatchObject({ verdict: "fixable", fix: { kind: "set_group_unread", groupId: "all unread", unread: 0 }, evidence: [{ value: 33, groupId: "all unread" }] });
  expect(one(findings, "muted_groups")).toMatchObject({ verdict: "nothing_wrong", fix: null, evidence: [{ value: 88, groupId: "muted-deals" }], title: { en: expect.stringContaining("88 unread") } });
  expect(one(findings, "group_numbers_differ")?.evidence).toEqual(expect.arrayContaining([expect.objectContaining({ value: "3 / 9", groupId: "announcements" }), expect.objectContaining({ value: "0 / 9", groupId: "tips-only" })]));
  expect(one(findings, "group_not_counting")?.evidence.map(({ groupId }) => groupId).toSorted()).toEqual(groups.filter(({ counted }) => !counted).map(({ groupId }) => groupId).toSorted());
});

test("a Meeting group that the server counts in, against the console's settings, is told of", async ({ ctx, find, sandbox }) => {
  sandbox.options({ meetingUnread: true });
  const counting = sandbox.truth("group.person").groups.filter(({ type, unread }) => type === "ChatRoom" && unread > 0);
  expect(counting).not.toEqual([]);
  const finding = one(await find("group.person"), "meeting_counts");
  expect(finding).toMatchObject({ verdict: "nothing_wrong", fix: null });
  expect(finding?.evidence.map(({ groupId, value }) => ({ groupId, value }))).toEqual(counting.map(({ groupId, unread }) => ({ groupId, value: unread })));
  const told = await getPicture({ ...ctx, app: { ...ctx.app, meetingUnread: true } }, { userId: "group.person" });
  expect(codes(told.findings)).not.toContain("meeting_counts");
});

test("an account that IM does not know", async ({ find }) => {
  const findings = await find("Dramon1");
  expect(one(findings, "account_unknown")).toMatchObject({ verdict: "not_from_server", fix: null, evidence: [{ value: "Dramon1" }] });
});

test("finds nothing about a healthy account", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 1 }], groups: [{ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }, "bob"] }] });
  expect((await getPicture(ctx, { userId: "alice" })).findings).toEqual([]);
});

test("everything found in the demo data is said in both languages, mended before explained", async ({ find, sandbox }) => {
  const verdicts = ["fixable", "not_from_server", "nothing_wrong"];
  sandbox.options({ meetingUnread: true });
  const found = new Set<string>();
  for (const userId of ["crowded", "popular", "flooded", "lost.peer", "device.only", "group.person", "bob", "odd.ids", "nobody"]) {
    // One account after the other, as a person would.
    // oxlint-disable-next-line no-await-in-loop
    const findings = await find(userId);
    const order = findings.map(({ verdict }) => verdicts.indexOf(verdict));
    expect(order).toEqual(order.toSorted());
    for (const { code, title, next, evidence } of findings) {
      found.add(code);
      const sentences = [title, next, ...evidence.map(({ label }) => label)];
      for (const sentence of sentences) {
        expect(sentence.en, code).toMatch(/^[\x20-\x7e]+$/);
        expect(sentence["zh-CN"], code).toMatch(/\p{Script=Han}/u);
      }
    }
  }
  expect([...found]).toEqual(expect.arrayContaining(["account_unknown", "all_unread_group", "conversation_at_limit", "conversations_at_limit", "group_not_counting", "group_numbers_differ", "meeting_counts", "muted_groups", "peer_gone", "server_zero", "unexplained"]));
});
