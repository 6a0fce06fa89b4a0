import { getPicture } from "@/lib/server/picture";
import { expect, test as base } from "@/tests/support/context";
import { conversationUnread, groupOf, heldBack, named, valueOf } from "./fixture";

const unread = "openim/get_c2c_unread_msg_num";
const recent = "recentcontact/get_list";
const joined = "group_open_http_svc/get_joined_group_list";
const portraits = "profile/portrait_get";
const check = "im_open_login_svc/account_check";

/** Two conversations with 3 and 1 unread, one that has left the list with 2, and a group with 4. */
const test = base.extend("sandbox", ({ startedSandbox }) => {
  startedSandbox.reset({ seed: "empty" });
  startedSandbox.options({ recentContacts: 2 });
  startedSandbox.arrange({
    accounts: [{ userId: "bob", nick: "Bob" }],
    groups: [{ groupId: "team", type: "Public", messages: 0, members: ["alice"] }],
    unread: [{ to: "alice", from: "dave", count: 2, at: new Date(Date.now() - 7_200_000) }, { to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 1 }],
  });
  return startedSandbox;
});

/** How a command can fail for good. */
const kinds = [
  { kind: "code", code: 60010 },
  { kind: "http502" },
  { kind: "truncated" },
  { kind: "reset" },
] as const;

const codeOf = { code: "im_misconfigured", http502: "im_bad_answer", truncated: "im_bad_answer", reset: "im_unreachable" };

test.for(kinds)("without the conversation list the rest stands: %j", async (fault, { ctx, sandbox }) => {
  sandbox.faults([{ command: recent, rate: 1, ...fault }]);
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(picture).toMatchObject({ exists: true, total: { ok: true, value: 6 }, conversations: { ok: false, error: { code: codeOf[fault.kind] } }, groups: { ok: true } });
  expect(picture.sums).toMatchObject({ total: 6, listed: null, unexplained: null, badge: 6 });
  expect(picture.findings).toEqual([]);
});

test.for(kinds)("without the groups the rest stands: %j", async (fault, { ctx, sandbox }) => {
  sandbox.faults([{ command: joined, rate: 1, ...fault }]);
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(picture).toMatchObject({ exists: true, total: { value: 6 }, conversations: { ok: true }, groups: { ok: false, error: { code: codeOf[fault.kind] } } });
  expect(picture.sums).toMatchObject({ total: 6, listed: 4, unexplained: 2, groups: null, mutedGroups: null, badge: null });
  expect(picture.findings.map(({ code }) => code)).toEqual(["unexplained"]);
});

test.for(kinds)("without names the numbers stand: %j", async (fault, { ctx, sandbox }) => {
  sandbox.faults([{ command: portraits, rate: 1, ...fault }]);
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(picture.sums).toMatchObject({ total: 6, listed: 4, unexplained: 2 });
  expect(valueOf(picture.conversations).list.map(({ nick }) => nick)).toEqual([null, null]);
});

test.for(kinds)("without one-to-one numbers the list stands, and no unknown is a 0: %j", async (fault, { ctx, sandbox }) => {
  sandbox.faults([{ command: unread, rate: 1, ...fault }]);
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(picture).toMatchObject({ exists: true, total: { ok: false, error: { code: codeOf[fault.kind] } }, groups: { ok: true } });
  expect(valueOf(picture.conversations).list).toEqual(["bob", "carol"].map((peer) => expect.objectContaining({ peer, unread: null, gone: false, error: expect.objectContaining({ code: codeOf[fault.kind] }) })));
  expect(picture.sums).toEqual({ total: null, listed: null, unreadable: 2, unexplained: null, groups: 0, mutedGroups: 0, badge: null });
  expect(picture.findings).toEqual([]);
});

test("without the total the conversations stand", async ({ ctx, sandbox }) => {
  sandbox.faults([{ command: unread, rate: 1, kind: "code", code: 60010 }]);
  const im = heldBack(ctx.im, recent, () => sandbox.faults([]));
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  expect(picture).toMatchObject({ exists: true, total: { ok: false, error: { code: "im_misconfigured", im: { code: 60010, meaning: expect.any(String) } } } });
  expect(conversationUnread(picture)).toEqual({ bob: 3, carol: 1 });
  expect(picture.sums).toMatchObject({ total: null, listed: 4, unexplained: null, badge: null });
});

test("ten peers that fail leave the others their numbers, and nothing is concluded from the difference", async ({ ctx, sandbox }) => {
  const peers = named("p", 25);
  sandbox.options({ recentContacts: 100 });
  sandbox.arrange({ accounts: [{ userId: "zoe" }], unread: peers.map((from) => ({ to: "zoe", from, count: 2 })) });
  const im = heldBack(ctx.im, recent, () => sandbox.faults([{ command: unread, rate: 1, kind: "code", code: 60010, times: 1 }]));
  const picture = await getPicture({ ...ctx, im }, { userId: "zoe" });
  const { list } = valueOf(picture.conversations);
  expect(list.filter((conversation) => conversation.unread === null)).toHaveLength(10);
  expect(list.filter((conversation) => conversation.error?.im?.code === 60010)).toHaveLength(10);
  expect(list.filter((conversation) => conversation.unread === 2)).toHaveLength(15);
  expect(picture.sums).toMatchObject({ total: 50, listed: 30, unreadable: 10, unexplained: null });
  expect(picture.moved).toBe("no");
  expect(picture.calls).toBe(7);
  expect(picture.findings).toEqual([]);
});

test("says what failed in the reader's language", async ({ ctx, sandbox }) => {
  sandbox.faults([{ command: joined, rate: 1, kind: "code", code: 60010 }]);
  const picture = await getPicture({ ...ctx, locale: "zh-CN" }, { userId: "alice" });
  expect(picture.groups).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\p{Script=Han}/u), im: { meaning: expect.stringMatching(/\p{Script=Han}/u) } } });
});

test("when nothing can be read, the picture says just that", async ({ ctx, sandbox }) => {
  sandbox.faults([{ rate: 1, kind: "code", code: 60010 }]);
  const picture = await getPicture(ctx, { userId: "alice" });
  const failed = { ok: false, error: { code: "im_misconfigured" } };
  expect(picture).toMatchObject({ exists: null, total: failed, conversations: failed, groups: failed, moved: "no", calls: 4, findings: [] });
  expect(picture.sums).toEqual({ total: null, listed: null, unreadable: 0, unexplained: null, groups: null, mutedGroups: null, badge: null });
  expect(sandbox.calls(check)).toBe(1);
});

test("an account that nothing else tells of is looked up once", async ({ ctx, sandbox }) => {
  sandbox.faults([unread, recent, joined].map((command) => ({ command, rate: 1, kind: "code", code: 60010 })));
  expect((await getPicture(ctx, { userId: "alice" })).exists).toBe(true);
  expect(await getPicture(ctx, { userId: "nobody" })).toMatchObject({ exists: false, total: { error: { code: "account_not_found" } } });
  expect(sandbox.calls(check)).toBe(2);
});

test("recovers from “too often” in the middle", async ({ ctx, sandbox }) => {
  sandbox.faults([{ rate: 1, kind: "code", code: 60007, times: 4 }]);
  const picture = await getPicture(ctx, { userId: "alice" });
  expect(picture.sums).toMatchObject({ total: 6, listed: 4, unexplained: 2, groups: 0 });
  expect(groupOf(picture, "team").unread).toEqual({ counted: true, value: 0, source: "reported" });
});

test("a slow server is no error", async ({ ctx, sandbox }) => {
  sandbox.options({ latencyMs: 300 });
  expect((await getPicture(ctx, { userId: "alice" })).sums).toMatchObject({ total: 6, listed: 4, unexplained: 2, groups: 0, badge: 6 });
});

test("asks no further when nobody waits any more", async ({ ctx, sandbox }) => {
  const gone = new AbortController();
  const im = ctx.im.with({ onAnswer: ({ command }) => command === recent && gone.abort(new Error("left")) });
  await expect(getPicture({ ...ctx, im, signal: gone.signal }, { userId: "alice" })).rejects.toThrow("left");
  expect(sandbox.calls(portraits)).toBe(0);
  await expect(getPicture({ ...ctx, signal: AbortSignal.abort(new Error("never came")) }, { userId: "alice" })).rejects.toThrow("never came");
});

test("what was not foreseen fails its part, and goes whole to the log", async ({ ctx, logged }) => {
  const im = { ...ctx.im, send: () => Promise.reject(new TypeError("a bug of ours")) };
  expect(await getPicture({ ...ctx, im }, { userId: "alice" })).toMatchObject({ exists: null, total: { ok: false, error: { code: "internal", message: expect.not.stringContaining("bug") } } });
  expect(logged.join("")).toContain("a bug of ours");
});
