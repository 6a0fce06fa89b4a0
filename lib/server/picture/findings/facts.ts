import "server-only";
import type { Finding } from "@/lib/shared/findings";
import type { Picture, PictureConversation, PictureGroup } from "@/lib/shared/picture";

/** What findings are drawn from: a picture before any was. */
export type Facts = Omit<Picture, "findings">;

export interface Finder {
  /** Its place among findings of the same verdict: the lower, the more important. */
  rank: number;
  /** Says nothing about a part that could not be read, and nothing that the numbers do not show. */
  find: (facts: Facts) => Finding | null;
}

/** Looks for one thing in a picture. Ranks lie ten apart, so that there is room between any two. */
export function finder(rank: number, find: Finder["find"]): Finder {
  return { rank, find };
}

/** The listed conversations; none where the list could not be read. */
export function listedConversations({ conversations }: Facts): PictureConversation[] {
  return conversations.ok ? conversations.value.list : [];
}

/** The account's groups; none where they could not be read. */
export function joinedGroups({ groups }: Facts): PictureGroup[] {
  return groups.ok ? groups.value : [];
}

/** What the group counts for the account; `null` where it keeps no count or the number is unknown. */
export function countedUnread({ unread }: PictureGroup): number | null {
  return unread?.counted ? unread.value : null;
}
