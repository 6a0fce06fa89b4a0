import "server-only";
import type { Log } from "../log";

export interface Repeated {
  /** As soon as what runs now has ended. */
  now(): void;
  stop(): Promise<void>;
}

/** Runs `work` again and again, `everyMs` after it ended, one at a time. What it throws is logged: the next time may be better. */
export function repeat(work: () => Promise<void>, everyMs: number, log: Log): Repeated {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = work()
      .catch((error: unknown) => log.warn({ err: error }, "looking after jobs"))
      .finally(() => {
        running = undefined;
        timer = setTimeout(run, again ? 0 : everyMs);
        again = false;
      });
  };
  timer = setTimeout(run, everyMs);
  return {
    now: run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
  };
}
