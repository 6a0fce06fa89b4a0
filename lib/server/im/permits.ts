import "server-only";
import type { Lane } from "../pacing/pacer";

/** Connections that jobs leave to people, whatever the load. */
const keptForPeople = 16;

export interface Permits {
  /** Resolves when a connection is free for `lane`, without taking it. */
  available(lane: Lane, signal: AbortSignal | undefined): Promise<void>;
  /** Takes a connection if one is free. Every one taken is given back with `release`. */
  take(lane: Lane): boolean;
  release(): void;
}

interface Waiter {
  lane: Lane;
  wake(): void;
}

/**
 * Counts connections. A call that was granted its moment must leave at that moment: were it to queue for a connection, a slow spell
 * of the IM API would end in a burst above its limit. So calls wait for a connection first, and only then for their turn.
 */
export function createPermits(connections: number): Permits {
  let inUse = 0;
  const waiting = new Set<Waiter>();
  const kept = Math.min(keptForPeople, Math.floor(connections / 4));
  const isFree = (lane: Lane) => inUse < (lane === "bulk" ? connections - kept : connections);
  return {
    async available(lane, signal) {
      if (isFree(lane)) return;
      await new Promise<void>((resolve, reject) => {
        const done = () => {
          waiting.delete(waiter);
          signal?.removeEventListener("abort", abort);
        };
        const abort = () => {
          done();
          reject(signal?.reason as Error);
        };
        const waiter = {
          lane,
          wake() {
            done();
            resolve();
          },
        };
        waiting.add(waiter);
        signal?.addEventListener("abort", abort, { once: true });
      });
    },
    take(lane) {
      if (!isFree(lane)) return false;
      inUse += 1;
      return true;
    },
    release() {
      inUse -= 1;
      const next = firstOf("interactive") ?? firstOf("bulk");
      if (next && isFree(next.lane)) next.wake();
    },
  };

  function firstOf(lane: Lane): Waiter | undefined {
    for (const waiter of waiting) if (waiter.lane === lane) return waiter;
    return undefined;
  }
}
