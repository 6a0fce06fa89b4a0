import { importAccount } from "../store/accounts";
import { openConversation } from "../store/conversations";
import { fillMessages } from "../store/group-messages";
import { setUnread } from "../store/group-unread";
import { addGroup, addMember } from "../store/groups";
import { nextNumber, nowSeconds, type AppState } from "../store/state";

/**
 * Many accounts and groups, quickly and small. `user{i}` has `i % 13` messages unread from the next account and `i % 4` from the
 * one after it (numbers without history); `group{g}` has 100 messages and `membersPerGroup` members who follow one another,
 * the k-th with `(g + k) % 30` unread. Every 20th group is a ChatRoom, every other 10th Private, all others Public.
 */
export function seedBulk(state: AppState, size: { accounts: number; groups: number; membersPerGroup: number }): void {
  const now = nowSeconds(state);
  const { accounts, groups, membersPerGroup } = size;
  for (let i = 1; i <= accounts; i += 1) importAccount(state, `user${i}`);
  if (accounts > 2) {
    for (let i = 1; i <= accounts; i += 1) {
      addNumber(state, i, (i % accounts) + 1, i % 13, now);
      addNumber(state, i, ((i + 1) % accounts) + 1, i % 4, now);
    }
  }
  for (let g = 1; g <= groups; g += 1) addBulkGroup(state, g, accounts, Math.min(membersPerGroup, accounts), now);
}

function addNumber(state: AppState, to: number, from: number, count: number, now: number): void {
  const account = state.accounts.get(`user${to}`);
  if (!account || count === 0) return;
  const conversation = openConversation(account, `user${from}`);
  conversation.listedAt = now - 60;
  for (let n = count; n > 0; n -= 1) conversation.unread.push(now - 60 * n, nextNumber(state));
}

function addBulkGroup(state: AppState, g: number, accounts: number, members: number, now: number): void {
  const type = g % 20 === 0 ? "ChatRoom" : g % 10 === 0 ? "Private" : "Public";
  const group = addGroup(state, { groupId: `group${g}`, type, name: `Group ${g}`, createTime: now - 30 * 86_400 });
  fillMessages(group, 100, now - 60);
  for (let k = 0; k < members; k += 1) {
    const account = state.accounts.get(`user${((g * membersStride + k) % accounts) + 1}`);
    if (account) setUnread(group, addMember(group, account, group.createTime, k === 0 ? "Owner" : "Member"), (g + k) % 30);
  }
}

const membersStride = 17;
