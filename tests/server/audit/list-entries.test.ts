import { appendEvents, audited, listEntries, type AuditIntent } from "@/lib/server/audit";
import type { Context } from "@/lib/server/context";
import { AuditPage, AuditQuery, type AuditEntry } from "@/lib/shared/audit";
import { expect, test } from "@/tests/support/context";

function write(ctx: Context, intent: Partial<AuditIntent>, actor = "ann"): Promise<unknown> {
  return audited({ ...ctx, actor: { name: actor, role: "agent" } }, { action: "conversation.mark_read", account: "alice", reason: "because", ...intent }, () => Promise.resolve({ before: 3, after: 0, effect: "changed" as const }));
}

async function allPages(ctx: Context, query: AuditQuery): Promise<AuditEntry[][]> {
  const pages: AuditEntry[][] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = await listEntries(ctx, { ...query, cursor });
    pages.push(page.entries);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 20);
  return pages;
}

test("an empty record is one empty page", async ({ ctx }) => {
  expect(await listEntries(ctx, {})).toEqual({ entries: [], nextCursor: null });
});

test("a write is one entry: who, what, to whom, why, and from what to what", async ({ ctx }) => {
  await write(ctx, { peer: "bob", ticket: "CS-7", asked: 0 });
  const page = await listEntries(ctx, {});
  expect(page).toEqual({
    entries: [
      {
        seq: 1,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        finishedAt: expect.stringMatching(/Z$/),
        actor: "ann",
        role: "agent",
        action: "conversation.mark_read",
        sdkAppId: ctx.app.sdkAppId,
        account: "alice",
        peer: "bob",
        groupId: null,
        reason: "because",
        ticket: "CS-7",
        upTo: null,
        outcome: "ok",
        effect: "changed",
        before: 3,
        asked: 0,
        after: 0,
        errorCode: null,
        imCode: null,
        requestId: ctx.requestId,
        request: { command: "openim/admin_set_msg_read", body: { Report_Account: "alice", Peer_Account: "bob" }, curl: expect.stringContaining("usersig=<UserSig>&") },
        reversible: false,
        putBackOf: null,
        job: null,
      },
    ],
    nextCursor: null,
  });
  expect(AuditPage.parse(page)).toEqual(page);
});

test("tells up to which time a conversation was marked read", async ({ ctx, db }) => {
  await appendEvents(db, [{ phase: "started", actor: "ann", action: "conversation.mark_read", requestId: "r", detail: { upTo: "2026-11-20T16:00:00Z" } }]);
  expect((await listEntries(ctx, {})).entries).toMatchObject([{ upTo: "2026-11-20T16:00:00Z" }]);
});

test("a write that never reported its end has the outcome unknown", async ({ ctx, db }) => {
  await appendEvents(db, [{ phase: "started", actor: "ann", action: "conversation.mark_read", requestId: "r" }]);
  expect((await listEntries(ctx, {})).entries).toMatchObject([{ outcome: "unknown", finishedAt: null }]);
});

test("a write is one entry even where its end was stored twice", async ({ ctx, db }) => {
  const common = { actor: "ann", action: "conversation.mark_read", requestId: "r" };
  const end = { ...common, phase: "finished" as const, startedSeq: 1, outcome: "ok" as const, effect: "changed" };
  await appendEvents(db, [{ ...common, phase: "started" }, end, end, { ...common, phase: "noted" }]);
  expect((await listEntries(ctx, {})).entries).toMatchObject([{ seq: 4 }, { seq: 1, outcome: "ok", effect: "changed" }]);
});

test("pages through the record, newest first, each entry once", async ({ ctx, db }) => {
  await appendEvents(db, Array.from({ length: 120 }, (_, index) => ({ phase: "noted" as const, outcome: "ok" as const, actor: "ann", action: "test", requestId: `r${index}` })));
  await write(ctx, { peer: "bob" });
  const pages = await allPages(ctx, {});
  expect(pages.map((page) => page.length)).toEqual([50, 50, 21]);
  expect(pages.flat().map(({ seq }) => seq)).toEqual(Array.from({ length: 121 }, (_, index) => 121 - index));
  expect(pages[0]?.[0]).toMatchObject({ peer: "bob", outcome: "ok", before: 3, after: 0 });
});

test("ends with a full page where nothing follows it", async ({ ctx, db }) => {
  await appendEvents(db, Array.from({ length: 100 }, () => ({ phase: "noted" as const, actor: "ann", action: "test", requestId: "r" })));
  expect((await allPages(ctx, {})).map((page) => page.length)).toEqual([50, 50]);
});

test("a page stays where it was while the record grows", async ({ ctx, db }) => {
  await appendEvents(db, Array.from({ length: 60 }, () => ({ phase: "noted" as const, actor: "ann", action: "test", requestId: "r" })));
  const { nextCursor } = await listEntries(ctx, {});
  await write(ctx, {});
  const second = await listEntries(ctx, { cursor: nextCursor ?? "" });
  expect(second.entries.map(({ seq }) => seq)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

test("finds what one person did, however the name is written", async ({ ctx }) => {
  await write(ctx, {}, "ann");
  await write(ctx, {}, "ben");
  expect((await listEntries(ctx, { actor: "Ben" })).entries.map(({ actor }) => actor)).toEqual(["ben"]);
  expect((await listEntries(ctx, { actor: "be" })).entries).toEqual([]);
});

test("finds what was done to an account, as owner or as peer of a conversation", async ({ ctx }) => {
  await write(ctx, { account: "alice", peer: "bob" });
  await write(ctx, { account: "bob", peer: "carol" });
  await write(ctx, { account: "dave", peer: "Bob" });
  const accounts = (await listEntries(ctx, { account: "bob" })).entries.map(({ account }) => account);
  expect(accounts).toEqual(["bob", "alice"]);
});

test("filters hold together and over pages", async ({ ctx, db }) => {
  const rows = Array.from({ length: 240 }, (_, index) => ({ phase: "noted" as const, actor: index % 3 === 0 ? "ann" : "ben", account: index % 2 === 0 ? "alice" : "bob", action: "test", requestId: "r" }));
  await appendEvents(db, rows);
  const pages = await allPages(ctx, { account: "alice", actor: "ben" });
  expect(pages.map((page) => page.length)).toEqual([50, 30]);
  expect(pages.flat().every(({ account, actor }) => account === "alice" && actor === "ben")).toBe(true);
});

test("changes are found behind any number of sign-ins, refused ones and unfinished ones too", async ({ ctx, db }) => {
  const signIns = Array.from({ length: 60 }, (_, index) => ({ phase: "noted" as const, actor: "ann", action: "session.sign_in", outcome: index % 2 === 0 ? ("ok" as const) : ("denied" as const), requestId: "r" }));
  await write(ctx, { account: "alice", peer: "bob" });
  await appendEvents(db, [{ phase: "denied", actor: "ben", action: "group.set_unread", outcome: "denied", requestId: "r" }, { phase: "started", actor: "ben", action: "conversation.mark_read", requestId: "r" }, ...signIns]);
  const page = await listEntries(ctx, { kind: "changes" });
  expect(page).toMatchObject({ entries: [{ outcome: "unknown" }, { action: "group.set_unread", outcome: "denied" }, { peer: "bob", outcome: "ok" }], nextCursor: null });
  expect((await listEntries(ctx, {})).entries.every(({ action }) => action === "session.sign_in")).toBe(true);
  expect((await listEntries(ctx, { kind: "changes", account: "alice" })).entries).toHaveLength(1);
});

test("the record is asked for changes or for all of it", () => {
  expect(AuditQuery.parse({ kind: "changes" })).toEqual({ kind: "changes" });
  expect(AuditQuery.safeParse({ kind: "everything" }).error?.issues[0]?.message).toBe("invalid");
});

test.for(["%", "_", "'; drop table users; --", "ali%"])("takes a filter for what it says: %s", async (account, { ctx }) => {
  await write(ctx, { account: "alice" });
  expect((await listEntries(ctx, { account })).entries).toEqual([]);
});

test("a cursor beyond either end is an empty or the first page", async ({ ctx }) => {
  await write(ctx, {});
  expect((await listEntries(ctx, { cursor: "1" })).entries).toEqual([]);
  expect((await listEntries(ctx, { cursor: "0" })).entries).toEqual([]);
  expect((await listEntries(ctx, { cursor: "9".repeat(18) })).entries).toHaveLength(1);
});
