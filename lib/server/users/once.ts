import "server-only";

/** Answers whether a key is asked about for the first time; remembers the last `capacity` keys. */
export function createOnce(capacity = 1000): (key: string) => boolean {
  const seen = new Set<string>();
  return (key) => {
    if (seen.has(key)) return false;
    const oldest = seen.values().next();
    if (seen.size >= capacity && !oldest.done) seen.delete(oldest.value);
    seen.add(key);
    return true;
  };
}
