import "server-only";

// Next bundles this module into several chunks, each with variables of its own; the process has one queue.
const key = Symbol.for("unread-console.one-at-a-time");
const shared = globalThis as { [key]?: Map<string, Promise<void>> };
const last = (shared[key] ??= new Map<string, Promise<void>>());

/**
 * Runs `work` once everything begun earlier on any of `targets` has ended, however it ended; what concerns other targets goes on
 * beside it. So two people who change the same number read, write and read back one after the other, and each entry of the record
 * tells what its own change did. That holds within this process: between two instances each entry is still what was read, but what
 * was read may hold the other's change as well.
 */
export async function oneAtATime<T>(targets: readonly string[], work: () => Promise<T>): Promise<T> {
  const before = targets.map((target) => last.get(target));
  const { promise: mine, resolve: end } = Promise.withResolvers<void>();
  // Places are taken on all targets at once, so that two who want the same ones never wait for each other.
  for (const target of targets) last.set(target, mine);
  await Promise.all(before);
  try {
    return await work();
  } finally {
    for (const target of targets) if (last.get(target) === mine) last.delete(target);
    end();
  }
}
