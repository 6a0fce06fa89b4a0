import { appendEvents, listEntries, recordSignIn } from "@/lib/server/audit";
import type { Context } from "@/lib/server/context";
import { setGroupUnread } from "@/lib/server/groups";
import { markRead } from "@/lib/server/unread";
import { expect, test } from "@/tests/support/context";
import { findLeaks } from "@/tests/support/leaks";

const mark = "openim/admin_set_msg_read";
const set = "group_open_http_svc/set_unread_msg_num";
const reason = "Badge stuck";

async function entriesOf(ctx: Context) {
  return (await listEntries(ctx, {})).entries;
}

test.for([undefined, "2026-11-19T18:30:00.999+08:00"])("an entry shows the request as it was sent, to the letter: read up to %s", async (upTo, { ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: `"b\\b`, count: 3 });
  await markRead(ctx, { userId: "alice", peers: [`"b\\b`], upTo, reason });
  const [entry] = await entriesOf(ctx);
  expect(entry?.request?.command).toBe(mark);
  expect(sandbox.requests(mark).map(({ body }) => body)).toEqual([JSON.stringify(entry?.request?.body)]);
});

test("an entry about a group shows its request, and none carries a credential", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "@TGS#1", type: "Public", members: [{ userId: "bob", unread: 3 }] });
  await setGroupUnread(ctx, { groupId: "@TGS#1", userId: "bob", unread: 0, reason });
  const [entry] = await entriesOf(ctx);
  expect(entry?.request?.command).toBe(set);
  expect(sandbox.requests(set).map(({ body }) => body)).toEqual([JSON.stringify(entry?.request?.body)]);
  const text = JSON.stringify(entry);
  for (const secret of [ctx.app.secretKey, ctx.app.adminUserId, ctx.app.endpoint]) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  expect(findLeaks(text, { texts: [ctx.app.secretKey], userSigs: [] })).toEqual([]);
});

test("a request that IM refused is shown, one that was never sent is not", async ({ ctx, sandbox }) => {
  sandbox.arrange({ accounts: [{ userId: "alice" }] });
  await markRead(ctx, { userId: "alice", peers: ["nobody"], reason });
  await expect(markRead(ctx, { userId: "nobody", peers: ["alice"], reason })).rejects.toMatchObject({ code: "account_not_found" });
  expect(await entriesOf(ctx)).toMatchObject([
    { account: "nobody", outcome: "failed", errorCode: "account_not_found", request: null },
    { account: "alice", outcome: "failed", errorCode: "peer_not_found", request: { command: mark } },
  ]);
});

test("who came, and what was refused, sent nothing", async ({ ctx, db }) => {
  await recordSignIn(db, { name: "ann", ok: true, address: "127.0.0.1" });
  await appendEvents(db, [{ phase: "denied", outcome: "denied", actor: "ann", action: "group.set_unread", requestId: "r", account: "bob", groupId: "talk", asked: 3 }]);
  expect((await entriesOf(ctx)).map(({ request, reversible }) => ({ request, reversible }))).toEqual([
    { request: null, reversible: false },
    { request: null, reversible: false },
  ]);
});

test("a write whose end is unknown shows what it set out to send", async ({ ctx, db }) => {
  await appendEvents(db, [{ phase: "started", actor: "ann", action: "group.set_unread", requestId: "r", sdkAppId: "1400000001", account: "bob", groupId: "talk", asked: 3 }]);
  expect(await entriesOf(ctx)).toMatchObject([{ outcome: "unknown", reversible: false, request: { command: set, body: { GroupId: "talk", Member_Account: "bob", UnreadMsgNum: 3 } } }]);
});

test.for([
  ["changed", 5, 3, true],
  ["clamped", 5, 9, true],
  ["clamped", 9, 9, false],
  ["unchanged", 3, 3, false],
  ["no_effect", 5, 5, false],
  ["unverified", 5, null, false],
  ["changed", null, 3, false],
] as const)("a group number that was %s from %s to %s: can it be put back? %s", async ([effect, before, after, reversible], { ctx, db }) => {
  const common = { actor: "ann", action: "group.set_unread", requestId: "r", account: "bob", groupId: "talk", asked: 3 };
  await appendEvents(db, [{ ...common, phase: "started" }, { ...common, phase: "finished", startedSeq: 1, outcome: "ok", effect, before, after }]);
  expect(await entriesOf(ctx)).toMatchObject([{ effect, reversible }]);
});

test("marking read can never be put back", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await markRead(ctx, { userId: "alice", peers: ["bob"], reason });
  expect(await entriesOf(ctx)).toMatchObject([{ effect: "changed", reversible: false }]);
});
