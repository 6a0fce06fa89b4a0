import "server-only";

/** Thrown when so much is waiting that one more would only wait in vain. */
export class TooBusyError extends Error {
  override name = "TooBusyError";
}

/** Runs at most `running` tasks at a time, in order of arrival; with `waiting` more in the queue the next one is refused. */
export function limitConcurrency({ running, waiting }: { running: number; waiting: number }) {
  const queue: (() => void)[] = [];
  let active = 0;

  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (active < running) active += 1;
    else {
      if (queue.length >= waiting) throw new TooBusyError("Too many are waiting.");
      // The task before hands over its place, so `active` stays as it is.
      await new Promise<void>((start) => queue.push(start));
    }
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else active -= 1;
    }
  };
}
