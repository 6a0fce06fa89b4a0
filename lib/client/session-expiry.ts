import { useSyncExternalStore } from "react";

let over = false;
const listeners = new Set<() => void>();

/** Remembers that an answer said the session is over, until the page is loaded anew. */
export const sessionExpiry = {
  report(): void {
    over = true;
    for (const listener of listeners) listener();
  },
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether any answer so far said that the session is over. */
export function useSessionOver(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => over,
    () => false,
  );
}
