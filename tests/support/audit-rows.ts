import { asc } from "drizzle-orm";
import type { Db } from "@/lib/server/db/client";
import { auditEvents } from "@/lib/server/db/schema";

/** The record as it stands in the database, oldest first. */
export function auditRows(db: Db): Promise<(typeof auditEvents.$inferSelect)[]> {
  return db.select().from(auditEvents).orderBy(asc(auditEvents.seq));
}
