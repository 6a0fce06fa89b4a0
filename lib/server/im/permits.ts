import "server-only";
import type { Lane } from "../pacing/pacer";

/** Connections that jobs leave to people, whatever the load. */
const keptForPeople = 16;

/**
 * Connections that may be in the making at once. Calls that wait for a handshake leave later than their moment, and those after them
 * do not: were many connections made at once, a cold start would end in a second with too many calls.
 */
const inTheMaking = 4;

export interface Permits {
  /** Resolves when a connection is free for `lane`, without taking it. */
  available(lane: Lane, signal: AbortSignal | undefined): Promise<void>;
  /** Takes a connection if one is free. Every one taken is given back with `release`. */
  take(lane: Lane): boolean;
  release(): void;
  /** Says that a caller for whom one was available has gone away without it. */
  passOn(): void;
  /** Says that a connection was made, or lost. */
  connectionsChanged(by: 1 | -1): void;
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
  let connected = 0;
  const waiting = new Set<Waiter>();
  const kept = Math.min(keptForPeople, Math.floor(connections / 4));
  const isFree = (lane: Lane) => inUse < Math.min(lane === "bulk" ? connections - kept : connections, connected + inTheMaking);
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
      wakeNext();
    },
    passOn: wakeNext,
    connectionsChanged(by) {
      connected += by;
      if (by === 1) wakeNext();
    },
  };

  function wakeNext(): void {
    const next = firstOf("interactive") ?? firstOf("bulk");
    if (next && isFree(next.lane)) next.wake();
  }

  function firstOf(lane: Lane): Waiter | undefined {
    for (const waiter of waiting) if (waiter.lane === lane) return waiter;
    return undefined;
  }
}
