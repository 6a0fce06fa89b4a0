import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import type { Lane } from "./pacer";

/** Bulk may reserve a lot this long before its first slot, so that asking the database costs no time. */
export const leadMs = 10;
/** How much of the schedule a lot covers. */
const lotMs: Record<Lane, number> = { interactive: 50, bulk: 20 };
/** For this long after their last call, people count as working. */
const workingMs = 5000;

export interface ReserveOptions {
  sdkAppId: string;
  command: string;
  lane: Lane;
  perSecond: number;
  bulkShare: number;
  /** Calls waiting. */
  wanted: number;
  /** How long answers of the database have been taking beyond what is usual: slots begin this much later, so as not to be missed. */
  aheadMs?: number | undefined;
  /** Unix milliseconds to take for the database's clock, in tests of the schedule itself. */
  now?: number | undefined;
}

/** Moments by the database's clock, in Unix milliseconds. */
export interface Reservation {
  now: number;
  slots: number[];
  /** When there is more to be had. */
  nextAt: number;
}

/**
 * Reserves the next moments at which `command` may be sent, in one statement, so that any number of processes share the schedule.
 *
 * Three theoretical arrival times (GCRA) make it up. `interactive_at` spaces people's calls at the full rate, whatever jobs do.
 * `bulk_at` spaces jobs' calls at the full rate too, or at `bulkShare` of it while people are working. `total_at` is charged by
 * both, and jobs get nothing before it: what people spend, jobs wait out. Jobs reserve at most `leadMs` + a lot ahead, so a sudden
 * burst of people's calls can meet no more than 30 ms of jobs' calls: in any second, 3 % and a call above the rate at worst.
 */
export async function reserve(db: Db, options: ReserveOptions): Promise<Reservation> {
  const gap = 1000 / options.perSecond;
  const lot = Math.max(1, Math.floor((options.perSecond * lotMs[options.lane]) / 1000));
  const clock = options.now === undefined ? sql`(extract(epoch from clock_timestamp()) * 1000)::double precision` : sql`${options.now}::double precision`;
  const ahead = options.aheadMs ?? 0;
  const earliest = sql`(${clock} + ${ahead}::double precision)`;
  const reserved =
    options.lane === "interactive" ? await reserveInteractive(db, options, gap, Math.min(lot, options.wanted), earliest) : await reserveBulk(db, options, gap, lot, earliest);
  return { ...reserved, now: reserved.now - ahead };
}

async function reserveInteractive(db: Db, { sdkAppId, command }: ReserveOptions, gap: number, count: number, earliest: SQL): Promise<Reservation> {
  const length = count * gap;
  const [row] = await rowsOf<{ next: number; now: number }>(
    db,
    sql`
      insert into rate_schedules as r (app, command, interactive_at, total_at)
      values (${sdkAppId}, ${command}, ${earliest} + ${length}::double precision, ${earliest} + ${length}::double precision)
      on conflict (app, command) do update set
        interactive_at = ${notBefore(earliest, sql`r.interactive_at`, gap)} + ${length}::double precision,
        total_at = ${notBefore(earliest, sql`r.total_at`, gap)} + ${length}::double precision
      returning r.interactive_at as next, ${earliest} as now`,
  );
  if (!row) throw new Error("The schedule was not written.");
  return { now: row.now, slots: spaced(row.next, gap, count), nextAt: row.next };
}

async function reserveBulk(db: Db, { sdkAppId, command, bulkShare }: ReserveOptions, gap: number, count: number, earliest: SQL): Promise<Reservation> {
  const start = sql`greatest(${notBefore(earliest, sql`r.bulk_at`, gap)}, ${notBefore(earliest, sql`r.total_at`, gap)})`;
  const step = sql`(case when r.interactive_at > ${earliest} - ${workingMs}::double precision then ${gap / bulkShare}::double precision else ${gap}::double precision end)`;
  const [row] = await rowsOf<{ next: number; step: number; now: number }>(
    db,
    sql`
      insert into rate_schedules as r (app, command, bulk_at, total_at)
      values (${sdkAppId}, ${command}, ${earliest} + ${count * gap}::double precision, ${earliest} + ${count * gap}::double precision)
      on conflict (app, command) do update set
        bulk_at = ${start} + ${count}::double precision * ${step},
        total_at = ${notBefore(earliest, sql`r.total_at`, gap)} + ${count * gap}::double precision
      where ${start} <= ${earliest} + ${leadMs}::double precision
      returning r.bulk_at as next, ${step} as step, ${earliest} as now`,
  );
  if (row) return { now: row.now, slots: spaced(row.next, row.step, count), nextAt: row.next };

  const [later] = await rowsOf<{ next: number; now: number }>(
    db,
    sql`select ${start} as next, ${earliest} as now from rate_schedules r where app = ${sdkAppId} and command = ${command}`,
  );
  if (!later) throw new Error("The schedule has gone.");
  return { now: later.now, slots: [], nextAt: later.next };
}

/** `time`, or now if that is past. A time far ahead was left behind by a clock that has been set back, and counts for nothing. */
function notBefore(earliest: SQL, time: SQL, gap: number): SQL {
  return sql`(case when ${time} > ${earliest} + ${60_000 + 10 * gap}::double precision then ${earliest} else greatest(${time}, ${earliest}) end)`;
}

/** `count` moments, the last of them `step` before `end`. */
function spaced(end: number, step: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => end - (count - index) * step);
}

/** PGlite and node-postgres both answer an object with `rows`; Drizzle's common type does not say so. */
async function rowsOf<Row>(db: Db, query: SQL): Promise<Row[]> {
  const result = (await db.execute(query)) as unknown as { rows: Row[] };
  return result.rows;
}
