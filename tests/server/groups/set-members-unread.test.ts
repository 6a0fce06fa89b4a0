import { sql } from "drizzle-orm";
import { listEntries, verifyChain } from "@/lib/server/audit";
import { setGroupUnread, setMembersUnread } from "@/lib/server/groups";
import { auditRows } from "@/tests/support/audit-rows";
import { expect, test } from "@/tests/support/context";

const command = "group_open_http_svc/set_unread_msg_num";
const reason = "Badges wrong after import";
const groupId = "@TGS#2CLUZEAEJ";

test("sets several members' numbers, each read before and after, in the order asked, whoever is named twice once", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId, type: "Public", members: [{ userId: "bob", unread: 12 }, { userId: "carol", unread: 3 }, { userId: "dave", unread: 5 }], messages: 20 });
  expect(await setMembersUnread(ctx, { groupId, members: ["dave", "bob", "carol", "bob"], unread: 3, reason })).toEqual({
    results: [
      { userId: "dave", before: 5, asked: 3, after: 3, effect: "changed" },
      { userId: "bob", before: 12, asked: 3, after: 3, effect: "changed" },
      { userId: "carol", before: 3, asked: 3, after: 3, effect: "unchanged" },
    ],
  });
  expect(sandbox.calls(command)).toBe(3);
  for (const userId of ["bob", "carol", "dave"]) expect(sandbox.truth(userId).groups).toMatchObject([{ unread: 3 }]);
});

test("a hundred members take two reads before and two after, besides their own writes", async ({ ctx, sandbox }) => {
  const members = Array.from({ length: 100 }, (_, index) => `member${index}`);
  sandbox.addGroup({ groupId, type: "Private", members: members.map((userId) => ({ userId, unread: 7 })), messages: 9 });
  const { results } = await setMembersUnread(ctx, { groupId, members, unread: 0, reason });
  expect(results).toEqual(members.map((userId) => ({ userId, before: 7, asked: 0, after: 0, effect: "changed" })));
  const calls = Object.fromEntries(Object.entries(sandbox.stats().commands).map(([name, { calls: count }]) => [name.split("/")[1], count]));
  expect(calls).toEqual({ get_group_info: 2, get_specified_group_member_info: 4, set_unread_msg_num: 100 });
  expect(sandbox.stats().commands[command]?.overLimit).toBe(0);
});

test("says of each whether the server lowered the number", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId, type: "Community", members: [{ userId: "bob", unread: 2 }, { userId: "carol", unread: 9 }], messages: 9 });
  expect((await setMembersUnread(ctx, { groupId, members: ["bob", "carol"], unread: 50, reason })).results).toEqual([
    { userId: "bob", before: 2, asked: 50, after: 9, effect: "clamped" },
    { userId: "carol", before: 9, asked: 50, after: 9, effect: "clamped" },
  ]);
});

test("who is protected, and who is no member, is refused each by itself, and the record knows", async ({ ctx, sandbox, db }) => {
  sandbox.arrange({ accounts: [{ userId: "stranger" }] });
  sandbox.addGroup({ groupId, type: "Public", members: ["bob", "vip-eve"].map((userId) => ({ userId, unread: 4 })) });
  const protecting = { ...ctx, app: { ...ctx.app, protectedAccounts: ["vip-*"] } };
  expect(await setMembersUnread(protecting, { groupId, members: ["stranger", "vip-eve", "bob", "nobody"], unread: 0, reason, ticket: "CS-7" })).toEqual({
    results: [
      { userId: "stranger", error: expect.objectContaining({ code: "member_not_found" }) },
      { userId: "vip-eve", error: expect.objectContaining({ code: "account_protected" }) },
      { userId: "bob", before: 4, asked: 0, after: 0, effect: "changed" },
      { userId: "nobody", error: expect.objectContaining({ code: "member_not_found" }) },
    ],
  });
  expect(sandbox.truth("vip-eve").groups).toMatchObject([{ unread: 4 }]);
  const common = { actor: "ann", action: "group.set_unread", groupId, asked: 0, reason, ticket: "CS-7", sdkAppId: ctx.app.sdkAppId, requestId: ctx.requestId };
  expect(await auditRows(db)).toMatchObject([
    { ...common, phase: "denied", account: "stranger", outcome: "denied", errorCode: "member_not_found" },
    { ...common, phase: "denied", account: "vip-eve", outcome: "denied", errorCode: "account_protected" },
    { ...common, phase: "denied", account: "nobody", outcome: "denied", errorCode: "member_not_found" },
    { ...common, phase: "started", account: "bob" },
    { ...common, phase: "finished", account: "bob", startedSeq: 4, outcome: "ok", before: 4, after: 0, effect: "changed" },
  ]);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 5 });
});

test("where everybody is refused nothing is sent but the look at the group", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId, type: "Public", members: ["vip-eve"] });
  const { results } = await setMembersUnread({ ...ctx, app: { ...ctx.app, protectedAccounts: ["vip-*"] } }, { groupId, members: ["vip-eve"], unread: 0, reason });
  expect(results).toMatchObject([{ error: { code: "account_protected" } }]);
  expect(sandbox.calls(command)).toBe(0);
  expect(await auditRows(db)).toHaveLength(1);
});

test("one member whose change IM refuses leaves the others changed", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId, type: "Public", members: ["bob", "carol", "dave"].map((userId) => ({ userId, unread: 4 })) });
  sandbox.faults([{ command, rate: 1, kind: "code", code: 10007, times: 1 }]);
  const { results } = await setMembersUnread(ctx, { groupId, members: ["bob", "carol", "dave"], unread: 0, reason });
  expect(results.filter((result) => "error" in result)).toEqual([{ userId: expect.any(String), before: 4, error: expect.objectContaining({ code: "im_refused", im: expect.objectContaining({ code: 10007 }) }) }]);
  expect(results.filter((result) => "effect" in result && result.effect === "changed")).toHaveLength(2);
  expect((await auditRows(db)).filter(({ phase, outcome }) => phase === "finished" && outcome === "failed")).toMatchObject([{ errorCode: "im_refused", imCode: 10007 }]);
});

test("does not claim what it could not read back: of a member who has gone, or of all when the group cannot be read", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId, type: "Public", members: ["bob", "carol"].map((userId) => ({ userId, unread: 4 })) });
  let sent = 0;
  const im = ctx.im.with({
    onAnswer: (answer) => {
      if (answer.command !== command) return;
      sent += 1;
      if (sent === 2) sandbox.deleteAccount("bob");
      if (sent === 3) sandbox.faults([{ command: "get_group_info", rate: 1, kind: "code", code: 60010 }]);
    },
  });
  expect((await setMembersUnread({ ...ctx, im }, { groupId, members: ["bob", "carol"], unread: 1, reason })).results).toEqual([
    { userId: "bob", before: 4, asked: 1, after: null, effect: "unverified" },
    { userId: "carol", before: 4, asked: 1, after: 1, effect: "changed" },
  ]);
  expect((await setMembersUnread({ ...ctx, im }, { groupId, members: ["carol"], unread: 2, reason })).results).toEqual([{ userId: "carol", before: 1, asked: 2, after: null, effect: "unverified" }]);
});

test("puts into the log what nobody foresaw while they were read back", async ({ ctx, sandbox, logged }) => {
  sandbox.addGroup({ groupId, type: "Public", members: ["bob", "carol"].map((userId) => ({ userId, unread: 4 })) });
  let sent = 0;
  const im = ctx.im.with({
    onAnswer: (answer) => {
      if (sent === 2) throw new TypeError("x is not a function");
      if (answer.command === command) sent += 1;
    },
  });
  const { results } = await setMembersUnread({ ...ctx, im }, { groupId, members: ["bob", "carol"], unread: 1, reason });
  expect(results).toMatchObject([{ userId: "bob", effect: "unverified" }, { userId: "carol", effect: "unverified" }]);
  expect(logged.filter((line) => line.includes("unforeseen error") && line.includes("x is not a function"))).toHaveLength(1);
});

test.for([
  ["a meeting", { type: "ChatRoom" }, "unsupported_group_type"],
  ["an AVChatRoom", { type: "AVChatRoom" }, "unsupported_group_type"],
] as const)("refuses %s as a whole, and sends nothing", async ([, { type }, code], { ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId, type, members: ["bob"] });
  await expect(setMembersUnread(ctx, { groupId, members: ["bob"], unread: 1, reason })).rejects.toMatchObject({ code });
  expect(sandbox.calls(command)).toBe(0);
  expect(await auditRows(db)).toEqual([]);
  expect(ctx.attempt).toEqual({ recorded: false, intent: { action: "group.set_unread", groupId, asked: 1, reason, ticket: undefined, detail: { members: 1 } } });
});

test("refuses a group that is not there, a missing reason and a console that is read only", async ({ ctx, sandbox }) => {
  await expect(setMembersUnread(ctx, { groupId, members: ["bob"], unread: 1, reason })).rejects.toMatchObject({ code: "group_not_found" });
  const before = sandbox.stats();
  await expect(setMembersUnread(ctx, { groupId, members: ["bob"], unread: 1 })).rejects.toMatchObject({ code: "invalid_input", fields: { reason: "reason_required" } });
  await expect(setMembersUnread({ ...ctx, settings: { ...ctx.settings, requireReason: true, readOnly: true } }, { groupId, members: ["bob"], unread: 1, reason })).rejects.toMatchObject({ code: "read_only" });
  expect(sandbox.stats()).toEqual(before);
});

test("sets nothing when the record cannot be written", async ({ ctx, sandbox, db }) => {
  sandbox.addGroup({ groupId, type: "Public", members: [{ userId: "bob", unread: 4 }] });
  await db.execute(sql`alter table audit_events rename to elsewhere`);
  try {
    await expect(setMembersUnread(ctx, { groupId, members: ["bob"], unread: 1, reason })).rejects.toMatchObject({ code: "record_unavailable" });
  } finally {
    await db.execute(sql`alter table elsewhere rename to audit_events`);
  }
  expect(sandbox.calls(command)).toBe(0);
});

test("waits for whoever is changing one of the members, and tells what it did itself", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId, type: "Public", members: [{ userId: "bob", unread: 3 }, { userId: "carol", unread: 8 }], messages: 20 });
  const by = (name: string) => ({ ...ctx, actor: { name, role: "agent" as const }, requestId: name, attempt: { recorded: false } });
  const [single, several] = await Promise.all([
    setGroupUnread(by("ann"), { groupId, userId: "bob", unread: 5, reason }),
    setMembersUnread(by("ben"), { groupId, members: ["carol", "bob"], unread: 7, reason }),
  ]);
  expect(single).toEqual({ before: 3, asked: 5, after: 5, effect: "changed" });
  expect(several.results).toEqual([
    { userId: "carol", before: 8, asked: 7, after: 7, effect: "changed" },
    { userId: "bob", before: 5, asked: 7, after: 7, effect: "changed" },
  ]);
  expect((await listEntries(ctx, { account: "bob" })).entries).toMatchObject([{ actor: "ben", before: 5, after: 7 }, { actor: "ann", before: 3, after: 5 }]);
});
