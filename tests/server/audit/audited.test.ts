import { sql } from "drizzle-orm";
import { pino } from "pino";
import { audited, auditedBatch, listEntries, recordRefusal, verifyChain, type AuditedEnd } from "@/lib/server/audit";
import type { Measured } from "@/lib/server/audit/audited";
import type { Db } from "@/lib/server/db/client";
import { imRefusal } from "@/lib/server/im/errors";
import { AppError } from "@/lib/shared/errors";
import { auditRows } from "@/tests/support/audit-rows";
import { expect, test } from "@/tests/support/context";

const intent = { action: "group.set_unread", account: "bob", groupId: "talk", asked: 3, reason: "because" };
const done: Measured = { before: 5, after: 3, effect: "changed" };

async function hideRecord(db: Db): Promise<void> {
  await db.execute(sql`alter table audit_events rename to elsewhere`);
}

async function showRecord(db: Db): Promise<void> {
  await db.execute(sql`alter table if exists elsewhere rename to audit_events`);
}

test("the row that says a write began is stored before the write begins", async ({ ctx, db }) => {
  const result = await audited(ctx, intent, async () => {
    expect(await auditRows(db)).toMatchObject([{ phase: "started", account: "bob" }]);
    expect(ctx.attempt.recorded).toBe(true);
    return { ...done, more: "kept" };
  });
  expect(result).toEqual({ ...done, more: "kept" });
  expect(await auditRows(db)).toMatchObject([{ phase: "started" }, { phase: "finished", startedSeq: 1, outcome: "ok", ...done }]);
});

test("a write that is refused before it begins leaves no row and does not begin", async ({ ctx, db }) => {
  let began = false;
  const run = async () => {
    began = true;
    return done;
  };
  await expect(audited(ctx, { ...intent, reason: undefined }, run)).rejects.toMatchObject({ code: "invalid_input", fields: { reason: "reason_required" } });
  await expect(audited({ ...ctx, settings: { ...ctx.settings, requireReason: false, readOnly: true } }, intent, run)).rejects.toMatchObject({ code: "read_only" });
  expect(began).toBe(false);
  expect(await auditRows(db)).toEqual([]);
});

test("a write does not begin when the row cannot be stored", async ({ ctx, db }) => {
  let began = false;
  await hideRecord(db);
  try {
    const writing = audited(ctx, intent, async () => {
      began = true;
      return done;
    });
    await expect(writing).rejects.toMatchObject({ code: "record_unavailable", cause: expect.any(Error) });
  } finally {
    await showRecord(db);
  }
  expect(began).toBe(false);
  expect(ctx.attempt.recorded).toBe(false);
});

test.for([
  ["IM's refusal", imRefusal("group_open_http_svc/set_unread_msg_num", 10007), "im_refused", 10007],
  ["a refusal of our own", new AppError("member_not_found", "No."), "member_not_found", null],
  ["what nobody foresaw", new TypeError("x is not a function"), "internal", null],
] as const)("%s is recorded and thrown on", async ([, error, errorCode, imCode], { ctx, db }) => {
  await expect(audited(ctx, intent, () => Promise.reject(error))).rejects.toBe(error);
  expect((await auditRows(db))[1]).toMatchObject({ phase: "finished", outcome: "failed", errorCode, imCode, before: null, after: null, effect: null });
});

test("a write whose end cannot be recorded says so, and stays “outcome unknown”", async ({ ctx, db, logged }) => {
  await expect(
    audited(ctx, intent, async () => {
      await hideRecord(db);
      return done;
    }),
  ).rejects.toMatchObject({ code: "record_incomplete", status: 500 });
  await showRecord(db);
  const { entries } = await listEntries(ctx, {});
  expect(entries).toMatchObject([{ seq: 1, account: "bob", outcome: "unknown", finishedAt: null, effect: null, before: null, after: null }]);
  expect(logged.filter((line) => line.includes("could not be recorded"))).toHaveLength(3);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 1 });
});

test("tries again to record the end of a write", async ({ ctx, db }) => {
  let shown: Promise<void> | undefined;
  // The first complaint brings the record back.
  const log = pino({}, { write: () => void (shown ??= showRecord(db)) });
  const result = await audited({ ...ctx, log }, intent, async () => {
    await hideRecord(db);
    return done;
  });
  await shown;
  expect(result).toEqual(done);
  expect((await listEntries(ctx, {})).entries).toMatchObject([{ outcome: "ok", effect: "changed", before: 5, after: 3 }]);
});

test("a batch is recorded as a whole, each write with its own end", async ({ ctx, db }) => {
  const intents = ["bob", "carol", "dave"].map((peer) => ({ action: "conversation.mark_read", account: "alice", peer, reason: "because" }));
  const ends: AuditedEnd<Measured>[] = [{ value: done }, { error: new AppError("peer_not_found", "No.") }, { value: { before: null, after: null, effect: "unverified" } }];
  expect(await auditedBatch(ctx, intents, () => Promise.resolve(ends))).toBe(ends);
  expect(await auditRows(db)).toMatchObject([
    { seq: 1, phase: "started", peer: "bob" },
    { seq: 2, phase: "started", peer: "carol" },
    { seq: 3, phase: "started", peer: "dave" },
    { seq: 4, phase: "finished", startedSeq: 1, peer: "bob", outcome: "ok", effect: "changed" },
    { seq: 5, phase: "finished", startedSeq: 2, peer: "carol", outcome: "failed", errorCode: "peer_not_found" },
    { seq: 6, phase: "finished", startedSeq: 3, peer: "dave", outcome: "ok", effect: "unverified", before: null, after: null },
  ]);
});

test("a batch that could do nothing is recorded as failed, each write of it", async ({ ctx, db }) => {
  const error = new AppError("account_not_found", "No.");
  await expect(auditedBatch(ctx, [intent, intent], () => Promise.reject(error))).rejects.toBe(error);
  expect(await auditRows(db)).toMatchObject([{}, {}, { startedSeq: 1, outcome: "failed", errorCode: "account_not_found" }, { startedSeq: 2, outcome: "failed", errorCode: "account_not_found" }]);
});

test("one missing reason holds back the whole batch", async ({ ctx, db }) => {
  await expect(auditedBatch(ctx, [intent, { ...intent, reason: "" }], () => Promise.reject(new Error("began")))).rejects.toMatchObject({ code: "invalid_input" });
  expect(await auditRows(db)).toEqual([]);
});

test("writes of many people at once have each their own end", async ({ ctx, db }) => {
  const people = Array.from({ length: 20 }, (_, index) => `person${index}`);
  await Promise.all(people.map((name, index) => audited({ ...ctx, actor: { name, role: "agent" }, requestId: name }, { ...intent, account: name, asked: index }, () => Promise.resolve({ before: 0, after: index, effect: "changed" as const }))));
  const { entries } = await listEntries(ctx, {});
  expect(entries.map(({ actor, account, requestId, asked, after, outcome }) => ({ actor, account, requestId, asked, after, outcome })).toSorted((a, b) => Number(a.after) - Number(b.after))).toEqual(
    people.map((name, index) => ({ actor: name, account: name, requestId: name, asked: index, after: index, outcome: "ok" })),
  );
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 40 });
});

test("tells an attempt that failed on the way from one that was refused", async ({ ctx, db }) => {
  await recordRefusal(ctx, { action: "group.set_unread" }, new AppError("im_timeout", "Late."));
  await recordRefusal(ctx, { action: "group.set_unread" }, new Error("Unforeseen."));
  await recordRefusal(ctx, { action: "group.set_unread" }, new AppError("read_only", "No."));
  expect(await auditRows(db)).toMatchObject([
    { phase: "noted", outcome: "failed", errorCode: "im_timeout" },
    { phase: "noted", outcome: "failed", errorCode: "internal" },
    { phase: "denied", outcome: "denied", errorCode: "read_only" },
  ]);
});

test("a refused attempt is one row, with what was refused and why", async ({ ctx, db }) => {
  await recordRefusal(ctx, { action: "group.set_unread", sdkAppId: "20", account: "bob", groupId: "talk" }, new AppError("forbidden", "No."));
  expect(await auditRows(db)).toMatchObject([{ phase: "denied", actor: "ann", role: "agent", action: "group.set_unread", requestId: ctx.requestId, sdkAppId: "20", account: "bob", groupId: "talk", outcome: "denied", errorCode: "forbidden", imCode: null }]);
  expect((await listEntries(ctx, {})).entries).toMatchObject([{ outcome: "denied", errorCode: "forbidden", finishedAt: null }]);
});

test("a refusal stays a refusal when it cannot be recorded", async ({ ctx, db, logged }) => {
  await hideRecord(db);
  try {
    await recordRefusal(ctx, { action: "group.set_unread" }, new AppError("forbidden", "No."));
  } finally {
    await showRecord(db);
  }
  expect(logged.join()).toContain("a refusal could not be recorded");
});
