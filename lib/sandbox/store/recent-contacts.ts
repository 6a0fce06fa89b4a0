import type { Account } from "./accounts";
import { conversationKey } from "./contact-book";
import type { Conversation } from "./conversations";
import { nowSeconds, type AppState } from "./state";
import { retentionSeconds } from "./unread-list";

export type RecentContact = { type: 1 | 2; id: string; time: number; pinned: boolean };

/**
 * The account's recent-contact list, newest first: conversations whose last message is at most seven days old, the newest 100
 * (up to 500 by option). It knows nothing of unread numbers, so what falls off it may still count.
 */
export function recentContacts(state: AppState, account: Account): RecentContact[] {
  const oldest = nowSeconds(state) - retentionSeconds;
  const pins = account.contactBook?.pins;
  const isPinned = (type: 1 | 2, id: string) => pins?.has(conversationKey(type, id)) ?? false;
  const found: RecentContact[] = [];
  for (const { peer, listedAt } of account.conversations?.values() ?? ([] as Conversation[])) {
    if (listedAt > 0 && listedAt >= oldest) found.push({ type: 1, id: peer, time: listedAt, pinned: isPinned(1, peer) });
  }
  for (const group of account.groups ?? []) {
    if (group.type === "AVChatRoom" || group.listedAt === 0 || group.listedAt < oldest) continue;
    const member = group.members.get(account.userId);
    if (!member || member.unlistedSeq >= group.nextSeq - 1) continue;
    found.push({ type: 2, id: group.groupId, time: group.listedAt, pinned: isPinned(2, group.groupId) });
  }
  found.sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
  return found.slice(0, state.options.recentContacts);
}
