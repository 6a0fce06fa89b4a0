import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobChunks, jobOutcomes, jobs } from "../db/schema";
import { readTargets, type RowTarget } from "./walk-rows";

/** What is kept of a row: its number from before, and how often it was sent; `null` where whoever kept it has not told. */
export type Kept = NonNullable<(typeof jobChunks.$inferSelect)["before"]>[string];

/** A chunk that is ours to work on. */
export interface ClaimedChunk {
  jobId: number;
  phase: JobPhase;
  chunk: number;
  /** Ours alone: whoever claims the chunk after us has another, and ours stores nothing any more. */
  owner: string;
  /** Rows without an outcome. */
  targets: RowTarget[];
  /** What was kept by whoever had the chunk before: these rows may have been sent. */
  before: Record<string, Kept> | null;
}

export const ownedBy = ({ jobId, phase, chunk, owner }: Pick<ClaimedChunk, "jobId" | "phase" | "chunk" | "owner">) =>
  and(eq(jobChunks.jobId, jobId), eq(jobChunks.phase, phase), eq(jobChunks.chunk, chunk), eq(jobChunks.owner, owner), isNull(jobChunks.doneAt));

/** Takes a chunk, also from somebody who has it: the queue gives it to us only when they are gone or slow. Nothing where it is done. */
export async function claimChunk(db: Db, { jobId, phase, chunk }: { jobId: number; phase: JobPhase; chunk: number }): Promise<ClaimedChunk | undefined> {
  const owner = randomUUID();
  const [claimed] = await db
    .update(jobChunks)
    .set({ owner })
    .where(and(eq(jobChunks.jobId, jobId), eq(jobChunks.phase, phase), eq(jobChunks.chunk, chunk), isNull(jobChunks.doneAt)))
    .returning();
  if (!claimed) return undefined;
  const all = await readTargets(db, jobId, { from: { key: claimed.fromKey, item: claimed.fromItem, row: claimed.fromRow }, inclusive: true, limit: claimed.rows });
  const done = await rowsDone(db, { jobId, phase }, all.map(({ row }) => row));
  return { jobId, phase, chunk, owner, targets: all.filter(({ row }) => !done.has(row)), before: claimed.before };
}

async function rowsDone(db: Db, { jobId, phase }: { jobId: number; phase: JobPhase }, rows: number[]): Promise<Set<number>> {
  if (rows.length === 0) return new Set();
  const done = await db.select({ row: jobOutcomes.row }).from(jobOutcomes).where(and(eq(jobOutcomes.jobId, jobId), eq(jobOutcomes.phase, phase), inArray(jobOutcomes.row, rows)));
  return new Set(done.map(({ row }) => row));
}

/** Keeps the numbers from before the first command, besides what was kept already. Answers whether the chunk is still ours, and the job runs. */
export async function keepBefore(db: Db, claimed: ClaimedChunk, numbers: ReadonlyMap<number, number>): Promise<boolean> {
  const before = { ...claimed.before, ...Object.fromEntries([...numbers].map(([row, number]): [number, Kept] => [row, [number, null]])) };
  const runs = sql`exists (select 1 from ${jobs} where ${jobs.id} = ${claimed.jobId} and ${jobs.state} = 'running')`;
  const kept = await db.update(jobChunks).set({ before }).where(and(ownedBy(claimed), runs)).returning({ chunk: jobChunks.chunk });
  return kept.length > 0;
}
