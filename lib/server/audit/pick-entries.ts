import "server-only";
import { and, desc, eq, inArray, lt, sql, type SQL } from "drizzle-orm";
import type { AuditFilter } from "@/lib/shared/audit";
import type { Db } from "../db/client";
import { auditEvents, auditOpen } from "../db/schema";
import { begins, end, ends, first } from "./conditions";

export interface Page {
  /** Only what comes after this entry. */
  cursor?: number | undefined;
  /** Only what was begun before this entry. */
  below?: number | undefined;
  limit: number;
}

interface Place {
  seq: number;
  at: Date | null;
}

/**
 * The numbers of the entries for which all of `filter` holds, newest first. However long the record is, an index leads to them. The
 * order is that of the record, and that of time where the filter asks for a time; where the consoles' clocks agree they are one.
 */
export async function pickEntries(db: Db, filter: AuditFilter, { cursor, below, limit }: Page): Promise<number[]> {
  // By number, the way to an old time would lead past everything newer.
  const byTime = filter.from !== undefined || filter.to !== undefined;
  const where = and(begins(filter), below === undefined ? undefined : lt(first.seq, below), cursor === undefined ? undefined : await isAfter(db, cursor, byTime));
  const places = await pick(db, filter, { where, byTime, limit });
  return places.map(({ seq }) => seq);
}

/** What is common is found on the way from one entry to the next; what is rare, by what makes it rare. */
async function pick(db: Db, { outcome, effect }: AuditFilter, { where, byTime, limit }: { where: SQL | undefined; byTime: boolean; limit: number }): Promise<Place[]> {
  const order = byTime ? [first.at, first.seq] : [first.seq];
  const newestFirst = order.map((column) => desc(column));
  // With no more than that, the indexes answer without a look at the rows.
  const place = { seq: first.seq, at: sql<Date | null>`${byTime ? first.at : sql`null`}`.mapWith(first.at) };
  const fromStarts = (also?: SQL) => db.select(place).from(first).where(and(where, also)).orderBy(...newestFirst).limit(limit);
  // An end whose storing was tried again, because the answer to the first try was lost, can stand there twice.
  const throughEnds = () => db.selectDistinctOn(order, place).from(first).leftJoin(end, eq(end.startedSeq, first.seq)).where(and(where, eq(sql`coalesce(${end.outcome}, ${first.outcome})`, "ok"))).orderBy(...newestFirst).limit(limit);
  const fromEnds = () => db.selectDistinctOn(order, place).from(end).innerJoin(first, eq(first.seq, end.startedSeq)).where(and(where, ends({ outcome, effect }))).orderBy(...newestFirst).limit(limit);

  if (effect !== undefined) return outcome === "unknown" ? [] : fromEnds();
  switch (outcome) {
    case undefined:
      return fromStarts();
    case "ok":
      return throughEnds();
    case "denied":
      return fromStarts(eq(first.outcome, "denied"));
    case "unknown":
      return fromStarts(inArray(first.seq, db.select({ seq: auditOpen.seq }).from(auditOpen)));
    case "failed": {
      // Some failed before anything began, and are their own end.
      const failed = [...(await fromEnds()), ...(await fromStarts(eq(first.outcome, "failed")))];
      return failed.toSorted((a, b) => Number(b.at) - Number(a.at) || b.seq - a.seq).slice(0, limit);
    }
  }
}

async function isAfter(db: Db, cursor: number, byTime: boolean): Promise<SQL | undefined> {
  const [place] = byTime ? await db.select({ at: auditEvents.at }).from(auditEvents).where(eq(auditEvents.seq, cursor)) : [];
  return place ? sql`(${first.at}, ${first.seq}) < (${place.at.toISOString()}, ${cursor})` : lt(first.seq, cursor);
}
