import { sql, type SQL } from "drizzle-orm";
import * as fc from "fast-check";
import { appendEvents, verifyChain } from "@/lib/server/audit";
import { openDatabase, type Db } from "@/lib/server/db/client";
import { createPostgresDatabase, emptyDatabase } from "@/tests/support/database";
import { auditRows } from "@/tests/support/audit-rows";
import { describe, expect, test } from "@/tests/support/context";

const event = { phase: "noted" as const, actor: "ann", action: "test", requestId: "r" };
const full = {
  ...event,
  phase: "finished" as const,
  startedSeq: 1,
  role: "agent",
  sdkAppId: "1400000001",
  account: "alice",
  peer: "bob",
  groupId: "talk",
  reason: "because",
  ticket: "CS-7",
  outcome: "ok" as const,
  effect: "changed",
  before: 5,
  asked: 3,
  after: 3,
  errorCode: "none",
  imCode: 0,
  detail: { upTo: "2026-11-20T00:00:00Z" },
};

/** What somebody can do who holds the database itself. */
function tamper(db: Db, ...statements: SQL[]): Promise<void> {
  return db.transaction(async (tx) => {
    // One after the other, on one connection.
    // oxlint-disable-next-line no-await-in-loop
    for (const statement of [sql`set local session_replication_role = replica`, ...statements]) await tx.execute(statement);
  });
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause ? error.cause : error;
}

test("an empty record holds together", async ({ db }) => {
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 0 });
  expect(await appendEvents(db, [])).toEqual([]);
});

test("numbers rows from 1 without gaps, each tied to the one before", async ({ db }) => {
  expect(await appendEvents(db, [event, event])).toEqual([1, 2]);
  expect(await appendEvents(db, [full])).toEqual([3]);
  const rows = await auditRows(db);
  expect(rows.map((row) => row.previousHash)).toEqual(["", rows[0]?.hash, rows[1]?.hash]);
  expect(new Set(rows.map((row) => row.hash)).size).toBe(3);
  for (const { hash } of rows) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 3 });
});

test("stores what it was given", async ({ db }) => {
  await appendEvents(db, [event, full]);
  const [bare, rich] = await auditRows(db);
  expect(bare).toMatchObject({ ...event, startedSeq: null, role: null, account: null, before: null, detail: null, at: expect.any(Date) });
  expect(rich).toMatchObject(full);
});

test("stores all of several rows or none of them", async ({ db }) => {
  await appendEvents(db, [event]);
  // A number that the column cannot hold.
  await expect(appendEvents(db, [event, { ...event, imCode: 2 ** 64 }, event])).rejects.toThrow();
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 1 });
  expect(await appendEvents(db, [event])).toEqual([2]);
});

test("holds together whatever text, numbers and details are recorded", async ({ db }) => {
  // Any sequence of code units: NUL and halves of surrogate pairs too, as a request can bring them.
  const text = fc.string({ unit: fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)), maxLength: 20 });
  const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const anyEvent = fc.record(
    { actor: text, action: text, requestId: text, reason: text, ticket: text, account: text, peer: text, groupId: text, before: number, asked: number, after: number, detail: fc.dictionary(fc.stringMatching(/^[a-zA-Z0-9_]{1,8}$/), fc.jsonValue()) },
    { requiredKeys: ["actor", "action", "requestId"] },
  );
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 5 }), async (events) => {
      await appendEvents(db, events.map((given) => ({ ...given, phase: "noted" as const, detail: (given.detail ?? null) as Record<string, unknown> | null })));
      rows += events.length;
      expect(await verifyChain(db)).toEqual({ ok: true, rows });
    }),
    { numRuns: 60 },
  );
});

test("keeps legible text as it was typed", async ({ db }) => {
  const reason = "徽标错误 🙂 “quoted” \n second line \\ ' \" -- %";
  await appendEvents(db, [{ ...event, reason }, { ...event, reason: "half \ud83d and \0 nothing" }, { ...event, reason: "\ufeff\ufeffpasted\ufeff" }]);
  const rows = await auditRows(db);
  expect(rows.map((row) => row.reason)).toEqual([reason, "half \ufffd and \ufffd nothing", "pasted\ufeff"]);
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 3 });
});

test("walks a record of many pages, and finds what is broken far in", async ({ db }) => {
  for (let part = 0; part < 6; part += 1) {
    // Rows are tied to those before them.
    // oxlint-disable-next-line no-await-in-loop
    await appendEvents(db, Array.from({ length: 2000 }, () => event));
  }
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 12_000 });
  await tamper(db, sql`update audit_events set actor = 'eve' where seq = 10001`);
  expect(await verifyChain(db)).toEqual({ ok: false, rows: 10_000, brokenSeq: 10_001 });
});

describe("tampering is found", () => {
  const changes = {
    at: sql`at = at + interval '1 millisecond'`,
    phase: sql`phase = 'noted'`,
    started_seq: sql`started_seq = 2`,
    actor: sql`actor = 'eve'`,
    role: sql`role = 'admin'`,
    action: sql`action = 'other'`,
    request_id: sql`request_id = 's'`,
    sdk_app_id: sql`sdk_app_id = '20'`,
    account: sql`account = null`,
    peer: sql`peer = 'carol'`,
    group_id: sql`group_id = 'Talk'`,
    reason: sql`reason = 'because '`,
    ticket: sql`ticket = ''`,
    outcome: sql`outcome = 'failed'`,
    effect: sql`effect = 'no_effect'`,
    before: sql`before = 6`,
    asked: sql`asked = null`,
    after: sql`after = 0`,
    error_code: sql`error_code = null`,
    im_code: sql`im_code = 1`,
    detail: sql`detail = '{"upTo": "2026-11-21T00:00:00Z"}'`,
    previous_hash: sql`previous_hash = ''`,
    hash: sql`hash = repeat('0', 64)`,
  };

  test.for(Object.entries(changes))("in the column %s", async ([, change], { db }) => {
    await appendEvents(db, [event, full, event]);
    await tamper(db, sql`update audit_events set ${change} where seq = 2`);
    expect(await verifyChain(db)).toEqual({ ok: false, rows: 1, brokenSeq: 2 });
  });

  test("in every column there is", async ({ db }) => {
    const { rows } = (await db.execute(sql`select column_name as name from information_schema.columns where table_name = 'audit_events'`)) as unknown as { rows: { name: string }[] };
    expect(rows.map(({ name }) => name).toSorted()).toEqual(["seq", ...Object.keys(changes)].toSorted());
  });

  test.for([
    ["the first row is missing", sql`delete from audit_events where seq = 1`, 0],
    ["a row in the middle is missing", sql`delete from audit_events where seq = 3`, 2],
    ["several rows in the middle are missing", sql`delete from audit_events where seq between 2 and 4`, 1],
    ["a row is moved to the end", sql`update audit_events set seq = 7 where seq = 2`, 1],
    ["a row is moved to the front", sql`update audit_events set seq = 0 where seq = 5`, 0],
    ["a row is put in again", sql`insert into audit_events select 7 as seq, at, phase, started_seq, actor, role, action, request_id, sdk_app_id, account, peer, group_id, reason, ticket, outcome, effect, before, asked, after, error_code, im_code, detail, previous_hash, hash from audit_events where seq = 6`, 6],
    ["a row is put in before the first", sql`insert into audit_events (seq, at, phase, actor, action, request_id, previous_hash, hash) values (0, now(), 'noted', 'eve', 'x', 'x', '', '')`, 0],
    ["everything but the last row is gone", sql`delete from audit_events where seq < 6`, 0],
  ] as const)("where %s", async ([, statement, rows], { db }) => {
    await appendEvents(db, [1, 2, 3, 4, 5, 6].map((number) => ({ ...event, account: `account${number}` })));
    await tamper(db, statement);
    expect(await verifyChain(db)).toEqual({ ok: false, rows, brokenSeq: rows + 1 });
  });

  test("where the beginning was exchanged for that of another whole record", async ({ db, database }) => {
    await appendEvents(db, [{ ...event, actor: "eve" }, event]);
    const [other] = await auditRows(db);
    await emptyDatabase(database);
    await appendEvents(db, [event, event]);
    await tamper(db, sql`update audit_events set actor = ${other?.actor}, at = ${other?.at.toISOString()}, hash = ${other?.hash} where seq = 1`);
    expect(await verifyChain(db)).toEqual({ ok: false, rows: 1, brokenSeq: 2 });
  });

  test("where rows in the middle are missing and the others are renumbered", async ({ db }) => {
    await appendEvents(db, [event, event, event, event]);
    await tamper(db, sql`delete from audit_events where seq = 2`, sql`update audit_events set seq = 2 where seq = 3`, sql`update audit_events set seq = 3 where seq = 4`);
    expect(await verifyChain(db)).toEqual({ ok: false, rows: 1, brokenSeq: 2 });
  });

  test("where two rows have changed places", async ({ db }) => {
    await appendEvents(db, [1, 2, 3, 4].map((number) => ({ ...event, account: `account${number}` })));
    await tamper(db, sql`update audit_events set seq = 9 where seq = 2`, sql`update audit_events set seq = 2 where seq = 3`, sql`update audit_events set seq = 3 where seq = 9`);
    expect((await auditRows(db)).map((row) => row.account)).toEqual(["account1", "account3", "account2", "account4"]);
    expect(await verifyChain(db)).toEqual({ ok: false, rows: 1, brokenSeq: 2 });
  });
});

test.for([
  ["changed", sql`update audit_events set actor = 'eve'`],
  ["changed, even where no row fits", sql`update audit_events set actor = 'eve' where seq = 99`],
  ["deleted", sql`delete from audit_events`],
  ["emptied", sql`truncate audit_events`],
  ["emptied along with others", sql`truncate audit_events, users cascade`],
] as const)("the record refuses to be %s", async ([, statement], { db }) => {
  await appendEvents(db, [event, event]);
  const error = causeOf(await db.execute(statement).catch((thrown: unknown) => thrown));
  expect(error).toMatchObject({ message: "audit_events is append only" });
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 2 });
});

test("many callers at once make one record without gaps", async ({ db }) => {
  const numbers = await Promise.all(Array.from({ length: 40 }, (_, index) => appendEvents(db, Array.from({ length: 1 + (index % 4) }, () => ({ ...event, actor: `caller${index}` })))));
  const all = numbers.flat().toSorted((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  for (const [index, own] of numbers.entries()) expect(own).toEqual(own.map((_, offset) => (numbers[index]?.[0] ?? 0) + offset));
  expect(await verifyChain(db)).toEqual({ ok: true, rows: 100 });
});

test("a record that is being written can be verified", async ({ db }) => {
  await appendEvents(db, [event]);
  const writing = Promise.all(Array.from({ length: 20 }, () => appendEvents(db, [event, event])));
  const verdicts = await Promise.all(Array.from({ length: 10 }, () => verifyChain(db)));
  await writing;
  for (const verdict of verdicts) expect(verdict).toMatchObject({ ok: true });
});

if (process.env.TEST_DATABASE === "postgres") {
  test("several consoles on one PostgreSQL make one record without gaps", async ({ expect: hope }) => {
    const databaseUrl = await createPostgresDatabase();
    const consoles = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ databaseUrl, dataDir: "" })));
    await Promise.all(consoles.flatMap(({ db }, index) => Array.from({ length: 15 }, () => appendEvents(db, [{ ...event, actor: `console${index}` }, event]))));
    const verdicts = await Promise.all(consoles.map(({ db }) => verifyChain(db)));
    await Promise.all(consoles.map((console) => console.close()));
    hope(verdicts).toEqual(consoles.map(() => ({ ok: true, rows: 120 })));
  });
}
