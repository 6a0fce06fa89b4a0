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
  if (asked > messages && after < asked) return { ...numbers, effect: after === before && after < messages ? "no_effect" : "clamped" };
  if (after !== before) return { ...numbers, effect: "changed" };
  return { ...numbers, effect: before === asked ? "unchanged" : "no_effect" };
}
