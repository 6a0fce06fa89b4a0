import "server-only";

/** Calls that one look-up may have under way at once; the pace allows them one by one anyway. */
const sideBySide = 16;

/** `items`, each once, in parts of at most `size`. */
export function splitUnique<T>(items: readonly T[], size: number): T[][] {
  const unique = [...new Set(items)];
  return Array.from({ length: Math.ceil(unique.length / size) }, (_, part) => unique.slice(part * size, (part + 1) * size));
}

/**
 * Runs `work` for every item, several at a time, and answers in the order given. The first failure ends it: no further item is
 * begun, and it is thrown once what was under way has come back.
 */
export async function mapSideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = Array.from({ length: items.length });
  const failures: unknown[] = [];
  const queue = items.entries();
  const run = async () => {
    for (const [index, item] of queue) {
      if (failures.length > 0) return;
      try {
        // One runner works through its items in turn; the runners are what goes side by side.
        // oxlint-disable-next-line no-await-in-loop
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, items.length) }, run));
  if (failures.length > 0) throw failures[0];
  return results;
}
