import "server-only";
import { and, desc, eq, lt, notInArray } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";

/** The latest earlier job with the very same rows, unless it was cancelled; the digest holds kind and app, too. */
export async function findSame(db: Db, { id, digest }: { id: number; digest: string | null }): Promise<number | null> {
  if (digest === null) return null;
  const [same] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.digest, digest), lt(jobs.id, id), notInArray(jobs.state, ["uploading", "cancelled"])))
    .orderBy(desc(jobs.id))
    .limit(1);
  return same?.id ?? null;
}
