import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "../db/client";

/** With fewer rows any plan is quick. */
const many = 2000;

/**
 * Lets the database know what is in `job_rows` after `changed` rows have come. PGlite never looks by itself, and a server only after a
 * minute; till then it takes a million rows for a few, and sorts all of them for every page that is read in order.
 */
export async function noteNewRows(db: Db, changed: number): Promise<void> {
  if (changed < many) return;
  await db.transaction(async (tx) => {
    // Enough to tell many from few; a thorough look would keep everybody else waiting on PGlite.
    await tx.execute(sql`set local default_statistics_target = 10`);
    await tx.execute(sql`analyze job_rows`);
  });
}
