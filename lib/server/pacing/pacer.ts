import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Db } from "../db/client";
import { createDatabaseClock } from "./database-clock";
import { createLine, type Line } from "./line";
import { reserve } from "./schedule";

/** Who gets the rate budget first: people, or jobs. */
export type Lane = "interactive" | "bulk";

export interface Slot {
  sdkAppId: string;
  command: string;
  perSecond: number;
  lane: Lane;
  signal?: AbortSignal | undefined;
}

/** Grants the moments at which calls may be sent, so that an app's documented rate is never exceeded. */
export interface Pacer {
  /**
   * Resolves when the next call of `command` may be sent; rejects with the signal's reason when it is aborted first, and with
   * `database_unavailable` when the schedule cannot be asked: nothing is sent unpaced. Not to be awaited inside a transaction.
   */
  waitForTurn(slot: Slot): Promise<void>;
}

/** A pacer on the schedule in `db`, which it shares with every other process there. Jobs get `bulkShare` of a rate while people work. */
export function createPacer({ db, bulkShare }: { db: Db; bulkShare: number }): Pacer {
  const lines = new Map<string, { line: Line; rate: { perSecond: number } }>();
  const clock = createDatabaseClock();

  function lineFor({ sdkAppId, command, lane, perSecond }: Slot): Line {
    const key = `${lane} ${sdkAppId} ${command}`;
    const existing = lines.get(key);
    if (existing) {
      existing.rate.perSecond = perSecond;
      return existing.line;
    }
    const rate = { perSecond };
    const line = createLine({
      async reserve(wanted, aheadMs) {
        const asked = performance.now();
        const reservation = await reserve(db, { sdkAppId, command, lane, perSecond: rate.perSecond, bulkShare, wanted, aheadMs }).catch((cause: unknown) => {
          throw new AppError("database_unavailable", "The database that keeps the pace of calls cannot be reached, so nothing was sent.", { cause });
        });
        clock.sync({ at: reservation.now, asked, answered: performance.now() });
        return { slots: reservation.slots.map(clock.toLocal), nextAt: clock.toLocal(reservation.nextAt) };
      },
    });
    lines.set(key, { line, rate });
    return line;
  }

  return { waitForTurn: async (slot) => lineFor(slot).wait(slot.signal) };
}
