import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { toNumber } from "../db/to-number";
import type { Target } from "./kinds";

/** A usable row on its way. */
export interface RowTarget extends Target {
  row: number;
  /** What the number has to be still, for it to be put back. */
  expected: number | null;
}

/** A place in the order of targets. */
export type Place = Pick<RowTarget, "key" | "item" | "row">;

const pageSize = 2000;

/** Up to `limit` usable rows in the order of their targets, from `from` on, or after it. Rows of one group or account stand together. */
export async function readTargets(db: Db, jobId: number, { from, inclusive = false, limit }: { from: Place | undefined; inclusive?: boolean; limit: number }): Promise<RowTarget[]> {
  const beginning = from === undefined ? sql`key is not null` : sql`(key, item, row) ${inclusive ? sql`>=` : sql`>`} (${from.key}, ${from.item}, ${from.row}::integer)`;
  const result = await db.execute(sql`
    select row, key, item, asked, up_to as "upTo", expected from job_rows
    where job_id = ${jobId} and ${beginning} and problems is null
    order by key, item, row limit ${limit}`);
  // PGlite and node-postgres both answer an object with `rows`; Drizzle's common type does not say so.
  const { rows } = result as unknown as { rows: RawTarget[] };
  return rows.map(({ asked, upTo, expected, ...row }) => ({ ...row, asked: toNumber(asked), upTo: toNumber(upTo), expected: toNumber(expected) }));
}

/** All usable rows in the order of their targets, a page at a time, so that nobody else waits long. */
export async function* walkRows(db: Db, jobId: number): AsyncGenerator<RowTarget[], void> {
  for (let from: Place | undefined; ; ) {
    // Each page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const page = await readTargets(db, jobId, { from, limit: pageSize });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    from = page.at(-1);
  }
}

/** As it comes from the statement. */
type RawTarget = Omit<RowTarget, "asked" | "upTo" | "expected"> & Record<"asked" | "upTo" | "expected", number | string | null>;
