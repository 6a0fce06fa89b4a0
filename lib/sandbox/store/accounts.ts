import type { Conversation } from "./conversations";
import { removeMember, type Group } from "./groups";
import type { AppState } from "./state";
import type { ContactBook } from "./contact-book";

export type OnlineStatus = "Online" | "PushOnline" | "Offline";
export type Device = { platform: string; status: OnlineStatus };

export type Account = {
  readonly userId: string;
  nick: string;
  faceUrl: string;
  /** Profile tags other than nick and picture. */
  profile: Map<string, string | number> | undefined;
  devices: readonly Device[];
  conversations: Map<string, Conversation> | undefined;
  groups: Set<Group> | undefined;
  /** Conversation groups, marks and pins, for the few accounts that have any. */
  contactBook: ContactBook | undefined;
};

const noDevices: readonly Device[] = [];

/** The account, made when it did not exist; given names replace earlier ones. */
export function importAccount(state: AppState, userId: string, nick?: string, faceUrl?: string): Account {
  let account = state.accounts.get(userId);
  if (!account) {
    account = {
      userId, nick: "", faceUrl: "", profile: undefined, devices: noDevices,
      conversations: undefined, groups: undefined, contactBook: undefined,
    };
    state.accounts.set(userId, account);
  }
  if (nick !== undefined) account.nick = nick;
  if (faceUrl !== undefined) account.faceUrl = faceUrl;
  return account;
}

/** Removes the account, what it had unread and its memberships. What others have unread from it stays (contract 5.1). */
export function deleteAccount(state: AppState, userId: string): boolean {
  const account = state.accounts.get(userId);
  if (!account) return false;
  for (const group of account.groups ?? []) removeMember(group, account);
  return state.accounts.delete(userId);
}

/** The best state over all devices: online anywhere is online. */
export function onlineStatus(account: Account): OnlineStatus {
  if (account.devices.some((device) => device.status === "Online")) return "Online";
  return account.devices.some((device) => device.status === "PushOnline") ? "PushOnline" : "Offline";
}
