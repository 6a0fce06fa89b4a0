import { totalUnread } from "./store/conversations";
import { reportedUnread } from "./store/group-unread";
import { countsUnread } from "./store/groups";
import { recentContacts } from "./store/recent-contacts";
import { nowSeconds, type AppState } from "./store/state";
import { countUnread } from "./store/unread-list";

export type Truth = {
  userId: string;
  exists: boolean;
  c2cTotal: number;
  conversations: { peer: string; unread: number; peerExists: boolean; listed: boolean }[];
  groups: { groupId: string; type: string; unread: number; messages: number; counted: boolean }[];
};

/** What the sandbox itself knows about one account, for tests to compare with. `unread` of a group is the reported number. */
export function readTruth(state: AppState, userId: string): Truth {
  const account = state.accounts.get(userId);
  if (!account) return { userId, exists: false, c2cTotal: 0, conversations: [], groups: [] };
  const now = nowSeconds(state);
  const listed = new Set(recentContacts(state, account).filter(({ type }) => type === 1).map(({ id }) => id));
  const conversations = [...(account.conversations?.values() ?? [])].map(({ peer, unread }) => ({
    peer, unread: countUnread(unread, now), peerExists: state.accounts.has(peer), listed: listed.has(peer),
  }));
  const groups = [...(account.groups ?? [])].flatMap((group) => {
    const member = group.members.get(userId);
    if (!member) return [];
    return { groupId: group.groupId, type: group.type, unread: reportedUnread(state, group, member), messages: group.nextSeq - 1, counted: countsUnread(state, group) };
  });
  return { userId, exists: true, c2cTotal: totalUnread(state, account), conversations, groups };
}
