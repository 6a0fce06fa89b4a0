import { AppError } from "@/lib/shared/errors";
import type { MarkReadItem, MarkReadResult } from "@/lib/shared/unread";

/** What one request of ours may name. */
export const markReadLimit = 500;

interface Say {
  failed: (error: AppError) => string;
  notSent: string;
}

/**
 * Marks any number of conversations read, 500 a request, one request after the other. When one fails, those before it stay told, its
 * own conversations carry the error, and the ones after it say that nothing was sent for them. Throws only when the first one fails.
 */
export async function markInParts(peers: readonly string[], send: (peers: string[]) => Promise<MarkReadResult>, say: Say): Promise<MarkReadItem[]> {
  const results: MarkReadItem[] = [];
  for (let from = 0; from < peers.length; from += markReadLimit) {
    const part = peers.slice(from, from + markReadLimit);
    try {
      // One after the other: what failed must not be overtaken.
      // oxlint-disable-next-line no-await-in-loop
      results.push(...(await send(part)).results);
    } catch (error) {
      if (from === 0 || !(error instanceof AppError)) throw error;
      const failed = { code: error.code, message: say.failed(error) };
      const rest = peers.slice(from + markReadLimit).map((peer) => ({ peer, error: { code: "not_sent", message: say.notSent } }));
      return [...results, ...part.map((peer) => ({ peer, error: failed })), ...rest];
    }
  }
  return results;
}
