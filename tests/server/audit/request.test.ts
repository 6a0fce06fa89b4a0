import { sql } from "drizzle-orm";
import { onTestFinished } from "vitest";
import { appendEvents, auditedBatch, listEntries, recordSignIn, type AuditedEnd } from "@/lib/server/audit";
import type { Measured } from "@/lib/server/audit/audited";
import type { Context } from "@/lib/server/context";
import { openMemoryDatabase } from "@/lib/server/db/client";
import { setGroupUnread } from "@/lib/server/groups";
import { createImClient } from "@/lib/server/im/client";
import { setMessagesRead } from "@/lib/server/im/openim";
import { createPacer } from "@/lib/server/pacing/pacer";
import { markRead } from "@/lib/server/unread";
import { expect, test } from "@/tests/support/context";
import { findLeaks } from "@/tests/support/leaks";

const mark = "openim/admin_set_msg_read";
const set = "group_open_http_svc/set_unread_msg_num";
const members = "group_open_http_svc/get_specified_group_member_info";
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

/** `ctx` whose calls cannot be paced any more once `command` has been answered `times`. */
async function withoutPaceAfter(ctx: Context, { command, times }: { command: string; times: number }): Promise<Context> {
  const schedules = await openMemoryDatabase();
  const im = createImClient({ app: ctx.app, pacer: createPacer({ db: schedules.db, bulkShare: 0.8 }), log: ctx.log, rateShare: 0.95 });
  onTestFinished(() => im.close().then(() => schedules.close()));
  let answers = 0;
  const onAnswer = (answer: { command: string }) => {
    if (answer.command === command) answers += 1;
    // PGlite answers in turn: whoever asks from now on finds no schedule.
    if (answers === times) schedules.db.execute(sql`drop table rate_schedules cascade`).catch((error: unknown) => ctx.log.error(error));
  };
  return { ...ctx, im: im.with({ onAnswer }) };
}

test("no request is shown for one write that was stopped before it was sent", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 3 }] });
  const unpaced = await withoutPaceAfter(ctx, { command: members, times: 1 });
  await expect(setGroupUnread(unpaced, { groupId: "talk", userId: "bob", unread: 0, reason })).rejects.toMatchObject({ code: "database_unavailable" });
  expect(sandbox.calls(set)).toBe(0);
  expect(await entriesOf(ctx)).toMatchObject([{ outcome: "failed", errorCode: "database_unavailable", asked: 0, request: null }]);
});

test("nor for several", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: ["bob", "carol"].map((from) => ({ to: "alice", from, count: 2 })) });
  const unpaced = await withoutPaceAfter(ctx, { command: "openim/get_c2c_unread_msg_num", times: 1 });
  const { results } = await markRead(unpaced, { userId: "alice", peers: ["bob", "carol"], reason });
  const error = expect.objectContaining({ code: "database_unavailable" });
  expect(results).toEqual([{ peer: "bob", before: 2, error }, { peer: "carol", before: 2, error }]);
  expect(sandbox.calls(mark)).toBe(0);
  expect(await entriesOf(ctx)).toMatchObject([{ peer: "carol", errorCode: "database_unavailable", request: null }, { peer: "bob", errorCode: "database_unavailable", request: null }]);
});

test("of two writes, the one that got no answer shows its request, and the one that then was held back shows none", async ({ ctx, db, sandbox }) => {
  sandbox.arrange({ unread: ["bob", "carol"].map((from) => ({ to: "alice", from, count: 2 })) });
  sandbox.faults([{ command: mark, rate: 1, kind: "reset" }]);
  const im = createImClient({ app: ctx.app, pacer: createPacer({ db, bulkShare: 0.8 }), log: ctx.log, rateShare: 0.95, breaker: { failures: 1, pauseMs: 600_000 } });
  onTestFinished(() => im.close());
  const targets = ["bob", "carol"].map((peer) => ({ account: "alice", peer }));
  await auditedBatch<Measured>(ctx, targets.map((target) => ({ action: "conversation.mark_read", ...target, reason })), async () => {
    const ends: AuditedEnd<Measured>[] = [];
    // oxlint-disable-next-line no-await-in-loop
    for (const target of targets) ends.push({ error: await setMessagesRead(im, target).catch((error: unknown) => error) });
    return ends;
  });
  expect(sandbox.calls(mark)).toBe(1);
  expect(await entriesOf(ctx)).toMatchObject([
    { peer: "carol", outcome: "failed", errorCode: "im_paused", request: null },
    { peer: "bob", outcome: "failed", errorCode: "im_unreachable", request: { command: mark } },
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
