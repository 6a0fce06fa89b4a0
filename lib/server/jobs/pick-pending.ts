import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobChunks, jobRows } from "../db/schema";
import type { RowPage } from "./pick-rows";
import type { Place } from "./walk-rows";

interface Phase {
  jobId: number;
  phase: JobPhase;
}

/** A limit that the planner can read: a chunk's own it cannot, and would take each for a tenth of the job. */
export const muchMoreThanChunk = 20_000;
/** Chunks that are looked into at once. */
const atOnce = 10;

/**
 * The numbers of the rows of a phase that have no outcome yet, in the order in which their turn comes. They are looked for in the chunks
 * that are not done: among a million rows of which almost none is left, a search row by row would not end.
 */
export async function pickPending(db: Db, { jobId, phase }: Phase, { cursor, limit }: RowPage): Promise<number[]> {
  const after = cursor === undefined ? undefined : await placeOf(db, jobId, cursor);
  const found: number[] = [];
  for (let from = after ? await chunkAt(db, { jobId, phase }, after) : 0; ; ) {
    // Most pages come from the first few chunks.
    // oxlint-disable-next-line no-await-in-loop
    const open = await readOpen(db, { jobId, phase }, { from, after });
    found.push(...open.flatMap(({ row }) => row ?? []));
    const last = open.at(-1);
    if (!last || found.length >= limit) return found.slice(0, limit);
    from = last.chunk + 1;
  }
}

/** Where a row comes in the order of turns; nothing for a row that is none or has no target. */
async function placeOf(db: Db, jobId: number, row: number): Promise<Place | undefined> {
  const [found] = await db.select({ key: jobRows.key, item: jobRows.item }).from(jobRows).where(and(eq(jobRows.jobId, jobId), eq(jobRows.row, row)));
  if (!found || found.key === null || found.item === null) return undefined;
  return { key: found.key, item: found.item, row };
}

/** The number of the chunk that `place` falls into. */
async function chunkAt(db: Db, { jobId, phase }: Phase, { key, item, row }: Place): Promise<number> {
  const [found] = await db
    .select({ chunk: jobChunks.chunk })
    .from(jobChunks)
    .where(and(eq(jobChunks.jobId, jobId), eq(jobChunks.phase, phase), sql`(${jobChunks.fromKey}, ${jobChunks.fromItem}, ${jobChunks.fromRow}) <= (${key}, ${item}, ${row}::integer)`))
    .orderBy(desc(jobChunks.chunk))
    .limit(1);
  return found?.chunk ?? 0;
}

/** Pending rows of the next chunks that are not done, from chunk `from` on; a chunk that has none answers with `row` null. */
async function readOpen(db: Db, { jobId, phase }: Phase, { from, after }: { from: number; after: Place | undefined }): Promise<{ chunk: number; row: number | null }[]> {
  const isAfter = after ? sql`(key, item, row) > (${after.key}, ${after.item}, ${after.row}::integer)` : sql`true`;
  // Not as a join: the planner takes a chunk for a great part of the job, and would read all of its outcomes.
  const hasNone = sql`(select o.row from job_outcomes o where o.job_id = ${jobId} and o.phase = ${phase} and o.row = targets.row) is null`;
  const result = await db.execute(sql`
    with open as (
      select chunk, from_key, from_item, from_row, rows from job_chunks
      where job_id = ${jobId} and phase = ${phase} and done_at is null and chunk >= ${from} order by chunk limit ${atOnce}
    )
    select chunk, pending.row from open left join lateral (
      select * from (select * from (
        select key, item, row from job_rows
        where job_id = ${jobId} and (key, item, row) >= (from_key, from_item, from_row) and problems is null
        order by key, item, row limit ${muchMoreThanChunk}
      ) bounded limit open.rows) targets
      where ${isAfter} and ${hasNone}
    ) pending on true
    order by chunk, key, item, pending.row`);
  // PGlite and node-postgres both answer an object with `rows`; Drizzle's common type does not say so.
  return (result as unknown as { rows: { chunk: number; row: number | null }[] }).rows;
}
