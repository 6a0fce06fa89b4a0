import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobChunks } from "../db/schema";
import type { Active } from "./find-active";
import { muchMoreThanChunk } from "./pick-pending";
import type { TargetRow, Whom } from "./pick-acts";

/** Some rows of a run; nothing in those that are still to come happened after `until`. */
export interface Part {
  rows: TargetRow[];
  until: Date;
}

/**
 * The rows of a job's run about `whom`, from the chunks that ended last to those that ended first, looking through about `atOnce` rows
 * at a time: for when they are too many to be sorted all.
 */
export async function* walkNewest(db: Db, job: Pick<Active, "id" | "kind">, whom: Whom, atOnce: number): AsyncGenerator<Part, void> {
  for (let walked = 0; ; ) {
    // Whoever has seen enough asks no further.
    // oxlint-disable-next-line no-await-in-loop
    const part = await readPart(db, job, whom, { walked, atOnce });
    const last = part.at(-1);
    if (!last) return;
    yield { rows: part.flatMap(({ rows }) => rows), until: last.doneAt };
    walked = last.upTo;
  }
}

/** A chunk that is not done may have outcomes of right now. */
const doneAt = sql`coalesce(done_at, now())`;

async function readPart(db: Db, { id: jobId, kind }: Pick<Active, "id" | "kind">, { account, group }: Whom, { walked, atOnce }: { walked: number; atOnce: number }): Promise<{ upTo: number; doneAt: Date; rows: TargetRow[] }[]> {
  const about = group === undefined ? sql`(r.item = ${account} ${kind === "mark_read" ? sql`or r.key = ${account}` : sql``})` : sql`r.key = ${group} ${account === undefined ? sql`` : sql`and r.item = ${account}`}`;
  // The rows of a group stand together; those of an account may be anywhere.
  const near = group === undefined ? sql`true` : sql`from_key <= ${group} and chunk >= coalesce((select max(chunk) from job_chunks where job_id = ${jobId} and phase = 'run' and from_key < ${group}), 0)`;
  const ordered = db.$with("ordered").as(
    db
      .select({
        chunk: jobChunks.chunk,
        fromKey: jobChunks.fromKey,
        fromItem: jobChunks.fromItem,
        fromRow: jobChunks.fromRow,
        size: jobChunks.rows,
        doneAt: sql<Date>`${doneAt}`.mapWith(jobChunks.doneAt).as("at"),
        upTo: sql<number>`sum(rows) over (order by ${doneAt} desc, chunk desc)`.mapWith(Number).as("up_to"),
      })
      .from(jobChunks)
      .where(sql`job_id = ${jobId} and phase = 'run' and ${near}`),
  );
  return db
    .with(ordered)
    .select({
      upTo: ordered.upTo,
      doneAt: ordered.doneAt,
      rows: sql<TargetRow[]>`(select coalesce(json_agg(json_build_object('jobId', ${jobId}::integer, 'row', r.row, 'key', r.key, 'item', r.item, 'asked', r.asked)), '[]') from (select * from (select key, item, row, asked from job_rows where job_id = ${jobId} and (key, item, row) >= (${ordered.fromKey}, ${ordered.fromItem}, ${ordered.fromRow}) and problems is null order by key, item, row limit ${muchMoreThanChunk}) bounded limit ${ordered.size}) r where ${about})`,
    })
    .from(ordered)
    .where(sql`up_to > ${walked} and up_to - ${ordered.size} < ${walked + atOnce}`)
    .orderBy(ordered.upTo);
}
