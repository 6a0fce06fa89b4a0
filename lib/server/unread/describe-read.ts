import type { Effect } from "@/lib/shared/unread";

/** What marking a conversation read did, going by the numbers before and after. `null` is a number that could not be read. */
export function describeRead({ before, after }: { before: number | null; after: number | null }): Effect {
  if (before === null || after === null) return "unverified";
  if (before === 0) return "unchanged";
  return after < before ? "changed" : "no_effect";
}
