import "server-only";
import { stopsAll } from "../stops-all";
import type { Reading, Target } from "./kind";

/**
 * Reads targets key by key, side by side, and answers in the order given. What fails for one key is the answer about its targets
 * alone; what says nothing about them (calls are paused, the job is stopped) ends the whole.
 */
export async function byKey<T extends Target>(targets: readonly T[], read: (key: string, targets: readonly T[]) => Promise<Reading[]>): Promise<Reading[]> {
  const places = new Map<string, number[]>();
  for (const [place, { key }] of targets.entries()) {
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
  const readings: Reading[] = targets.map(() => ({ error: undefined }));
  await Promise.all(
    [...places].map(async ([key, own]) => {
      const mine = own.flatMap((place) => targets[place] ?? []);
      const found = await read(key, mine).catch((error: unknown): Reading[] => {
        if (stopsAll(error)) throw error;
        return mine.map(() => ({ error }));
      });
      for (const [index, place] of own.entries()) readings[place] = found[index] ?? { error: undefined };
    }),
  );
  return readings;
}
