import "server-only";
import type { Hours } from "@/lib/shared/jobs";

const minute = 60_000;

/**
 * When a job that may run only between certain hours may run next; `null` where it may run now. Hours are those of the clock in their
 * zone, also on days on which that is set.
 */
export function opensAt(hours: Hours | null, now: Date): Date | null {
  if (!hours || isOpen(hours, now)) return null;
  // Whatever a zone does with its clock: minute by minute, the first one that shows an hour in between. At most two days ahead.
  const from = Math.ceil(now.getTime() / minute) * minute;
  for (let ahead = 0; ahead <= 48 * 60; ahead += 1) {
    const at = new Date(from + ahead * minute);
    if (isOpen(hours, at)) return at;
  }
  return null;
}

/** Whether the clock of the zone shows a time from `from` until before `to`. Where both are the same, there is no limit. */
export function isOpen({ from, to, timeZone }: Hours, at: Date): boolean {
  if (from === to) return true;
  const clock = clockOf(timeZone).format(at);
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  clocks.set(timeZone, known);
  return known;
}
