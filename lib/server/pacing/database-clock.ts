import "server-only";

/** The database's clock, read on this process's own. */
export interface DatabaseClock {
  /** Takes in that the database's clock showed `at` (Unix ms) at some moment between `asked` and `answered`. */
  sync(reading: { at: number; asked: number; answered: number }): void;
  /** The moment on `performance.now()` that is `at` by the database, or a trifle later: never earlier. */
  toLocal(at: number): number;
}

/** An estimate loses this much of its worth per millisecond, so that one quick answer of long ago does not count for ever. */
const ageing = 0.02;

/** Keeps the narrowest estimate that recent readings allow, and follows the database's clock when it is set. */
export function createDatabaseClock(): DatabaseClock {
  // Database time minus local time; the smaller, the later everything happens here.
  let difference = Number.NEGATIVE_INFINITY;
  let readAt = 0;
  return {
    sync({ at, asked, answered }) {
      const aged = difference - (answered - readAt) * ageing;
      difference = Math.min(Math.max(aged, at - answered), at - asked);
      readAt = answered;
    },
    toLocal: (at) => at - difference,
  };
}
