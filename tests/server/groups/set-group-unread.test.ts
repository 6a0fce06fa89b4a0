import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { listEntries, verifyChain } from "@/lib/server/audit";
import { setGroupUnread } from "@/lib/server/groups";
import { auditRows } from "@/tests/support/audit-rows";
import { expect, test } from "@/tests/support/context";

const command = "group_open_http_svc/set_unread_msg_num";
const reason = "Badge wrong after import";
const target = { groupId: "talk", userId: "bob", reason };

test("sets one member's number and proves it by reading it back", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 12 }, { userId: "carol", unread: 12 }] });
  expect(await setGroupUnread(ctx, { ...target, unread: 3 })).toEqual({ before: 12, asked: 3, after: 3, effect: "changed" });
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 3 }]);
  expect(sandbox.truth("carol").groups).toMatchObject([{ unread: 12 }]);
  expect(sandbox.lastRequest(command)).toEqual({ GroupId: "talk", Member_Account: "bob", UnreadMsgNum: 3 });
  expect(sandbox.stats().webhooks).toEqual({});
});

test.for(["Private", "Public", "Community"])("works in a %s group, whether or not the server reports numbers", async (type, { ctx, sandbox }) => {
  const groupId = type === "Community" ? "@TGS#_talk" : "talk";
  sandbox.addGroup({ groupId, type, members: [{ userId: "bob", unread: 12 }] });
  expect(await setGroupUnread(ctx, { ...target, groupId, unread: 0 })).toEqual({ before: 12, asked: 0, after: 0, effect: "changed" });
  sandbox.options({ reportUnread: false });
  expect(await setGroupUnread(ctx, { ...target, groupId, unread: 7 })).toEqual({ before: 0, asked: 7, after: 7, effect: "changed" });
});

test("says when the number was so already", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }] });
  expect(await setGroupUnread(ctx, { ...target, unread: 3 })).toEqual({ before: 3, asked: 3, after: 3, effect: "unchanged" });
});

test("says when the server lowered the number to the messages there are", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }], messages: 20 });
  expect(await setGroupUnread(ctx, { ...target, unread: 4_294_967_295 })).toEqual({ before: 3, asked: 4_294_967_295, after: 20, effect: "clamped" });
  expect(await setGroupUnread(ctx, { ...target, unread: 21 })).toEqual({ before: 20, asked: 21, after: 20, effect: "clamped" });
});

test("says when the server answered OK and did nothing", async ({ ctx, sandbox, db }) => {
  // The app believes that its meetings count; its console at the vendor's says otherwise.
  sandbox.addGroup({ groupId: "talk", type: "ChatRoom", members: ["bob"] });
  const believing = { ...ctx, app: { ...ctx.app, meetingUnread: true } };
  expect(await setGroupUnread(believing, { ...target, unread: 3 })).toEqual({ before: 0, asked: 3, after: 0, effect: "no_effect" });
  expect((await auditRows(db)).at(-1)).toMatchObject({ outcome: "ok", effect: "no_effect", before: 0, asked: 3, after: 0 });
});

test("does not claim an effect that it could not read back", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }] });
  const im = ctx.im.with({
    onAnswer: (answer) => {
      if (answer.command === command) sandbox.faults([{ command: "get_group_info", rate: 1, kind: "code", code: 60010 }]);
    },
  });
  expect(await setGroupUnread({ ...ctx, im }, { ...target, unread: 0 })).toEqual({ before: 3, asked: 0, after: null, effect: "unverified" });
  expect((await auditRows(db)).at(-1)).toMatchObject({ phase: "finished", outcome: "ok", before: 3, after: null, effect: "unverified" });
});

test("puts into the log what nobody foresaw while it was read back", async ({ ctx, sandbox, logged }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }] });
  let sent = false;
  const im = ctx.im.with({
    onAnswer: (answer) => {
      if (sent) throw new TypeError("x is not a function");
      sent = answer.command === command;
    },
  });
  expect(await setGroupUnread({ ...ctx, im }, { ...target, unread: 0 })).toMatchObject({ after: null, effect: "unverified" });
  expect(logged.filter((line) => line.includes("unforeseen error") && line.includes("x is not a function"))).toHaveLength(1);
});

test("does what a small model of the server does, whatever is asked", async ({ ctx, sandbox, db }) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.nat(30), fc.nat(40), async (messages, unread, asked) => {
      const before = Math.min(unread, messages);
      sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: before }], messages });
      const after = Math.min(asked, messages);
      const effect = after < asked ? "clamped" : after === before ? "unchanged" : "changed";
      expect(await setGroupUnread(ctx, { ...target, unread: asked })).toEqual({ before, asked, after, effect });
      expect(sandbox.truth("bob").groups).toMatchObject([{ unread: after }]);
    }),
    { numRuns: 25 },
  );
  expect(await verifyChain(db)).toMatchObject({ ok: true });
});

test("records the change before and after", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", members: [{ userId: "bob", unread: 12 }] });
  await setGroupUnread(ctx, { ...target, groupId: "@TGS#2CLUZEAEJ", unread: 0, ticket: "CS-7" });
  const common = { actor: "ann", role: "agent", action: "group.set_unread", requestId: ctx.requestId, sdkAppId: ctx.app.sdkAppId, account: "bob", peer: null, groupId: "@TGS#2CLUZEAEJ", asked: 0, reason, ticket: "CS-7", detail: null };
  expect(await auditRows(db)).toMatchObject([
    { ...common, seq: 1, phase: "started", startedSeq: null, outcome: null, before: null, after: null, effect: null },
    { ...common, seq: 2, phase: "finished", startedSeq: 1, outcome: "ok", before: 12, after: 0, effect: "changed", errorCode: null, imCode: null },
  ]);
  expect(ctx.attempt.recorded).toBe(true);
});

test("records a change that IM refused, and passes the refusal on", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }] });
  sandbox.faults([{ command, rate: 1, kind: "code", code: 10007 }]);
  await expect(setGroupUnread(ctx, { ...target, unread: 0 })).rejects.toMatchObject({ code: "im_refused", im: { code: 10007 } });
  expect(await auditRows(db)).toMatchObject([{ phase: "started" }, { phase: "finished", outcome: "failed", errorCode: "im_refused", imCode: 10007, effect: null }]);
});

test.for([
  ["ChatRoom", "Meeting"],
  ["AVChatRoom", "AVChatRoom"],
] as const)("refuses in a %s group, where IM would answer OK and do nothing", async ([type, name], { ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type, members: ["bob"] });
  await expect(setGroupUnread(ctx, { ...target, unread: 3 })).rejects.toMatchObject({ code: "unsupported_group_type", status: 409, params: { type: name }, message: expect.stringContaining(`${name} groups`) });
  expect(sandbox.calls(command)).toBe(0);
  expect(await auditRows(db)).toEqual([]);
});

test("sets the number in a meeting where the app counts there", async ({ ctx, sandbox }) => {
  sandbox.options({ meetingUnread: true });
  sandbox.addGroup({ groupId: "talk", type: "ChatRoom", members: ["bob"] });
  expect(await setGroupUnread({ ...ctx, app: { ...ctx.app, meetingUnread: true } }, { ...target, unread: 3 })).toMatchObject({ after: 3, effect: "changed" });
});

test.for([
  ["a group that is not there", { groupId: "nowhere" }, "group_not_found"],
  ["an account that is not a member", { userId: "carol" }, "member_not_found"],
  ["an account that does not exist", { userId: "nobody" }, "member_not_found"],
] as const)("refuses %s, and sets nothing", async ([, wrong, code], { ctx, sandbox }) => {
  sandbox.addAccount({ userId: "carol" });
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  await expect(setGroupUnread(ctx, { ...target, ...wrong, unread: 3 })).rejects.toMatchObject({ code });
  expect(sandbox.calls(command)).toBe(0);
});

test("without a reason nothing at all is sent", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  await expect(setGroupUnread(ctx, { ...target, unread: 3, reason: undefined })).rejects.toMatchObject({ code: "invalid_input", fields: { reason: "reason_required" } });
  expect(sandbox.stats().commands).toEqual({});
  expect(await auditRows(db)).toEqual([]);
});

test("a console that is read only sends nothing at all", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  await expect(setGroupUnread({ ...ctx, settings: { ...ctx.settings, requireReason: true, readOnly: true } }, { ...target, unread: 3 })).rejects.toMatchObject({ code: "read_only", status: 403 });
  expect(sandbox.stats().commands).toEqual({});
});

test("sets nothing when the record cannot be written", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 12 }] });
  await db.execute(sql`alter table audit_events rename to elsewhere`);
  try {
    await expect(setGroupUnread(ctx, { ...target, unread: 3 })).rejects.toMatchObject({ code: "record_unavailable" });
  } finally {
    await db.execute(sql`alter table elsewhere rename to audit_events`);
  }
  expect(sandbox.calls(command)).toBe(0);
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 12 }]);
});

test.for(["a b", "@TGS#1/2?x=y&z", `"';--`, "%00%2F..", "../../etc", "<script>", "{}[]\\"])("takes any legal id for what it is: %s", async (id, { ctx, sandbox, db }) => {
  const groupId = `${id}-group`.replace("@TGS#", "TGS#");
  sandbox.addGroup({ groupId, type: "Public", members: [{ userId: id, unread: 5 }] });
  expect(await setGroupUnread(ctx, { groupId, userId: id, unread: 2, reason })).toMatchObject({ after: 2, effect: "changed" });
  expect(await auditRows(db)).toMatchObject([{ account: id, groupId }, { account: id, groupId }]);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 2 });
});

test("says what it was asked before it reads anything, so that a refusal can be recorded whole", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "standup", type: "ChatRoom", members: ["bob"] });
  await expect(setGroupUnread(ctx, { ...target, groupId: "standup", unread: 3, ticket: "T-1" })).rejects.toMatchObject({ code: "unsupported_group_type" });
  expect(ctx.attempt).toEqual({ recorded: false, intent: { action: "group.set_unread", account: "bob", groupId: "standup", asked: 3, reason, ticket: "T-1" } });
});

test("two people at one member at the same moment have two entries, each true", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }], messages: 20 });
  const by = (name: string) => ({ ...ctx, actor: { name, role: "agent" as const }, requestId: name, attempt: { recorded: false } });
  const [ann, ben] = await Promise.all([setGroupUnread(by("ann"), { ...target, unread: 5 }), setGroupUnread(by("ben"), { ...target, unread: 7 })]);
  expect(ann).toEqual({ before: 3, asked: 5, after: 5, effect: "changed" });
  expect(ben).toEqual({ before: 5, asked: 7, after: 7, effect: "changed" });
  expect((await listEntries(ctx, { group: "talk" })).entries).toMatchObject([
    { actor: "ben", before: 5, asked: 7, after: 7, effect: "changed" },
    { actor: "ann", before: 3, asked: 5, after: 5, effect: "changed" },
  ]);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 4 });
});

test("what fails for one person holds the next one back no longer", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }], messages: 20 });
  sandbox.faults([{ command, rate: 1, kind: "code", code: 10007, times: 1 }]);
  const [first, second] = await Promise.allSettled([setGroupUnread(ctx, { ...target, unread: 5 }), setGroupUnread({ ...ctx, attempt: { recorded: false } }, { ...target, unread: 7 })]);
  expect(first).toMatchObject({ status: "rejected", reason: { code: "im_refused" } });
  expect(second).toMatchObject({ status: "fulfilled", value: { before: 3, after: 7, effect: "changed" } });
});

test.for([
  ["before the number is set", "get_specified_group_member_info"],
  ["before it is read back", "set_unread_msg_num"],
] as const)("says what is known of an account that was deleted %s", async ([when, after], { ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }, "carol"] });
  const im = ctx.im.with({
    onAnswer: (answer) => {
      if (answer.command.endsWith(after)) sandbox.deleteAccount("bob");
    },
  });
  const setting = setGroupUnread({ ...ctx, im }, { ...target, unread: 0 });
  if (when === "before it is read back") expect(await setting).toEqual({ before: 3, asked: 0, after: null, effect: "unverified" });
  else await expect(setting).rejects.toMatchObject({ code: "im_refused" });
  expect((await auditRows(db)).at(-1)).toMatchObject(when === "before it is read back" ? { outcome: "ok", before: 3, after: null, effect: "unverified" } : { outcome: "failed", errorCode: "im_refused", before: null, after: null, effect: null });
});

test("asks once more before a protected account is changed", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }] });
  const protecting = { ...ctx, app: { ...ctx.app, protectedAccounts: ["b*b"] } };
  await expect(setGroupUnread(protecting, { ...target, unread: 0 })).rejects.toMatchObject({ code: "account_protected", status: 409 });
  expect(sandbox.stats().commands).toEqual({});
  expect(await auditRows(db)).toEqual([]);
  expect(ctx.attempt).toMatchObject({ recorded: false, intent: { action: "group.set_unread", account: "bob", groupId: "talk", asked: 0, reason } });
  expect(await setGroupUnread(protecting, { ...target, unread: 0, confirmProtected: true })).toMatchObject({ after: 0, effect: "changed" });
});
