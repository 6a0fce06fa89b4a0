import "server-only";

export type BreakerState = "closed" | "open" | "half_open";

export interface Breaker {
  state(): BreakerState;
  /** Milliseconds until calls may be tried again; 0 if they may now. */
  pausedFor(): number;
  /** Takes part in the traffic. Returns what to tell afterwards, or nothing while calls are paused. */
  enter(): ((outcome: "answered" | "failed" | "given_up") => void) | undefined;
}

/**
 * Stops calls for `pauseMs` after `failures` of them failed in a row to get an answer; then one is let through, and its outcome
 * decides whether all are. What IM refuses counts as answered.
 */
export function createBreaker({ failures, pauseMs }: { failures: number; pauseMs: number }): Breaker {
  let inARow = 0;
  let openUntil: number | undefined;
  let probing = false;
  const pausedFor = () => (openUntil === undefined ? 0 : Math.max(0, openUntil - performance.now()));
  const state = () => {
    if (openUntil === undefined) return "closed";
    return pausedFor() > 0 ? "open" : "half_open";
  };
  return {
    state,
    pausedFor: () => (state() === "half_open" && probing ? 1 : pausedFor()),
    enter() {
      const entered = state();
      if (entered === "open" || (entered === "half_open" && probing)) return undefined;
      const isProbe = entered === "half_open";
      if (isProbe) probing = true;
      return (outcome) => {
        if (isProbe) probing = false;
        if (outcome === "answered") {
          inARow = 0;
          openUntil = undefined;
        } else if (outcome === "failed") {
          inARow += 1;
          // Calls sent before the pause began do not prolong it.
          if (isProbe || (openUntil === undefined && inARow >= failures)) openUntil = performance.now() + pauseMs;
        }
      };
    },
  };
}
