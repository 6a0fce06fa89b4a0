import { appendEvents, listEntries, verifyChain } from "@/lib/server/audit";
import type { Context } from "@/lib/server/context";
import { putBack, setGroupUnread, setMembersUnread } from "@/lib/server/groups";
import { markRead } from "@/lib/server/unread";
import { auditRows } from "@/tests/support/audit-rows";
import { expect, test } from "@/tests/support/context";

const command = "group_open_http_svc/set_unread_msg_num";
const reason = "Wrong member";
const target = { groupId: "talk", userId: "bob" };

/** A group in which bob's 12 were set to 3, and the number of that entry. */
async function change(ctx: Context, sandbox: { addGroup: (group: { groupId: string; type: string; members: { userId: string; unread: number }[]; messages: number }) => void }, unread = 3): Promise<number> {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 12 }], messages: 20 });
  await setGroupUnread(ctx, { ...target, unread, reason });
  return (await listEntries(ctx, {})).entries[0]?.seq ?? 0;
}

test("sets the number back to what it was, and the record says which entry was put back", async ({ ctx, sandbox, db }) => {
  const seq = await change(ctx, sandbox);
  expect(await putBack(ctx, { seq, reason, ticket: "CS-7" })).toEqual({ before: 3, asked: 12, after: 12, effect: "changed" });
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 12 }]);
  const { entries } = await listEntries(ctx, {});
  expect(entries).toMatchObject([
    { action: "group.set_unread", account: "bob", groupId: "talk", asked: 12, before: 3, after: 12, outcome: "ok", effect: "changed", reason, ticket: "CS-7", putBackOf: seq, reversible: true, request: { command } },
    { seq, before: 12, after: 3, putBackOf: null, reversible: true },
  ]);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 4 });
});

test("a clamped change can be put back, and putting back can be put back", async ({ ctx, sandbox }) => {
  const seq = await change(ctx, sandbox, 99);
  expect(await putBack(ctx, { seq, reason })).toEqual({ before: 20, asked: 12, after: 12, effect: "changed" });
  const [entry] = (await listEntries(ctx, {})).entries;
  expect(await putBack(ctx, { seq: entry?.seq ?? 0, reason })).toEqual({ before: 12, asked: 20, after: 20, effect: "changed" });
});

test("does not put back twice: the number is no longer what the entry left", async ({ ctx, sandbox }) => {
  const seq = await change(ctx, sandbox);
  await putBack(ctx, { seq, reason });
  await expect(putBack(ctx, { seq, reason })).rejects.toMatchObject({ code: "changed_since", status: 409, params: { left: 3, now: 12 } });
  expect(sandbox.calls(command)).toBe(2);
});

test("does not put back what somebody has changed since, and says what it is now", async ({ ctx, sandbox, db }) => {
  const seq = await change(ctx, sandbox);
  await setGroupUnread(ctx, { ...target, unread: 5, reason });
  const fresh = { ...ctx, attempt: { recorded: false } };
  await expect(putBack(fresh, { seq, reason, ticket: "CS-7" })).rejects.toMatchObject({ code: "changed_since", message: expect.stringContaining("left at 3 and is 5 now") });
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 5 }]);
  expect(await auditRows(db)).toHaveLength(4);
  expect(fresh.attempt).toEqual({ recorded: false, intent: { action: "group.set_unread", account: "bob", groupId: "talk", asked: 12, reason, ticket: "CS-7", detail: { putBackOf: seq } } });
});

test("of two people who put the same entry back at the same moment one does it, and the other is told", async ({ ctx, sandbox }) => {
  const seq = await change(ctx, sandbox);
  const by = (name: string) => ({ ...ctx, actor: { name, role: "agent" as const }, attempt: { recorded: false } });
  const ends = await Promise.allSettled([putBack(by("ann"), { seq, reason }), putBack(by("ben"), { seq, reason })]);
  expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(ends.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "changed_since" } });
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 12 }]);
});

test("what was changed for several members is put back for one of them, by the numbers it was changed by", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 12 }, { userId: "carol", unread: 9 }], messages: 20 });
  await setMembersUnread(ctx, { groupId: "talk", members: ["bob", "carol"], unread: 0, reason });
  const entries = (await listEntries(ctx, { account: "carol" })).entries;
  expect(await putBack(ctx, { seq: entries[0]?.seq ?? 0, reason })).toEqual({ before: 0, asked: 9, after: 9, effect: "changed" });
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 0 }]);
  expect(sandbox.calls("get_joined_group_list")).toBe(0);
});

test("an entry that changed nothing, or no group number, cannot be put back", async ({ ctx, sandbox, db }) => {
  await change(ctx, sandbox);
  sandbox.addUnread({ to: "bob", from: "carol", count: 2 });
  await markRead(ctx, { userId: "bob", peers: ["carol"], reason });
  await setGroupUnread(ctx, { ...target, unread: 3, reason });
  const common = { actor: "ann", action: "group.set_unread", requestId: "r", sdkAppId: ctx.app.sdkAppId, account: "bob", groupId: "talk", asked: 3 };
  await appendEvents(db, [{ ...common, phase: "denied", outcome: "denied" }, { ...common, phase: "started" }]);
  const sent = sandbox.calls(command);
  const others = (await listEntries(ctx, {})).entries.filter(({ reversible }) => !reversible);
  expect(others).toHaveLength(4);
  for (const { seq } of others) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(putBack(ctx, { seq, reason })).rejects.toMatchObject({ code: "not_put_back", status: 409 });
  }
  expect(sandbox.calls(command)).toBe(sent);
});

test("neither an unknown number, nor the row of an end, nor another app's entry is one of this app", async ({ ctx, sandbox }) => {
  const seq = await change(ctx, sandbox);
  for (const wrong of [0, seq + 1, 999_999_999_999_999]) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(putBack(ctx, { seq: wrong, reason })).rejects.toMatchObject({ code: "not_found", status: 404 });
  }
  await expect(putBack({ ...ctx, app: { ...ctx.app, sdkAppId: "1400000009" } }, { seq, reason })).rejects.toMatchObject({ code: "not_found" });
  expect(sandbox.calls(command)).toBe(1);
});

test("a protected account is asked about twice here too", async ({ ctx, sandbox }) => {
  const seq = await change(ctx, sandbox);
  const protecting = { ...ctx, app: { ...ctx.app, protectedAccounts: ["bob"] } };
  await expect(putBack(protecting, { seq, reason })).rejects.toMatchObject({ code: "account_protected" });
  expect(await putBack(protecting, { seq, reason, confirmProtected: true })).toMatchObject({ after: 12 });
});

test("without a reason, or from a console that is read only, nothing is looked up", async ({ ctx, sandbox }) => {
  const seq = await change(ctx, sandbox);
  const before = sandbox.stats();
  await expect(putBack(ctx, { seq })).rejects.toMatchObject({ code: "invalid_input", fields: { reason: "reason_required" } });
  await expect(putBack({ ...ctx, settings: { ...ctx.settings, requireReason: true, readOnly: true } }, { seq, reason })).rejects.toMatchObject({ code: "read_only" });
  expect(sandbox.stats()).toEqual(before);
});

test("says so when the member has gone since", async ({ ctx, sandbox }) => {
  const seq = await change(ctx, sandbox);
  sandbox.deleteAccount("bob");
  await expect(putBack(ctx, { seq, reason })).rejects.toMatchObject({ code: "member_not_found" });
});
