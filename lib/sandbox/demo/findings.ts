import { arrange, arrangeAccount, arrangeUnread } from "../arrange";
import { deleteAccount, importAccount } from "../store/accounts";
import { conversationKey, createContactBook } from "../store/contact-book";
import { markRead } from "../store/conversations";
import type { AppState } from "../store/state";
import type { Person } from "./people";

const day = 86_400;

/** One account per finding about one-to-one conversations. */
export function seedFindings(state: AppState, everyone: readonly Person[], now: number): void {
  documentation(state, now);
  crowded(state, everyone, now);
  popular(state, everyone, now);
  flooded(state, now);
  deviceOnly(state, now);
  lostPeer(state, now);
  expiring(state, now);
  flaggedAndPinned(state, now);
}

/** `dramon1`: the example of the API's documentation, 12 unread with each of two peers. */
function documentation(state: AppState, now: number): void {
  arrange(state, { accounts: [{ userId: "dramon1", nick: "Dramon One", devices: [{ platform: "iPhone", status: "Online" }, { platform: "Android", status: "PushOnline" }, { platform: "Web", status: "Offline" }] }, { userId: "teacher", nick: "王老师" }] });
  for (let n = 12; n > 0; n -= 1) {
    arrangeUnread(state, { to: "dramon1", from: "dramon2", count: 1, at: now - n * 600 });
    arrangeUnread(state, { to: "dramon1", from: "teacher", count: 1, at: now - n * 3_600 });
  }
}

/** `crowded`: 120 conversations, of which the list holds 100; the unread ones among the other 20 explain the rest of the total. */
function crowded(state: AppState, everyone: readonly Person[], now: number): void {
  importAccount(state, "crowded", "客服小美 Crowded");
  for (const [index, { userId }] of everyone.slice(0, 120).entries()) {
    arrangeUnread(state, { to: "crowded", from: userId, count: 1 + (index % 3), at: now - 1_800 * (index + 1) });
    if (index % 2 === 0 && index < 100) read(state, "crowded", userId);
    if (index >= 106) read(state, "crowded", userId);
  }
}

/** `popular`: unread from 110 peers, of which the backend counts 100. */
function popular(state: AppState, everyone: readonly Person[], now: number): void {
  importAccount(state, "popular", "Popular 网红");
  for (const [index, { userId }] of everyone.slice(0, 110).entries()) arrangeUnread(state, { to: "popular", from: userId, count: 2, at: now - 86_400 + 300 * index });
}

/** `flooded`: 300 messages from one peer, of which the backend counts 250. */
function flooded(state: AppState, now: number): void {
  arrange(state, { accounts: [{ userId: "flooded", nick: "Flooded" }, { userId: "newsbot", nick: "📰 News Bot" }] });
  for (let hour = 30; hour > 0; hour -= 1) arrangeUnread(state, { to: "flooded", from: "newsbot", count: 10, at: now - hour * 3_600 });
  arrangeUnread(state, { to: "flooded", from: "teacher", count: 3, at: now - 120 });
}

/** `device.only`: the server counts nothing at all, so a badge that shows is the device's. */
function deviceOnly(state: AppState, now: number): void {
  importAccount(state, "device.only", "孙设备 Device Only");
  arrangeAccount(state, { userId: "device.only", devices: [{ platform: "iPhone", status: "PushOnline" }, { platform: "PC", status: "Online" }] });
  for (const peer of ["teacher", "dramon2", "newsbot", "li.wei"]) {
    arrangeUnread(state, { to: "device.only", from: peer, count: 4, at: now - 3_600 });
    read(state, "device.only", peer);
  }
}

/** `lost.peer`: messages of a deleted account can never be opened on the device, and count. */
function lostPeer(state: AppState, now: number): void {
  importAccount(state, "lost.peer", "Lost Peer");
  arrangeUnread(state, { to: "lost.peer", from: "gone.seller", count: 7, at: now - 2 * day });
  arrangeUnread(state, { to: "lost.peer", from: "li.wei", count: 2, at: now - 900 });
  deleteAccount(state, "gone.seller");
}

/** `back.from.holiday`: what is older than seven days no longer counts, and more expires today. */
function expiring(state: AppState, now: number): void {
  importAccount(state, "back.from.holiday", "Back from holiday");
  arrangeUnread(state, { to: "back.from.holiday", from: "emma.clark", count: 15, at: now - 8 * day });
  arrangeUnread(state, { to: "back.from.holiday", from: "teacher", count: 6, at: now - 7 * day + 1_800 });
  arrangeUnread(state, { to: "back.from.holiday", from: "li.wei", count: 3, at: now - day });
}

/** `flagged`: a conversation marked as unread, which is a flag and no count; and two pinned ones. */
function flaggedAndPinned(state: AppState, now: number): void {
  const account = importAccount(state, "flagged", "Flagged");
  arrangeUnread(state, { to: "flagged", from: "emma.clark", count: 5, at: now - 600 });
  arrangeUnread(state, { to: "flagged", from: "zhang.na", count: 1, at: now - 1_200 });
  arrangeUnread(state, { to: "flagged", from: "teacher", count: 2, at: now - 3_000 });
  read(state, "flagged", "emma.clark");
  account.contactBook = createContactBook();
  account.contactBook.marks.set(conversationKey(1, "emma.clark"), { standard: new Set([2]), custom: "", at: now - 60 });
  account.contactBook.pins.add(conversationKey(1, "teacher"));
  account.contactBook.pins.add(conversationKey(1, "zhang.na"));
}

function read(state: AppState, userId: string, peer: string): void {
  const account = state.accounts.get(userId);
  if (account) markRead(account, peer, Number.POSITIVE_INFINITY);
}
