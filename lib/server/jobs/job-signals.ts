import "server-only";

// Next bundles this module into several chunks, each with variables of its own; the process has one worker.
const key = Symbol.for("unread-console.job-signals");
const shared = globalThis as { [key]?: Set<() => void> };
const listeners = (shared[key] ??= new Set<() => void>());

/** Tells this process's worker that some job's state has changed, so that it need not find out by asking. Other processes find out by asking. */
export function jobsChanged(): void {
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever a job's state has changed by this process's doing; answers the function that ends that. */
export function onJobsChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
