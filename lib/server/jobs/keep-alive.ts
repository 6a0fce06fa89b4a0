import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";

const everyMs = 5000;

/** To be called again and again while a job is being made: says in the database, every few seconds, that somebody still does so. */
export function keepAlive(db: Db, jobId: number): () => Promise<void> {
  let saidAt = performance.now();
  return async () => {
    if (performance.now() - saidAt < everyMs) return;
    saidAt = performance.now();
    await db.update(jobs).set({ touchedAt: sql`now()` }).where(eq(jobs.id, jobId));
  };
}
