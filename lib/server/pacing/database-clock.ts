import "server-only";

/** The database's clock, read on this process's own. */
export interface DatabaseClock {
  /** Takes in that the database's clock showed `at` (Unix ms) at some moment between `asked` and `answered`. */
  sync(reading: { at: number; asked: number; answered: number }): void;
  /** The moment on `performance.now()` that is `at` by the database, or a trifle later: never earlier. */
  toLocal(at: number): number;
}

/** Keeps the narrowest estimate that every reading allows, and follows the database's clock when it is set. */
export function createDatabaseClock(): DatabaseClock {
  // Database time minus local time; the smaller, the later everything happens here.
  let difference = Number.NEGATIVE_INFINITY;
  return {
    sync({ at, asked, answered }) {
      difference = Math.min(Math.max(difference, at - answered), at - asked);
    },
    toLocal: (at) => at - difference,
  };
}
