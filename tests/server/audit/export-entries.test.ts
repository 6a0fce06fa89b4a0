import { sql } from "drizzle-orm";
import { appendEvents, exportEntries, listEntries, recordSignIn, verifyChain } from "@/lib/server/audit";
import type { Context } from "@/lib/server/context";
import { auditEvents } from "@/lib/server/db/schema";
import { setGroupUnread, putBack } from "@/lib/server/groups";
import { streamCsv } from "@/lib/server/stream-csv";
import { markRead } from "@/lib/server/unread";
import type { AuditEntry, AuditFilter } from "@/lib/shared/audit";
import { unescapeCell } from "@/lib/shared/csv";
import { auditRows } from "@/tests/support/audit-rows";
import { expect, test } from "@/tests/support/context";
import { parseCsv } from "@/tests/support/csv";

const header = "seq,at,finishedAt,actor,role,action,app,account,peer,group,reason,ticket,upTo,outcome,effect,before,asked,after,errorCode,imCode,requestId,putBackOf,job,digest,command,body";

/** The file's lines, by their columns, as they were before they were escaped. */
async function exported(ctx: Context, filter: AuditFilter = {}): Promise<Record<string, string>[]> {
  const text = await (await exportEntries(ctx, filter)).text();
  const [names = [], ...lines] = parseCsv(text);
  return lines.map((line) => Object.fromEntries(names.map((name, index) => [name, unescapeCell(line[index] ?? "")])));
}

async function shown(ctx: Context, filter: AuditFilter = {}): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = await listEntries(ctx, { ...filter, cursor });
    entries.push(...page.entries);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return entries;
}

function inTheFile(entry: AuditEntry): Record<string, string> {
  const { sdkAppId: app, groupId: group, request, reversible: _, job, ...rest } = entry;
  const cells = { ...rest, app, group, job: job?.id ?? null, digest: job?.digest ?? null, command: request?.command ?? null, body: request && JSON.stringify(request.body) };
  return Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, String(value ?? "")]));
}

const row = { phase: "noted" as const, outcome: "ok" as const, actor: "ann", action: "test", requestId: "r" };

test("is a CSV file to keep, which spreadsheets take for UTF-8", async ({ ctx, db }) => {
  await appendEvents(db, [{ ...row, reason: "徽标, “错”" }]);
  const answer = await exportEntries(ctx, {});
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text.startsWith(`${header}\r\n`)).toBe(true);
  expect(text).toContain('"徽标, “错”"');
  expect(text.endsWith("\r\n")).toBe(true);
});

test("holds what the page shows, column by column, unknown numbers empty", async ({ ctx, sandbox, db }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", members: [{ userId: "alice", unread: 9 }] });
  await markRead(ctx, { userId: "alice", peers: ["bob", "nobody"], upTo: "2099-01-01T00:00:00Z", reason: "=cmd|' /C calc'!A0", ticket: "@CS-7" });
  await setGroupUnread(ctx, { groupId: "@TGS#2CLUZEAEJ", userId: "alice", unread: 0, reason: 'two\nlines, and a "quote"' });
  await putBack(ctx, { seq: (await shown(ctx))[0]?.seq ?? 0, reason: "'-1" });
  await recordSignIn(db, { name: "ann", ok: false, reason: "wrong", address: "127.0.0.1" });
  await appendEvents(db, [{ ...row, phase: "started", outcome: null }]);
  const entries = await shown(ctx);
  expect(await exported(ctx)).toEqual(entries.map(inTheFile));
  expect(entries).toHaveLength(6);
});

test("no cell of it begins as a formula", async ({ ctx, db }) => {
  const texts = ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "'=1", "'", "plain"];
  await appendEvents(db, texts.map((text) => ({ ...row, actor: text, account: text, groupId: text, reason: text, ticket: text })));
  const cells = parseCsv(await (await exportEntries(ctx, {})).text()).flat();
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect((await exported(ctx, { action: "test" })).map(({ reason }) => reason).toReversed()).toEqual(texts);
});

test("holds exactly what is filtered, over any number of pages, newest first", { timeout: 60_000 }, async ({ ctx, db }) => {
  const rows = Array.from({ length: 2300 }, (_, index) => ({ ...row, seq: index + 1, at: new Date(Date.UTC(2026, 10, 1, 0, 0, index % 7)), account: index % 10 === 0 ? "bob" : "alice", previousHash: "", hash: "" }));
  for (let from = 0; from < rows.length; from += 500) {
    // oxlint-disable-next-line no-await-in-loop
    await db.insert(auditEvents).values(rows.slice(from, from + 500));
  }
  expect((await exported(ctx, { action: "test" })).map(({ seq }) => Number(seq))).toEqual(rows.map(({ seq }) => seq).toReversed());
  const filter = { account: "alice", from: "2026-11-01T00:00:02Z", to: "2026-11-01T00:00:06Z" };
  const expected = await shown(ctx, filter);
  expect(expected.length).toBeGreaterThan(1000);
  expect(await exported(ctx, filter)).toEqual(expected.map(inTheFile));
  expect(await exported(ctx, { account: "nobody" })).toEqual([]);
});

test("is recorded, with what was filtered, before a line of it is sent, and does not hold itself", async ({ ctx, db }) => {
  await appendEvents(db, [row]);
  const admin = { ...ctx, actor: { name: "root", role: "admin" as const } };
  const answer = await exportEntries(admin, { actor: "ann", outcome: "ok" });
  expect((await auditRows(db)).at(-1)).toMatchObject({ phase: "noted", outcome: "ok", actor: "root", role: "admin", action: "audit.export", requestId: ctx.requestId, detail: { filter: { actor: "ann", outcome: "ok" } } });
  await answer.body?.cancel();
  const lines = await exported(admin);
  expect(lines.map(({ action }) => action)).toEqual(["audit.export", "test"]);
  expect(await shown(ctx, { action: "audit.export" })).toMatchObject([{ actor: "root", request: null, reversible: false }, { actor: "root" }]);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 3 });
});

test("exports nothing that cannot be recorded", async ({ ctx, db }) => {
  await db.execute(sql`alter table audit_events rename to elsewhere`);
  try {
    await expect(exportEntries(ctx, {})).rejects.toMatchObject({ code: "record_unavailable" });
  } finally {
    await db.execute(sql`alter table elsewhere rename to audit_events`);
  }
});

test("is read page by page as it is taken, and breaks off where the record cannot be read on", { timeout: 60_000 }, async ({ ctx, db, logged }) => {
  const rows = Array.from({ length: 4500 }, (_, index) => ({ ...row, seq: index + 1, at: new Date(), previousHash: "", hash: "" }));
  for (let from = 0; from < rows.length; from += 500) {
    // oxlint-disable-next-line no-await-in-loop
    await db.insert(auditEvents).values(rows.slice(from, from + 500));
  }
  const reader = (await exportEntries(ctx, {})).body?.getReader();
  const mark = await reader?.read();
  const names = await reader?.read();
  const page = await reader?.read();
  expect(mark?.value).toHaveLength(3);
  expect(new TextDecoder().decode(names?.value)).toBe(`${header}\r\n`);
  expect(parseCsv(new TextDecoder().decode(page?.value))).toHaveLength(1000);
  await db.execute(sql`alter table audit_events rename to elsewhere`);
  try {
    const rest = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    };
    await expect(rest()).rejects.toThrow();
  } finally {
    await db.execute(sql`alter table elsewhere rename to audit_events`);
  }
  expect(logged.join()).toContain("broke off on the way");
});

test.for([
  ["a page comes", "another page\r\n"],
  ["the record cannot be read", new Error("gone")],
] as const)("a download that was cancelled before %s is no error", async ([, late], { ctx, logged }) => {
  const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* texts(): AsyncGenerator<string, void> {
    yield "a page\r\n";
    asked.resolve();
    await held.promise;
    if (late instanceof Error) throw late;
    yield late;
  }
  const reader = streamCsv(ctx, "test.csv", texts()).body?.getReader();
  await reader?.read();
  await reader?.read();
  const next = reader?.read();
  await asked.promise;
  const cancelling = reader?.cancel();
  held.resolve();
  await cancelling;
  expect(await next).toEqual({ done: true, value: undefined });
  // Whatever the stream does with what came late is done by then.
  await new Promise((resolve) => setImmediate(resolve));
  expect(logged).toEqual([]);
});
