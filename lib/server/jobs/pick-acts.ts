import "server-only";
import { and, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobRows } from "../db/schema";
import { findActive, type Active } from "./find-active";
import { readEnds, type End } from "./read-ends";
import { walkNewest } from "./walk-newest";

/** Rows of this app about this account, this group, or this account in this group. */
export interface Whom {
  sdkAppId: string;
  account: string | undefined;
  group: string | undefined;
}

/** A row by its number, with what it is about. */
export interface TargetRow {
  jobId: number;
  row: number;
  key: string | null;
  item: string | null;
  asked: number | null;
}

/** A row of a run and what became of it. */
export interface Act extends TargetRow, End {}

/** Where a page of acts ends; `at` in Unix milliseconds. */
export interface Place {
  at: number;
  job: number;
  row: number;
}

/** Rows about the same that are read and sorted at once. */
const atOnce = 2000;

/**
 * What runs have done to `whom`, newest first; of the same millisecond, later jobs and rows first. Jobs are looked into from the latest
 * on, and no further than to where nothing newer can be found; and in no look is it left to the planner how many rows there are.
 */
export async function pickActs(db: Db, whom: Whom, { after, limit }: { after: Place | undefined; limit: number }): Promise<Act[]> {
  const active = await findActive(db, whom, { until: after?.at, enough: atOnce + 1 });
  let found: Act[] = [];
  /** Whether the page is full, and nothing of what is left can be newer than `until`, the last time at which anything of that happened. */
  const isWhole = (until: Date) => (found[limit - 1]?.at.getTime() ?? 0) > until.getTime();
  const add = async (rows: readonly TargetRow[]) => {
    const read = await readActs(db, rows, { after, limit });
    // A chunk that ends meanwhile may come twice.
    const each = new Map([...found, ...read].map((act) => [`${act.jobId}.${act.row}`, act]));
    found = [...each.values()].toSorted(newestFirst).slice(0, limit);
  };

  while (active[0] && !isWhole(active[0].until)) {
    const together = takeTogether(active);
    if (together.length > 0) {
      // Each look tells whether there has to be another.
      // oxlint-disable-next-line no-await-in-loop
      await add(await readRowsAbout(db, together, whom));
      continue;
    }
    const next = active.shift();
    if (!next) break;
    // oxlint-disable-next-line no-await-in-loop
    for await (const part of walkNewest(db, next, whom, atOnce)) {
      await add(part.rows);
      if (isWhole(part.until)) break;
    }
  }
  return found;
}

/** Takes from the front what is few enough to be read at once; nothing where the first alone is too much. */
function takeTogether(active: Active[]): Active[] {
  const taken: Active[] = [];
  for (let rows = 0; active[0] && active[0].rows <= atOnce - rows; rows += active.shift()?.rows ?? 0) taken.push(active[0]);
  return taken;
}

/** Those of `rows` that were sent, newest first, and only what comes after `after`. */
async function readActs(db: Db, rows: readonly TargetRow[], { after, limit }: { after: Place | undefined; limit: number }): Promise<Act[]> {
  const isAfter = after ? sql`and (o.at, o.job_id, o.row) < (to_timestamp(${after.at}::double precision / 1000), ${after.job}::bigint, ${after.row}::bigint)` : sql``;
  const ends = await readEnds(db, "run", rows, sql`where o.outcome not in ('refused', 'read') and (o.attempts > 0 or o.rerun) ${isAfter} order by o.at desc, o.job_id desc, o.row desc limit ${limit}`);
  const byNumber = new Map(rows.map((row) => [`${row.jobId}.${row.row}`, row]));
  return ends.flatMap((end) => {
    const row = byNumber.get(`${end.jobId}.${end.row}`);
    return row ? [{ ...row, ...end }] : [];
  });
}

/** A group stands in `key`, its member in `item`; of marking read, the account in `key` and the peer in `item`. */
function readRowsAbout(db: Db, active: readonly Active[], { account, group }: Whom): Promise<TargetRow[]> {
  const [sets, marks] = [active.filter(({ kind }) => kind !== "mark_read"), active.filter(({ kind }) => kind === "mark_read")];
  const isItem = account === undefined ? undefined : eq(jobRows.item, account);
  const isKey = eq(jobRows.key, group ?? account ?? "");
  const isAbout = group === undefined ? or(and(of(sets), isItem), and(of(marks), isItem), and(of(marks), isKey)) : and(of(sets), isKey, isItem);
  return db.select({ jobId: jobRows.jobId, row: jobRows.row, key: jobRows.key, item: jobRows.item, asked: jobRows.asked }).from(jobRows).where(isAbout);
}

function of(active: readonly Active[]): SQL {
  return inArray(
    jobRows.jobId,
    active.map(({ id }) => id),
  );
}

function newestFirst(a: Act, b: Act): number {
  return b.at.getTime() - a.at.getTime() || b.jobId - a.jobId || b.row - a.row;
}
