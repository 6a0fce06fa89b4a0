import { sql } from "drizzle-orm";
import { listEntries, verifyChain } from "@/lib/server/audit";
import { markRead } from "@/lib/server/unread";
import { auditRows } from "@/tests/support/audit-rows";
import { expect, test } from "@/tests/support/context";

const read = "openim/get_c2c_unread_msg_num";
const mark = "openim/admin_set_msg_read";
const reason = "Badge stuck after migration";

test("marks the conversations named and no others, and says what each was before and is now", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 1 }, { to: "alice", from: "dave", count: 2 }, { to: "bob", from: "alice", count: 5 }] });
  expect(await markRead(ctx, { userId: "alice", peers: ["carol", "bob"], reason })).toEqual({
    results: [
      { peer: "carol", before: 1, after: 0, effect: "changed" },
      { peer: "bob", before: 3, after: 0, effect: "changed" },
    ],
  });
  expect(sandbox.truth("alice").c2cTotal).toBe(2);
  expect(sandbox.truth("bob").c2cTotal).toBe(5);
  expect(sandbox.requests(mark).map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    expect.arrayContaining([{ Report_Account: "alice", Peer_Account: "carol" }, { Report_Account: "alice", Peer_Account: "bob" }]),
  );
});

test("leaves messages after the time unread", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3, at: "2026-11-19T10:00:00Z" }, { to: "alice", from: "bob", count: 2, at: "2026-11-19T11:00:00Z" }] });
  expect(await markRead(ctx, { userId: "alice", peers: ["bob"], upTo: "2026-11-19T18:30:00+08:00", reason })).toEqual({ results: [{ peer: "bob", before: 5, after: 2, effect: "changed" }] });
  expect(sandbox.lastRequest(mark)).toEqual({ Report_Account: "alice", Peer_Account: "bob", MsgReadTime: Date.parse("2026-11-19T10:30:00Z") / 1000 });
});

test("says so when the time is before every unread message", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  expect(await markRead(ctx, { userId: "alice", peers: ["bob"], upTo: "1970-01-01T00:00:01Z", reason })).toEqual({ results: [{ peer: "bob", before: 3, after: 3, effect: "no_effect" }] });
});

test("a conversation without unread messages stays unchanged", async ({ ctx, sandbox }) => {
  sandbox.arrange({ accounts: [{ userId: "alice" }, { userId: "bob" }] });
  expect(await markRead(ctx, { userId: "alice", peers: ["bob"], reason })).toEqual({ results: [{ peer: "bob", before: 0, after: 0, effect: "unchanged" }] });
});

test("marks a peer named twice once", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  expect((await markRead(ctx, { userId: "alice", peers: ["bob", "bob"], reason })).results).toHaveLength(1);
  expect(sandbox.calls(mark)).toBe(1);
});

test("fires the app's read webhook once for each peer", async ({ ctx, sandbox }) => {
  const peers = Array.from({ length: 12 }, (_, index) => `peer${index}`);
  sandbox.arrange({ unread: peers.map((from) => ({ to: "alice", from, count: 1 })) });
  await markRead(ctx, { userId: "alice", peers, reason });
  expect(sandbox.stats().webhooks).toEqual({ "C2C.CallbackAfterMsgReport": 12 });
});

test("an unknown and a deleted peer have errors of their own beside the good results", async ({ ctx, sandbox, db }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "gone", count: 2 }], deleteAccounts: ["gone"] });
  const error = expect.objectContaining({ code: "peer_not_found", im: expect.objectContaining({ code: 90003, command: mark }) });
  expect(await markRead(ctx, { userId: "alice", peers: ["nobody", "bob", "gone"], reason })).toEqual({
    results: [
      { peer: "nobody", before: null, error },
      { peer: "bob", before: 3, after: 0, effect: "changed" },
      { peer: "gone", before: null, error },
    ],
  });
  const finished = (await auditRows(db)).filter(({ phase }) => phase === "finished");
  expect(finished).toMatchObject([
    { peer: "nobody", outcome: "failed", errorCode: "peer_not_found", imCode: 90003, effect: null, before: null, after: null },
    { peer: "bob", outcome: "ok", errorCode: null, imCode: null, effect: "changed", before: 3, after: 0 },
    { peer: "gone", outcome: "failed", errorCode: "peer_not_found", imCode: 90003 },
  ]);
});

test("marks nothing for an account that does not exist", async ({ ctx, sandbox, db }) => {
  sandbox.addAccount({ userId: "bob" });
  await expect(markRead(ctx, { userId: "alice", peers: ["bob"], reason })).rejects.toMatchObject({ code: "account_not_found" });
  expect(sandbox.calls(mark)).toBe(0);
  expect(await auditRows(db)).toMatchObject([{ phase: "started" }, { phase: "finished", outcome: "failed", errorCode: "account_not_found", imCode: 90003 }]);
});

test("marks nothing when the numbers before cannot be read", async ({ ctx, sandbox, db }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.faults([{ command: read, rate: 1, kind: "code", code: 60010 }]);
  await expect(markRead(ctx, { userId: "alice", peers: ["bob"], reason })).rejects.toMatchObject({ code: "im_misconfigured" });
  expect(sandbox.calls(mark)).toBe(0);
  expect(await auditRows(db)).toMatchObject([{ phase: "started" }, { phase: "finished", outcome: "failed", errorCode: "im_misconfigured", imCode: 60010 }]);
});

test("does not claim an effect that it could not read back", async ({ ctx, sandbox, db }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  const im = ctx.im.with({
    onAnswer: ({ command }) => {
      if (command === mark) sandbox.faults([{ command: read, rate: 1, kind: "code", code: 90001 }]);
    },
  });
  expect(await markRead({ ...ctx, im }, { userId: "alice", peers: ["bob"], reason })).toEqual({ results: [{ peer: "bob", before: 3, after: null, effect: "unverified" }] });
  expect((await auditRows(db)).at(-1)).toMatchObject({ phase: "finished", outcome: "ok", before: 3, after: null, effect: "unverified" });
});

test("puts into the log what nobody foresaw while the numbers were read back", async ({ ctx, sandbox, logged }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  let sent = false;
  const im = ctx.im.with({
    onAnswer: ({ command }) => {
      if (sent) throw new TypeError("x is not a function");
      sent = command === mark;
    },
  });
  expect(await markRead({ ...ctx, im }, { userId: "alice", peers: ["bob"], reason })).toMatchObject({ results: [{ before: 3, after: null, effect: "unverified" }] });
  expect(logged.filter((line) => line.includes("unforeseen error") && line.includes("x is not a function"))).toHaveLength(1);
});

test("one conversation that fails leaves the others marked", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: ["bob", "carol", "dave"].map((from) => ({ to: "alice", from, count: 2 })) });
  sandbox.faults([{ command: mark, rate: 1, kind: "code", code: 90009, times: 1 }]);
  const { results } = await markRead(ctx, { userId: "alice", peers: ["bob", "carol", "dave"], reason });
  const failed = results.filter((result) => "error" in result);
  expect(failed).toEqual([{ peer: expect.any(String), before: 2, error: expect.objectContaining({ code: expect.stringMatching(/^im_/), im: expect.objectContaining({ code: 90009 }) }) }]);
  expect(results.filter((result) => "effect" in result && result.effect === "changed")).toHaveLength(2);
  expect(sandbox.truth("alice").c2cTotal).toBe(2);
});

test("sends again what broke off on the way, and counts it once", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.faults([{ command: mark, rate: 1, kind: "reset", times: 1 }]);
  expect(await markRead(ctx, { userId: "alice", peers: ["bob"], reason })).toEqual({ results: [{ peer: "bob", before: 3, after: 0, effect: "changed" }] });
  expect(sandbox.calls(mark)).toBe(2);
});

test("keeps what is done when a later batch fails", async ({ ctx, sandbox, db }) => {
  const peers = Array.from({ length: 120 }, (_, index) => `peer${String(index).padStart(3, "0")}`);
  sandbox.arrange({ unread: peers.map((from) => ({ to: "alice", from, count: 1 })) });
  let marked = 0;
  const im = ctx.im.with({
    onAnswer: ({ command }) => {
      if (command === mark) marked += 1;
      if (marked === 50) sandbox.faults([{ command: read, rate: 1, kind: "code", code: 60010 }]);
    },
  });
  // The look-up after the first batch fails too: what it did is unverified, and told.
  const { results } = await markRead({ ...ctx, im }, { userId: "alice", peers, reason });
  expect(results.map(({ peer }) => peer)).toEqual(peers);
  expect(results.slice(0, 50)).toEqual(peers.slice(0, 50).map((peer) => ({ peer, before: 1, after: null, effect: "unverified" })));
  expect(results.slice(50).every((result) => "error" in result && result.error.im?.code === 60010)).toBe(true);
  expect(marked).toBe(50);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 240 });
});

test("records every conversation before and after, batch by batch, in the order asked", async ({ ctx, sandbox, db }) => {
  const peers = Array.from({ length: 60 }, (_, index) => `peer${index}`);
  sandbox.arrange({ unread: peers.map((from) => ({ to: "alice", from, count: 1 })) });
  await markRead(ctx, { userId: "alice", peers, upTo: "2099-01-01T00:00:00Z", reason, ticket: "CS-7" });
  const rows = await auditRows(db);
  const order = (from: number, to: number) => [...peers.slice(from, to).map((peer) => `started ${peer}`), ...peers.slice(from, to).map((peer) => `finished ${peer}`)];
  expect(rows.map(({ phase, peer }) => `${phase} ${peer}`)).toEqual([...order(0, 50), ...order(50, 60)]);
  expect(rows[0]).toMatchObject({ seq: 1, startedSeq: null, actor: "ann", role: "agent", action: "conversation.mark_read", requestId: ctx.requestId, sdkAppId: ctx.app.sdkAppId, account: "alice", peer: "peer0", groupId: null, reason, ticket: "CS-7", outcome: null, before: null, after: null, effect: null, detail: { upTo: "2099-01-01T00:00:00Z" } });
  for (const row of rows.filter(({ phase }) => phase === "finished")) {
    expect(row).toMatchObject({ outcome: "ok", before: 1, after: 0, effect: "changed", reason, ticket: "CS-7" });
    expect(rows.find(({ seq }) => seq === row.startedSeq)).toMatchObject({ phase: "started", peer: row.peer });
  }
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 120 });
});

test.for([undefined, ""])("without a reason nothing is sent or recorded: %j", async (none, { ctx, sandbox, db }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await expect(markRead(ctx, { userId: "alice", peers: ["bob"], reason: none })).rejects.toMatchObject({ code: "invalid_input", fields: { reason: "reason_required" } });
  expect(sandbox.stats().commands).toEqual({});
  expect(await auditRows(db)).toEqual([]);
});

test("needs no reason where the console asks for none", async ({ ctx, sandbox, db }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await markRead({ ...ctx, settings: { ...ctx.settings, requireReason: false, readOnly: false } }, { userId: "alice", peers: ["bob"] });
  expect(await auditRows(db)).toMatchObject([{ reason: null }, { reason: null, effect: "changed" }]);
});

test("sends nothing from a console that is read only", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await expect(markRead({ ...ctx, settings: { ...ctx.settings, requireReason: true, readOnly: true } }, { userId: "alice", peers: ["bob"], reason })).rejects.toMatchObject({ code: "read_only" });
  expect(sandbox.stats().commands).toEqual({});
});

test("sends nothing when the record cannot be written", async ({ ctx, sandbox, db }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await db.execute(sql`alter table audit_events rename to elsewhere`);
  try {
    await expect(markRead(ctx, { userId: "alice", peers: ["bob"], reason })).rejects.toMatchObject({ code: "record_unavailable", status: 503 });
  } finally {
    await db.execute(sql`alter table elsewhere rename to audit_events`);
  }
  expect(sandbox.stats().commands).toEqual({});
  expect(ctx.attempt.recorded).toBe(false);
});

test("goes on when nobody waits for the answer any more", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await markRead({ ...ctx, signal: AbortSignal.abort() }, { userId: "alice", peers: ["bob"], reason });
  expect(sandbox.truth("alice").c2cTotal).toBe(0);
});

test("two people at one account at the same moment have two entries, each true", async ({ ctx, sandbox, db }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 12 }, { to: "carol", from: "bob", count: 4 }] });
  const by = (name: string) => ({ ...ctx, actor: { name, role: "agent" as const }, requestId: name, attempt: { recorded: false } });
  const [ann, ben] = await Promise.all(["ann", "ben"].map((name) => markRead(by(name), { userId: "alice", peers: ["bob"], reason })));
  expect(ann).toEqual({ results: [{ peer: "bob", before: 12, after: 0, effect: "changed" }] });
  expect(ben).toEqual({ results: [{ peer: "bob", before: 0, after: 0, effect: "unchanged" }] });
  expect((await listEntries(ctx, { account: "alice" })).entries).toMatchObject([
    { actor: "ben", outcome: "ok", before: 0, after: 0, effect: "unchanged" },
    { actor: "ann", outcome: "ok", before: 12, after: 0, effect: "changed" },
  ]);
  expect(sandbox.truth("carol").c2cTotal).toBe(4);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 4 });
});

test("says of an account that was deleted on the way that it is gone, and of what was marked before that it is not known", async ({ ctx, sandbox, db }) => {
  sandbox.arrange({ unread: ["bob", "carol"].map((from) => ({ to: "alice", from, count: 3 })) });
  const im = ctx.im.with({
    onAnswer: ({ command }) => {
      if (command === read) sandbox.deleteAccount("alice");
    },
  });
  const { results } = await markRead({ ...ctx, im }, { userId: "alice", peers: ["bob", "carol"], reason });
  const error = expect.objectContaining({ code: "account_not_found", im: expect.objectContaining({ code: 90003 }) });
  expect(results).toEqual([{ peer: "bob", before: 3, error }, { peer: "carol", before: 3, error }]);
  expect((await auditRows(db)).slice(2)).toMatchObject([{ peer: "bob", outcome: "failed", errorCode: "account_not_found", after: null, effect: null }, { peer: "carol", outcome: "failed", errorCode: "account_not_found" }]);
});

test("does not take an account for marked that was deleted before the numbers could be read back", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  const im = ctx.im.with({
    onAnswer: ({ command }) => {
      if (command === mark) sandbox.deleteAccount("alice");
    },
  });
  expect(await markRead({ ...ctx, im }, { userId: "alice", peers: ["bob"], reason })).toEqual({ results: [{ peer: "bob", before: 3, after: null, effect: "unverified" }] });
});

test("asks once more before a protected account is changed, and says what was asked for the record", async ({ ctx, sandbox, db }) => {
  sandbox.addUnread({ to: "vip-alice", from: "bob", count: 3 });
  const protecting = { ...ctx, app: { ...ctx.app, protectedAccounts: ["vip-*"] } };
  const input = { userId: "vip-alice", peers: ["bob"], reason, ticket: "CS-7" };
  await expect(markRead(protecting, input)).rejects.toMatchObject({ code: "account_protected", status: 409 });
  expect(sandbox.stats().commands).toEqual({});
  expect(await auditRows(db)).toEqual([]);
  expect(ctx.attempt).toEqual({ recorded: false, intent: { action: "conversation.mark_read", account: "vip-alice", reason, ticket: "CS-7", detail: { peers: 1 } } });
  expect(await markRead(protecting, { ...input, confirmProtected: true })).toMatchObject({ results: [{ effect: "changed" }] });
});

test("a protected peer is no reason to ask: its own numbers stay as they are", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "vip-bob", count: 3 });
  expect(await markRead({ ...ctx, app: { ...ctx.app, protectedAccounts: ["vip-*"] } }, { userId: "alice", peers: ["vip-bob"], reason })).toMatchObject({ results: [{ effect: "changed" }] });
});
