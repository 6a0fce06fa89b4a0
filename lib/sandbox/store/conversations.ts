import type { Account } from "./accounts";
import { nowSeconds, type AppState } from "./state";
import { conversationCap, conversationsCap, countUnread, insertUnread, readUpTo, type UnreadList } from "./unread-list";

/** One account's side of its conversation with one peer. */
export type Conversation = {
  readonly peer: string;
  readonly unread: UnreadList;
  /** Time of the last message, which places it in the recent-contact list; 0 when it is not listed. */
  listedAt: number;
  /** History up to this message id was wiped for this account (`ClearRamble`). */
  clearedUpTo: number;
};

export function openConversation(account: Account, peer: string): Conversation {
  account.conversations ??= new Map();
  let conversation = account.conversations.get(peer);
  if (!conversation) {
    conversation = { peer, unread: [], listedAt: 0, clearedUpTo: 0 };
    account.conversations.set(peer, conversation);
  }
  return conversation;
}

/** Unread messages from one peer; 0 when the two never talked. */
export function unreadFrom(state: AppState, account: Account, peer: string): number {
  const conversation = account.conversations?.get(peer);
  return conversation ? countUnread(conversation.unread, nowSeconds(state)) : 0;
}

/** Unread over all conversations, listed or not, with deleted peers too. */
export function totalUnread(state: AppState, account: Account): number {
  if (!account.conversations) return 0;
  const now = nowSeconds(state);
  let total = 0;
  for (const { unread } of account.conversations.values()) if (unread.length > 0) total += countUnread(unread, now);
  return total;
}

/**
 * Counts one message as unread, if there is room: at most 250 per conversation and 100 conversations. What does not fit is
 * never counted later either.
 */
export function countMessage(state: AppState, account: Account, peer: string, sentAt: number, id: number): void {
  const now = nowSeconds(state);
  const { unread } = openConversation(account, peer);
  const before = countUnread(unread, now);
  if (before >= conversationCap) return;
  if (before === 0 && conversationsWithUnread(account, now) >= conversationsCap) return;
  insertUnread(unread, sentAt, id, now);
}

function conversationsWithUnread(account: Account, now: number): number {
  let count = 0;
  for (const { unread } of account.conversations?.values() ?? []) if (unread.length > 0 && countUnread(unread, now) > 0) count += 1;
  return count;
}

/** Makes what `account` received from `peer` at or before `upTo` (Unix seconds) read. Cannot raise the number. */
export function markRead(account: Account, peer: string, upTo: number): void {
  const conversation = account.conversations?.get(peer);
  if (conversation) readUpTo(conversation.unread, upTo);
}
