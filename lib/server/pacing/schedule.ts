import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import type { Lane } from "./pacer";

/** Bulk may reserve a lot this long before its first slot, so that asking the database costs no time. */
export const leadMs = 10;
/** How much of the schedule a lot covers. */
const lotMs: Record<Lane, number> = { interactive: 50, bulk: 20 };
/** Turns in a lot, where a rate is as good as none. */
const biggestLot = 500;

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
 * The arithmetic is the function `reserve_turns` in the database (see its migration), which holds the row while it reads the clock.
 *
 * Theoretical arrival times (GCRA) make it up. `interactive_at` spaces people's calls: at the full rate, or at what `bulkShare`
 * leaves for as long as jobs already have turns, which is at most `leadMs` and a lot: 30 ms. `bulk_at` spaces jobs' calls: at the
 * full rate, or at `bulkShare` of it within five seconds of a person's call. `total_at` is charged by both, and jobs get nothing
 * before it, nor before the people who are waiting (`queue_at`): what people spend, jobs wait out. A second may so hold two or three
 * calls above the rate, at worst.
 */
export async function reserve(db: Db, { sdkAppId, command, lane, perSecond, bulkShare, wanted, aheadMs = 0, now }: ReserveOptions): Promise<Reservation> {
  const gap = 1000 / perSecond;
  const lot = Math.min(biggestLot, Math.max(1, Math.floor((perSecond * lotMs[lane]) / 1000)));
  const isBulk = lane === "bulk";
  const result = await db.execute(sql`
    select granted, first, step, now_is as now
    from reserve_turns(${sdkAppId}, ${command}, ${isBulk}, ${isBulk ? lot : Math.min(lot, wanted)}, ${gap}, ${gap / bulkShare}, ${gap / Math.max(1 - bulkShare, 0.05)}, ${leadMs}, ${aheadMs}, ${now ?? null})`);
  // PGlite and node-postgres both answer an object with `rows`; Drizzle's common type does not say so.
  const [row] = (result as unknown as { rows: { granted: number; first: number; step: number; now: number }[] }).rows;
  if (!row) throw new Error("The schedule did not answer.");
  const { granted, first, step } = row;
  return { now: row.now, slots: Array.from({ length: granted }, (_, index) => first + index * step), nextAt: first + granted * step };
}
