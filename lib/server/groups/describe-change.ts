import type { UnreadChange } from "@/lib/shared/groups";

interface Numbers {
  asked: number;
  before: number;
  /** `null` when it could not be read back. */
  after: number | null;
  /** Messages the group has had, the highest number the server keeps. */
  messages: number;
}

/** What setting a member's unread number did, going by the numbers before and after. */
export function describeChange({ asked, before, after, messages }: Numbers): UnreadChange {
  const numbers = { before, asked, after };
  if (after === null) return { ...numbers, effect: "unverified" };
  if (after === asked) return { ...numbers, effect: after === before ? "unchanged" : "changed" };
  // The number was at the ceiling already, and there it was left: lowered, even though it did not move.
  if (after === before && !(asked > messages && after >= messages)) return { ...numbers, effect: "no_effect" };
  // Below what was asked for without a ceiling in the way: the member has read some of it since.
  return { ...numbers, effect: after < asked && asked > messages ? "clamped" : "changed" };
}
