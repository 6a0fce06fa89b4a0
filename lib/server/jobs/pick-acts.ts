import "server-only";
import { and, desc, eq, inArray, notInArray, or, sql, type SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobOutcomes, jobRows, jobs } from "../db/schema";
import { findActive, type Active } from "./find-active";
import { walkNewest } from "./walk-newest";

/** Rows of this app about this account, this group, or this account in this group. */
export interface Whom {
  sdkAppId: string;
  account: string | undefined;
  group: string | undefined;
}

export interface Act {
  job: typeof jobs.$inferSelect;
  line: typeof jobRows.$inferSelect;
  end: typeof jobOutcomes.$inferSelect;
}

/** Rows about the same that are read and sorted at once. */
const atOnce = 2000;
/** No time that a cursor names is after this one, which PostgreSQL still knows. */
const latest = 8.64e15;

/**
 * What runs have done to `whom`, newest first; of the same millisecond, later jobs and rows first. `after` is `<ms>.<jobId>.<row>`. Jobs
 * are looked into from the latest on, and no further than to where nothing newer can be found.
 */
export async function pickActs(db: Db, whom: Whom, { after, limit }: { after: string | undefined; limit: number }): Promise<Act[]> {
  const [ms = latest, job = 0, row = 0] = (after ?? "").split(".").map(Number);
  const place = after === undefined ? undefined : { at: Math.min(ms, latest), job, row };
  const isAfter = place && sql`(${jobOutcomes.at}, ${jobs.id}, ${jobRows.row}) < (to_timestamp(${place.at}::double precision / 1000), ${place.job}::bigint, ${place.row}::bigint)`;
  const active = await findActive(db, whom, { until: place?.at, enough: atOnce + 1 });
  let found: Act[] = [];
  /** Whether the page is full, and nothing of what is left can be newer than `until`, the last time at which anything of that happened. */
  const isWhole = (until: Date) => (found[limit - 1]?.end.at.getTime() ?? 0) > until.getTime();
  const add = async (which: SQL | undefined) => {
    const read = await readActs(db, and(which, isAfter), limit);
    // A chunk that ends meanwhile may come twice.
    const each = new Map([...found, ...read].map((act) => [`${act.job.id}.${act.line.row}`, act]));
    found = [...each.values()].toSorted(newestFirst).slice(0, limit);
  };

  while (active.length > 0 && !isWhole(active[0]?.until ?? new Date(0))) {
    const together = takeTogether(active);
    if (together.length > 0) {
      // Each look tells whether there has to be another.
      // oxlint-disable-next-line no-await-in-loop
      await add(and(isAbout(whom), inArray(jobRows.jobId, together)));
      continue;
    }
    const next = active.shift();
    if (!next) break;
    // oxlint-disable-next-line no-await-in-loop
    for await (const part of walkNewest(db, next, whom, atOnce)) {
      if (part.rows.length > 0) await add(and(eq(jobRows.jobId, next.id), inArray(jobRows.row, part.rows)));
      if (isWhole(part.until)) break;
    }
  }
  return found;
}

/** Takes from the front what is few enough to be read at once; nothing where the first alone is too much. */
function takeTogether(active: Active[]): number[] {
  const taken: number[] = [];
  for (let rows = 0; active[0] && active[0].rows <= atOnce - rows; rows += active.shift()?.rows ?? 0) taken.push(active[0].id);
  return taken;
}

function readActs(db: Db, which: SQL | undefined, limit: number): Promise<Act[]> {
  return db
    .select({ job: jobs, line: jobRows, end: jobOutcomes })
    .from(jobRows)
    .innerJoin(jobs, eq(jobs.id, jobRows.jobId))
    .innerJoin(jobOutcomes, and(eq(jobOutcomes.jobId, jobRows.jobId), eq(jobOutcomes.phase, "run"), eq(jobOutcomes.row, jobRows.row)))
    .where(and(which, notInArray(jobOutcomes.outcome, ["refused", "read"])))
    .orderBy(desc(jobOutcomes.at), desc(jobs.id), desc(jobRows.row))
    .limit(limit);
}

function newestFirst(a: Act, b: Act): number {
  return b.end.at.getTime() - a.end.at.getTime() || b.job.id - a.job.id || b.line.row - a.line.row;
}

/** A group stands in `key`, its member in `item`; of marking read, the account in `key` and the peer in `item`. */
function isAbout({ account, group }: Whom): SQL | undefined {
  if (group !== undefined) return and(eq(jobRows.key, group), account === undefined ? undefined : eq(jobRows.item, account));
  if (account === undefined) return sql`false`;
  return and(or(eq(jobRows.item, account), eq(jobRows.key, account)), or(eq(jobRows.item, account), eq(jobs.kind, "mark_read")));
}
