import "server-only";
import type { AuditPage, AuditQuery } from "@/lib/shared/audit";
import type { BaseContext } from "../context";
import { readEntries } from "./read-entries";

const pageSize = 50;

/** The record, newest first, 50 entries a page, as far as every filter given holds; a write's two rows are one entry. */
export async function listEntries(ctx: BaseContext, { cursor, ...filter }: AuditQuery): Promise<AuditPage> {
  const found = await readEntries(ctx.db, filter, { cursor: cursor ? Number(cursor) : undefined, limit: pageSize + 1 });
  const entries = found.slice(0, pageSize);
  return { entries, nextCursor: found.length > pageSize ? String(entries.at(-1)?.seq) : null };
}
