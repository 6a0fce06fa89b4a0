import "server-only";
import { createHash } from "node:crypto";
import { asc, desc, gt, sql } from "drizzle-orm";
import type { AuditVerification } from "@/lib/shared/audit";
import type { Db } from "../db/client";
import { legible } from "../db/legible";
import { auditEvents } from "../db/schema";

type AuditRow = typeof auditEvents.$inferSelect;

/** A row before it has its place in the chain. */
export type NewAuditEvent = Omit<typeof auditEvents.$inferInsert, "seq" | "at" | "previousHash" | "hash">;

/** Any number no other lock in the database uses. */
const chainLock = 7_361_903;
const pageSize = 5_000;

/**
 * Appends `events` in order, all or none, and answers their numbers. One append runs at a time across all instances, because
 * each row carries the hash of the row before it.
 */
export async function appendEvents(db: Db, events: readonly NewAuditEvent[]): Promise<number[]> {
  if (events.length === 0) return [];
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${chainLock})`);
    const last = await findLastRow(tx);
    const at = new Date();
    let { seq, hash } = last ?? { seq: 0, hash: "" };
    const rows = events.map((event) => {
      seq += 1;
      const row = { ...storable(event), seq, at, previousHash: hash };
      hash = hashOf(row);
      return { ...row, hash };
    });
    await tx.insert(auditEvents).values(rows);
    return rows.map((row) => row.seq);
  });
}

/** Number and hash of the newest row. Kept somewhere else, they show later whether rows were cut off the end. */
export async function findLastRow(db: Db): Promise<{ seq: number; hash: string } | undefined> {
  const [last] = await db.select({ seq: auditEvents.seq, hash: auditEvents.hash }).from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1);
  return last;
}

const walks = new WeakMap<Db, Promise<AuditVerification>>();

/**
 * Walks the whole record and answers how many rows hold together, or the first that does not: changed, missing or moved. Newest rows
 * that were cut off leave no gap: to notice that, keep the last row's number and hash elsewhere. One walk at a time serves all who ask.
 */
export function verifyChain(db: Db): Promise<AuditVerification> {
  const walk = walks.get(db) ?? walkChain(db).finally(() => walks.delete(db));
  walks.set(db, walk);
  return walk;
}

async function walkChain(db: Db): Promise<AuditVerification> {
  let rows = 0;
  let previous = { seq: 0, hash: "" };
  for (;;) {
    // The first page has no lower end, so that a row put in before the first one shows.
    const page = await db.select().from(auditEvents).where(rows === 0 ? undefined : gt(auditEvents.seq, previous.seq)).orderBy(asc(auditEvents.seq)).limit(pageSize);
    for (const row of page) {
      if (row.seq !== previous.seq + 1 || row.previousHash !== previous.hash || row.hash !== hashOf(row)) return { ok: false, rows, brokenSeq: previous.seq + 1 };
      previous = row;
      rows += 1;
    }
    if (page.length < pageSize) return { ok: true, rows };
  }
}

/** As the database will give it back: it stores no NUL, no half of a surrogate pair, no byte order mark in front, and of `detail` only what JSON has. */
function storable(event: NewAuditEvent): NewAuditEvent {
  return JSON.parse(JSON.stringify(event), (_key, value: unknown) => (typeof value === "string" ? legible(value) : value)) as NewAuditEvent;
}

type Hashed = NewAuditEvent & Pick<AuditRow, "seq" | "at" | "previousHash">;

function hashOf(row: Hashed): string {
  const content = [
    row.seq,
    row.at.toISOString(),
    row.phase,
    row.startedSeq ?? null,
    row.actor,
    row.role ?? null,
    row.action,
    row.requestId,
    row.sdkAppId ?? null,
    row.account ?? null,
    row.peer ?? null,
    row.groupId ?? null,
    row.reason ?? null,
    row.ticket ?? null,
    row.outcome ?? null,
    row.effect ?? null,
    row.before ?? null,
    row.asked ?? null,
    row.after ?? null,
    row.errorCode ?? null,
    row.imCode ?? null,
    row.detail ?? null,
    row.previousHash,
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
