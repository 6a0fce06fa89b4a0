import "server-only";

/** Lets a few in at once; the others wait, first come, first served. */
export interface Gate {
  /** Resolves with what is to be called on leaving; calling it again does nothing. */
  enter(): Promise<() => void>;
}

export function createGate(places: number): Gate {
  let free = places;
  const waiting: (() => void)[] = [];
  return {
    async enter() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const next = waiting.shift();
        // A place is handed on, so that nobody slips in between.
        if (next) next();
        else free += 1;
      };
    },
  };
}
