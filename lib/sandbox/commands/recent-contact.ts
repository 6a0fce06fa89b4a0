import { ok, Refusal } from "../answer";
import { requireInteger, requireText, type Body } from "../fields";
import type { Account } from "../store/accounts";
import { conversationKey } from "../store/contact-book";
import { recentContacts, type RecentContact } from "../store/recent-contacts";
import type { AppState } from "../store/state";
import type { Commands } from "./registry";

const pageSize = 100;
const includePinned = 1;
const pagePinned = 4;

export function requireOwner(state: AppState, body: Body): Account {
  const account = state.accounts.get(requireText(body, "From_Account", 50002));
  if (!account) throw new Refusal(50001, "From_Account is not imported");
  return account;
}

function toSession(contact: RecentContact): Record<string, unknown> {
  const id = contact.type === 1 ? { To_Account: contact.id } : { GroupId: contact.id };
  return { Type: contact.type, ...id, MsgTime: contact.time, TopFlag: contact.pinned ? 1 : 0 };
}

export const recentContactCommands = {
  /**
   * Pinned conversations first, then the others, newest first, 100 to a page; the cursors of one answer go into the next call
   * until `CompleteFlag` is 1. Carries no unread numbers. (doc 43087)
   */
  "recentcontact/get_list": (state, body) => {
    const account = requireOwner(state, body);
    const start = requireInteger(body, "StartIndex", 50002);
    const topStart = requireInteger(body, "TopStartIndex", 50002);
    const flags = requireInteger(body, "AssistFlags", 50002);
    requireInteger(body, "TimeStamp", 50002);
    requireInteger(body, "TopTimeStamp", 50002);
    const contacts = recentContacts(state, account);
    const pinned = flags & includePinned ? contacts.filter((contact) => contact.pinned) : [];
    const others = contacts.filter((contact) => !contact.pinned);
    const topEnd = flags & pagePinned ? topStart + pageSize : pinned.length;
    const topPage = pinned.slice(topStart, topEnd);
    const page = others.slice(start, start + pageSize - Math.min(topPage.length, pageSize - 1));
    const complete = start + page.length >= others.length && topStart + topPage.length >= pinned.length;
    return ok({
      SessionItem: [...topPage, ...page].map(toSession),
      CompleteFlag: complete ? 1 : 0,
      TimeStamp: page.at(-1)?.time ?? 0,
      StartIndex: start + page.length,
      TopTimeStamp: topPage.at(-1)?.time ?? 0,
      TopStartIndex: topStart + topPage.length,
    });
  },

  /**
   * Takes a conversation off the list until its next message. The unread number stays, unless `ClearRamble: 1` wipes this
   * account's history too. A conversation that is not there is OK. (doc 43088)
   */
  "recentcontact/delete": (state, body) => {
    const account = requireOwner(state, body);
    const type = requireInteger(body, "Type", 50002, 1, 2);
    const clear = body.ClearRamble === 1;
    if (type === 1) removeConversation(state, account, requireText(body, "To_Account", 50002), clear);
    else removeGroup(state, account, requireText(body, "ToGroupid", 50002));
    return ok();
  },
} satisfies Commands;

function removeConversation(state: AppState, account: Account, peer: string, clear: boolean): void {
  account.contactBook?.pins.delete(conversationKey(1, peer));
  const conversation = account.conversations?.get(peer);
  if (!conversation) return;
  conversation.listedAt = 0;
  if (!clear) return;
  conversation.unread.length = 0;
  conversation.clearedUpTo = state.lastNumber;
}

function removeGroup(state: AppState, account: Account, groupId: string): void {
  account.contactBook?.pins.delete(conversationKey(2, groupId));
  const group = state.groups.get(groupId);
  const member = group?.members.get(account.userId);
  if (group && member) member.unlistedSeq = group.nextSeq - 1;
}
