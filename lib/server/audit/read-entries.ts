import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import type { AuditEntry, AuditFilter } from "@/lib/shared/audit";
import type { Db } from "../db/client";
import { end, first } from "./conditions";
import { pickEntries, type Page } from "./pick-entries";
import { toEntry, type AuditRow } from "./to-entry";

/** One page of the entries for which all of `filter` holds, newest first; a write's two rows are one entry. */
export async function readEntries(db: Db, filter: AuditFilter, page: Page): Promise<AuditEntry[]> {
  const rows = await readRows(db, await pickEntries(db, filter, page));
  return rows.map((row) => toEntry(row.first, row.end));
}

/** The rows with these numbers, in the order given, each with the row about its end where there is one. */
export async function readRows(db: Db, seqs: readonly number[]): Promise<{ first: AuditRow; end: AuditRow | null }[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .select({ first, end })
    .from(first)
    .leftJoin(end, eq(end.startedSeq, first.seq))
    .where(inArray(first.seq, [...seqs]))
    .orderBy(asc(end.seq));
  // An end whose storing was tried again, because the answer to the first try was lost, can stand there twice; the last one is taken.
  const bySeq = new Map(rows.map((row) => [row.first.seq, row]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}
