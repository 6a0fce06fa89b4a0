import * as fc from "fast-check";
import { appendEvents, listEntries } from "@/lib/server/audit";
import type { Context } from "@/lib/server/context";
import { auditEvents } from "@/lib/server/db/schema";
import { AuditFilter, AuditQuery, type AuditEntry } from "@/lib/shared/audit";
import { expect, test } from "@/tests/support/context";

type Row = typeof auditEvents.$inferInsert;

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const pick = <T>(...values: T[]) => fc.constantFrom(...values);

/** Any entry: how it began and how, if at all, it ended. The clocks of several consoles need not agree. */
const drawn = fc.record({
  kind: pick("ok", "failed", "open", "denied", "noted", "failed early"),
  effect: pick("changed", "unchanged", "clamped", "no_effect", "unverified"),
  at: fc.integer({ min: 1, max: 9 }).map(day),
  actor: pick("ann", "ben"),
  action: pick("group.set_unread", "conversation.mark_read", "session.sign_in"),
  sdkAppId: pick("1400000001", "1400000002", null),
  account: pick("alice", "bob", null),
  peer: pick("alice", "carol", null),
  groupId: pick("talk", "@TGS#1", null),
  ticket: pick("CS-1", "CS-2", null),
});

function toRows(entries: (typeof drawn extends fc.Arbitrary<infer T> ? T : never)[]): Row[] {
  const rows: Row[] = [];
  for (const { kind, effect, ...entry } of entries) {
    const seq = rows.length + 1;
    const common = { ...entry, requestId: "r", previousHash: "", hash: "" };
    if (kind === "denied") rows.push({ ...common, seq, phase: "denied", outcome: "denied" });
    else if (kind === "noted") rows.push({ ...common, seq, phase: "noted", outcome: "ok" });
    else if (kind === "failed early") rows.push({ ...common, seq, phase: "noted", outcome: "failed" });
    else rows.push({ ...common, seq, phase: "started" });
    if (kind === "ok") rows.push({ ...common, at: day(20), seq: seq + 1, phase: "finished", startedSeq: seq, outcome: "ok", effect });
    if (kind === "failed") rows.push({ ...common, at: day(20), seq: seq + 1, phase: "finished", startedSeq: seq, outcome: "failed" });
  }
  return rows;
}

const values: Required<{ [Key in keyof AuditFilter]: AuditFilter[Key][] }> = {
  app: ["1400000001", "1400000009"],
  actor: ["ann", "Ben", "eve"],
  account: ["alice", "carol", "nobody"],
  group: ["talk", "@TGS#1"],
  action: ["group.set_unread", "session.sign_in", "none"],
  ticket: ["CS-1", "cs-1"],
  outcome: ["ok", "failed", "denied", "unknown"],
  effect: ["changed", "no_effect"],
  from: ["2026-11-03T00:00:00Z", "2026-11-05T08:00:00+08:00"],
  to: ["2026-11-06T00:00:00Z", "2026-11-09T00:00:00.001Z"],
  kind: ["changes"],
};

/** Up to three filters at once, so that something is left to find. */
const filter = fc
  .subarray(Object.entries(values), { maxLength: 3 })
  .chain((chosen) => fc.record(Object.fromEntries(chosen.map(([key, all]) => [key, fc.constantFrom(...(all as string[]))]))))
  .map((chosen) => AuditFilter.parse(chosen));

/** What the filters mean, said once more and without a database. */
function holds(entry: AuditEntry, { app, actor, account, group, action, ticket, outcome, effect, from, to, kind }: AuditFilter): boolean {
  return (
    (app === undefined || entry.sdkAppId === app) &&
    (actor === undefined || entry.actor === actor.toLowerCase()) &&
    (account === undefined || entry.account === account || entry.peer === account) &&
    (group === undefined || entry.groupId === group) &&
    (action === undefined || entry.action === action) &&
    (ticket === undefined || entry.ticket === ticket) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (effect === undefined || entry.effect === effect) &&
    (from === undefined || Date.parse(entry.at) >= Date.parse(from)) &&
    (to === undefined || Date.parse(entry.at) < Date.parse(to)) &&
    (kind === undefined || entry.action !== "session.sign_in")
  );
}

async function allEntries(ctx: Context, query: AuditFilter): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = await listEntries(ctx, { ...query, cursor });
    entries.push(...page.entries);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return entries;
}

test("any filters together show exactly the entries for which they hold, each once, over all pages, newest first", { timeout: 120_000 }, async ({ ctx, db }) => {
  const [entries = []] = fc.sample(fc.array(drawn, { minLength: 400, maxLength: 400 }), { numRuns: 1, seed: 7 });
  const rows = toRows(entries);
  await db.insert(auditEvents).values(rows);
  const all = await allEntries(ctx, {});
  expect(all).toHaveLength(400);
  const found = new Set<number>();
  await fc.assert(
    fc.asyncProperty(filter, async (query) => {
      const byTime = query.from !== undefined || query.to !== undefined;
      const expected = all.filter((entry) => holds(entry, query));
      if (byTime) expected.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.seq - a.seq);
      const shown = await allEntries(ctx, query);
      expect(shown.map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq));
      expect(shown).toEqual(expected);
      found.add(shown.length);
    }),
    { numRuns: 80, examples: [[{ outcome: "ok" }], [{ outcome: "failed" }], [{ outcome: "denied" }], [{ outcome: "unknown" }], [{ effect: "changed" }], [{ outcome: "failed", from: "2026-11-03T00:00:00Z" }], [{ outcome: "ok", to: "2026-11-09T00:00:00Z" }], [{ to: "2026-11-06T00:00:00Z" }], [{ outcome: "unknown", effect: "changed" }]] },
  );
  // Otherwise the filters would have agreed about nothing at all.
  expect(found.size).toBeGreaterThan(20);
});

test.for(["failed", "ok"] as const)("an end that was stored twice is one entry among those that are %s", async (outcome, { ctx, db }) => {
  const common = { actor: "ann", action: "conversation.mark_read", requestId: "r" };
  const end = { ...common, phase: "finished" as const, startedSeq: 1, outcome };
  await appendEvents(db, [{ ...common, phase: "started" }, end, end]);
  expect((await listEntries(ctx, { outcome })).entries).toMatchObject([{ seq: 1, outcome }]);
});

test("what has no end yet is found as long as it has none", async ({ ctx, db }) => {
  const common = { actor: "ann", action: "conversation.mark_read", requestId: "r" };
  await appendEvents(db, [{ ...common, phase: "started" }, { ...common, phase: "started" }]);
  expect((await listEntries(ctx, { outcome: "unknown" })).entries.map(({ seq }) => seq)).toEqual([2, 1]);
  await appendEvents(db, [{ ...common, phase: "finished", startedSeq: 2, outcome: "failed" }]);
  expect((await listEntries(ctx, { outcome: "unknown" })).entries.map(({ seq }) => seq)).toEqual([1]);
});

test.for([
  ["from", "yesterday"],
  ["to", "2026-11-31"],
  ["outcome", "maybe"],
  ["effect", "changed?"],
  ["app", "x"],
  ["account", "a\0b"],
  ["cursor", "-1"],
] as const)("does not take %s=%j for a filter", ([key, value]) => {
  expect(AuditQuery.safeParse({ [key]: value }).success).toBe(false);
});
