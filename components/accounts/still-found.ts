import type { MissingFinds } from "@/lib/client/missing";
import { resultsBetween, unreadTargets, type PeerResults } from "./peers-table";

interface Since {
  /** Peers that the list shows by now. */
  listed: readonly string[];
  /** Of all acts. */
  results: PeerResults;
  /** When the picture was read that this is held against, by this browser's clock. */
  readAt: number;
}

/** How much of what a search found is still in conversations that the list does not show, as far as that picture can know. */
export function stillFound({ found, startedAt }: Pick<MissingFinds, "found" | "startedAt">, { listed, results, readAt }: Since): number {
  const shown = new Set(listed);
  const hidden = found.filter(({ peer }) => !shown.has(peer));
  return unreadTargets(hidden, resultsBetween(results, startedAt, readAt)).reduce((sum, { unread }) => sum + (unread ?? 0), 0);
}
