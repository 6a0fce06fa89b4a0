import "server-only";
import type { Finding } from "@/lib/shared/findings";
import type { Picture, PictureConversation, PictureGroup } from "@/lib/shared/picture";

/** What findings are drawn from: a picture before any was. */
export type Facts = Omit<Picture, "findings">;

/** Looks for one thing in a picture. Says nothing about a part that could not be read, and nothing that its numbers do not show. */
export type Finder = (facts: Facts) => Finding | null;

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
