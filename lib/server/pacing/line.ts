import "server-only";
import type { Reservation } from "./schedule";
import { leadMs } from "./schedule";

/**
 * A turn this much late is lost. Turns that were missed while the process was busy would otherwise all be taken at once, and bring
 * more calls into one second than the rate allows.
 */
const toleranceMs = 15;

/** How far ahead turns are asked for at most, when answers of the database come late: everybody waits for turns before them. */
const furthestAheadMs = 250;

/** A busy line asks no more often than this, and for more calls at once. */
const betweenAsksMs = 4;

interface Waiter {
  resolve(): void;
  reject(reason: unknown): void;
}

export interface LineOptions {
  /** Asks the database for turns for `wanted` calls, beginning `aheadMs` from now; the times come back on `performance.now()`. */
  reserve(wanted: number, aheadMs: number): Promise<Pick<Reservation, "slots" | "nextAt">>;
}

export interface Line {
  /** Resolves when it is this call's turn; first come, first served. */
  wait(signal: AbortSignal | undefined): Promise<void>;
}

/** The calls of one command and lane that wait in this process. One question to the database serves all of them. */
export function createLine({ reserve }: LineOptions): Line {
  const waiting = new Set<Waiter>();
  const slots: number[] = [];
  /** From when on the database may be asked for more. */
  let askAt = 0;
  let asking = false;
  let aheadMs = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Gives out the turns that have come, sees to further ones, and sets the alarm for whatever is next. */
  function advance(): void {
    clearTimeout(timer);
    const now = performance.now();
    while (slots[0] !== undefined && slots[0] < now - toleranceMs) slots.shift();
    for (const waiter of waiting) {
      const [slot] = slots;
      if (slot === undefined || slot > now) break;
      slots.shift();
      waiting.delete(waiter);
      waiter.resolve();
    }
    if (waiting.size === 0) return;
    const needsMore = slots.length < waiting.size;
    if (needsMore && !asking && now >= askAt) void ask();
    const next = Math.min(slots[0] ?? Number.POSITIVE_INFINITY, needsMore && !asking ? askAt : Number.POSITIVE_INFINITY);
    // Rounded up, so that a turn is never taken early.
    if (Number.isFinite(next)) timer = setTimeout(advance, Math.max(1, Math.ceil(next - now)));
  }

  async function ask(): Promise<void> {
    asking = true;
    try {
      const reservation = await reserve(waiting.size - slots.length, aheadMs);
      const now = performance.now();
      slots.push(...reservation.slots);
      // Turns that are past by the time we hear of them are lost too. Those asked for next lie further ahead, or else a slow
      // database would let nothing through.
      const late = now - (reservation.slots[0] ?? now);
      aheadMs = late > toleranceMs ? Math.min(aheadMs + late, furthestAheadMs) : aheadMs / 2;
      askAt = Math.max(reservation.nextAt - leadMs, now + betweenAsksMs);
    } catch (error) {
      for (const waiter of waiting) waiter.reject(error);
      waiting.clear();
      askAt = 0;
    } finally {
      asking = false;
    }
    advance();
  }

  return {
    wait(signal) {
      return new Promise<void>((resolve, reject) => {
        const leave = () => {
          waiting.delete(waiter);
          signal?.removeEventListener("abort", abort);
        };
        const abort = () => {
          leave();
          reject(signal?.reason as Error);
        };
        const waiter: Waiter = {
          resolve() {
            leave();
            resolve();
          },
          reject(reason) {
            leave();
            reject(reason as Error);
          },
        };
        if (signal?.aborted) return abort();
        signal?.addEventListener("abort", abort, { once: true });
        waiting.add(waiter);
        advance();
      });
    },
  };
}
