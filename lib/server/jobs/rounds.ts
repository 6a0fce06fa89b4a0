import "server-only";
import type { ChunkContext } from "./run-chunk";

/** Times a row is tried in all; each time the IM client tries several times by itself. */
export const rounds = 3;

/** Waits before a further round, longer each time. Answers whether work may go on. */
export async function pauseBefore({ signal, againAfterMs = 1000 }: Pick<ChunkContext, "signal" | "againAfterMs">, round: number): Promise<boolean> {
  if (signal.aborted) return false;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, againAfterMs * (round - 1));
  const stop = () => resolve();
  signal.addEventListener("abort", stop, { once: true });
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
  return !signal.aborted;
}
