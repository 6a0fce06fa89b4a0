import { getPicture } from "@/lib/server/picture";
import { expect, test } from "@/tests/support/context";
import { conversationOf, conversationUnread, groupOf, heldBack, named, valueOf, watched } from "./fixture";

const recent = "recentcontact/get_list";
const joined = "group_open_http_svc/get_joined_group_list";
const unread = "openim/get_c2c_unread_msg_num";
const check = "im_open_login_svc/account_check";

test("shows what the server counts, where, and what does not add up", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  const picture = await getPicture(ctx, { userId: "crowded" });
  const { c2cTotal, conversations } = sandbox.truth("crowded");
  const listed = conversations.filter((conversation) => conversation.listed);
  const sum = listed.reduce((total, conversation) => total + conversation.unread, 0);
  expect(picture).toMatchObject({ userId: "crowded", exists: true, protected: false, moved: "no", total: { ok: true, value: c2cTotal } });
  expect(picture.sums).toEqual({ total: c2cTotal, listed: sum, unreadable: 0, unexplained: c2cTotal - sum, groups: 0, mutedGroups: 0, badge: c2cTotal });
  expect(conversationUnread(picture)).toEqual(Object.fromEntries(listed.map((conversation) => [conversation.peer, conversation.unread])));
  expect(valueOf(picture.conversations)).toMatchObject({ complete: true, entries: 100 });
  expect(Date.parse(picture.readAt)).toBeGreaterThanOrEqual(Date.parse(picture.startedAt));
});

const peers = named("peer", 100);
const groups = named("group", 50);

test("100 conversations and 50 groups take 14 calls, no more than 3 in sequence", async ({ ctx, sandbox }) => {
  const unreadOf = peers.map((from, index) => ({ to: "alice", from, count: index % 3 }));
  sandbox.arrange({ accounts: peers.map((userId) => ({ userId, nick: `Name of ${userId}` })), groups: groups.map((groupId) => ({ groupId, type: "Public", members: [{ userId: "alice", unread: 2 }] })), unread: unreadOf.map((item) => ({ ...item, count: item.count + 1 })) });
  const { im, calls, depth } = watched(ctx.im);
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  expect(valueOf(picture.conversations).list).toHaveLength(100);
  expect(valueOf(picture.conversations).list.every(({ peer, nick }) => nick === `Name of ${peer}`)).toBe(true);
  expect(valueOf(picture.groups)).toHaveLength(50);
  expect(picture.sums).toMatchObject({ total: sandbox.truth("alice").c2cTotal, unexplained: 0, groups: 100 });
  expect(calls()).toBeLessThanOrEqual(14);
  expect(depth()).toBeLessThanOrEqual(3);
  expect(picture.calls).toBe(calls());
  expect(Object.fromEntries(Object.entries(sandbox.stats().commands).map(([name, { calls: sent }]) => [name, sent]))).toEqual({ [unread]: 11, [recent]: 1, [joined]: 1, "profile/portrait_get": 1 });
});

test("numbers that do not add up take one call more, still no more than 3 in sequence", async ({ ctx, sandbox }) => {
  const now = Date.now();
  sandbox.arrange({ groups: groups.map((groupId) => ({ groupId, type: "Public", members: ["alice"] })), unread: [{ to: "alice", from: "long.ago", count: 5, at: new Date(now - 86_400_000) }, ...peers.map((from) => ({ to: "alice", from, count: 1 }))] });
  const { im, calls, depth } = watched(ctx.im);
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  // IM counts in 100 conversations, of which one is not listed.
  expect(picture.sums).toMatchObject({ total: 104, listed: 99, unexplained: 5 });
  expect(valueOf(picture.conversations).list.map(({ peer }) => peer).toSorted()).toEqual(peers);
  expect(calls()).toBe(15);
  expect(depth()).toBe(3);
});

test("a conversation has its name, last message, pin and limit", async ({ ctx, sandbox }) => {
  sandbox.arrange({
    accounts: [{ userId: "alice", pins: [{ peer: "bob" }] }, { userId: "bob", nick: "Bob 🐻", faceUrl: "https://example.com/bob.png" }],
    unread: [{ to: "alice", from: "bob", count: 300 }, { to: "alice", from: "carol", count: 249, at: new Date(Date.now() - 3_600_000) }],
  });
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(conversationOf(picture, "bob")).toEqual({ peer: "bob", nick: "Bob 🐻", avatar: "https://example.com/bob.png", lastAt: expect.stringMatching(/^\d{4}-.*Z$/), pinned: true, unread: 250, gone: false, atLimit: true });
  expect(conversationOf(picture, "carol")).toMatchObject({ nick: null, avatar: null, pinned: false, unread: 249, atLimit: false });
});

test("a group has type, role, join time, receive option and both numbers", async ({ ctx, sandbox }) => {
  sandbox.arrange({
    groups: [
      { groupId: "work", type: "Private", name: "Work", messages: 30, silent: 4, members: [{ userId: "alice", unread: 3, role: "Owner" }] },
      { groupId: "muted", type: "Public", messages: 9, members: [{ userId: "alice", unread: 9, msgFlag: "Discard" }] },
      { groupId: "meeting", type: "ChatRoom", messages: 12, members: [{ userId: "alice", unread: 5 }] },
      { groupId: "live", type: "AVChatRoom", messages: 12, members: ["alice"] },
    ],
  });
  const picture = await getPicture(ctx, { userId: "alice" });
  const time = expect.stringMatching(/^\d{4}-.*Z$/);
  expect(groupOf(picture, "work")).toEqual({ groupId: "work", type: "Private", name: "Work", role: "Owner", joinedAt: time, msgFlag: "AcceptAndNotify", muted: false, lastAt: time, messages: 30, unread: { counted: true, value: 3, source: "reported" }, reported: 3, derived: 7, settable: true });
  expect(groupOf(picture, "muted")).toMatchObject({ msgFlag: "Discard", muted: true, unread: { counted: true, value: 9 }, settable: true });
  expect(groupOf(picture, "meeting")).toMatchObject({ type: "ChatRoom", unread: { counted: false }, settable: false });
  expect(groupOf(picture, "live")).toMatchObject({ type: "AVChatRoom", unread: { counted: false }, settable: false });
  expect(picture.sums).toMatchObject({ total: 0, groups: 12, mutedGroups: 9, badge: 12 });
});

test("a server that reports no group unread: the numbers are derived, and say so", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  sandbox.options({ reportUnread: false });
  const picture = await getPicture(ctx, { userId: "group.person" });
  expect(groupOf(picture, "announcements")).toMatchObject({ unread: { counted: true, value: 9, source: "derived" }, reported: null, derived: 9 });
  expect(valueOf(picture.groups).flatMap(({ unread: read }) => (read?.counted ? [read.source] : []))).not.toContain("reported");
  expect(groupOf(picture, "standup").unread).toEqual({ counted: false });
  expect(picture.findings.map(({ code }) => code)).not.toContain("group_numbers_differ");
});

const counted = (value: number) => ({ counted: true, value, source: "reported" });

test("a Meeting group counts where the app has it switched on, and can be set only where the console knows", async ({ ctx, sandbox }) => {
  sandbox.options({ meetingUnread: true });
  sandbox.arrange({ groups: [{ groupId: "counts", type: "ChatRoom", members: [{ userId: "alice", unread: 5 }] }, { groupId: "zero", type: "ChatRoom", members: ["alice"] }] });
  const unaware = await getPicture(ctx, { userId: "alice" });
  expect(groupOf(unaware, "counts")).toMatchObject({ unread: counted(5), settable: false });
  // A server that does not count answers 0 too.
  expect(groupOf(unaware, "zero")).toMatchObject({ unread: { counted: false }, reported: 0, settable: false });
  const aware = await getPicture({ ...ctx, app: { ...ctx.app, meetingUnread: true } }, { userId: "alice" });
  expect(groupOf(aware, "counts")).toMatchObject({ unread: counted(5), settable: true });
  expect(groupOf(aware, "zero")).toMatchObject({ unread: counted(0), settable: true });
  expect([unaware.sums.groups, aware.sums.groups]).toEqual([5, 5]);
});

test("500 conversations are all there, each with its number", async ({ ctx, sandbox }) => {
  sandbox.options({ recentContacts: 500 });
  const now = Date.now();
  sandbox.arrange({ unread: named("p", 500).map((from, index) => ({ to: "alice", from, count: 1, at: new Date(now - index * 1000) })) });
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(valueOf(picture.conversations)).toMatchObject({ complete: true, entries: 500 });
  expect(conversationUnread(picture)).toEqual(Object.fromEntries(sandbox.truth("alice").conversations.map((conversation) => [conversation.peer, conversation.unread])));
  expect(picture.sums).toMatchObject({ total: 100, listed: 100, unexplained: 0 });
  expect(picture.findings.map(({ code }) => code)).toContain("conversations_at_limit");
});

test("3,000 groups are all there, each with its number", async ({ ctx, sandbox }) => {
  sandbox.arrange({ groups: named("g", 3000).map((groupId, index) => ({ groupId, type: "Public", members: [{ userId: "alice", unread: index % 20 }] })) });
  const picture = await getPicture(ctx, { userId: "alice" });
  const truth = sandbox.truth("alice").groups;
  expect(valueOf(picture.groups).map(({ groupId, unread: read }) => [groupId, read?.counted && read.value])).toEqual(truth.map((group) => [group.groupId, group.unread]));
  expect(picture.sums.groups).toBe(truth.reduce((sum, group) => sum + group.unread, 0));
});

test("ids and names that break careless code come back as they are", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  const picture = await getPicture(ctx, { userId: "odd.ids" });
  const truth = sandbox.truth("odd.ids");
  expect(Object.entries(conversationUnread(picture)).toSorted()).toEqual(truth.conversations.filter(({ listed }) => listed).map((conversation): [string, number] => [conversation.peer, conversation.unread]).toSorted());
  expect(conversationOf(picture, "<script>alert(1)</script>").nick).toBe("Bobby <b>Tables</b>");
  expect(conversationOf(picture, "__proto__").unread).toBe(truth.conversations.find(({ peer }) => peer === "__proto__")?.unread);
  expect(conversationOf(picture, "no.name").nick).toBeNull();
  expect(groupOf(picture, 'odd/id?&#%"<b>')).toMatchObject({ name: "🎉 חדשות <i>odd</i>", unread: { counted: true, value: 6 } });
  for (const userId of ["<script>alert(1)</script>", "a/b?c=d&e#f", " leading space", "__proto__"]) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await getPicture(ctx, { userId })).toMatchObject({ userId, exists: true, sums: { total: sandbox.truth(userId).c2cTotal } });
  }
});

test("an account that does not exist is a picture that says so, and nothing else is asked", async ({ ctx, sandbox }) => {
  const missing = { ok: false, error: expect.objectContaining({ code: "account_not_found" }) };
  expect(await getPicture(ctx, { userId: "nobody" })).toMatchObject({ exists: false, total: missing, conversations: missing, groups: missing, calls: 3, sums: { total: null, listed: null, unexplained: null, groups: null, badge: null } });
  expect(sandbox.calls(check)).toBe(0);
});

test("says which accounts the app's settings protect", async ({ ctx, sandbox }) => {
  sandbox.arrange({ accounts: [{ userId: "vip.alice" }, { userId: "alice" }] });
  const app = { ...ctx.app, protectedAccounts: ["vip.*"] };
  expect((await getPicture({ ...ctx, app }, { userId: "vip.alice" })).protected).toBe(true);
  expect((await getPicture({ ...ctx, app }, { userId: "alice" })).protected).toBe(false);
});

test("an account deleted while it is read is shown as gone, with no number of before", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }], groups: [{ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 2 }] }] });
  // The list is asked for last, and by then the account is gone.
  const im = heldBack(ctx.im, recent, () => sandbox.deleteAccount("alice"));
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  const missing = { ok: false, error: expect.objectContaining({ code: "account_not_found" }) };
  expect(picture).toMatchObject({ exists: false, total: missing, conversations: missing, groups: missing, sums: { badge: null } });
  expect(picture.findings.map(({ code }) => code)).toEqual(["account_unknown"]);
  expect(sandbox.calls(check)).toBe(1);
});
