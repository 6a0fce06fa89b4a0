import { isInteger, isObject, type Body } from "./fields";
import { isGroupId, isUserId } from "./ids";
import { deleteAccount, importAccount, type Account, type Device } from "./store/accounts";
import { conversationKey, createContactBook } from "./store/contact-book";
import { fillMessages } from "./store/group-messages";
import { setUnread } from "./store/group-unread";
import { addGroup, addMember, destroyGroup, toGroupType, type Group, type MsgFlag, type Role } from "./store/groups";
import { nextNumber, nowSeconds, type AppState } from "./store/state";
import { deliver } from "./store/threads";

export type AccountInput = { userId: string; nick?: string; faceUrl?: string; devices?: Device[]; pins?: { peer?: string; groupId?: string }[] };
export type MemberInput = { userId: string; unread?: number; role?: Role; msgFlag?: MsgFlag; nameCard?: string };
/** `messages` is how many the group has had (20 unless said, or the largest `unread`); the newest `silent` of them count for nobody. */
export type GroupInput = { groupId: string; type: string; name?: string; members: (string | MemberInput)[]; messages?: number; silent?: number };
/** `at`: Unix seconds, an ISO time or a Date; now unless said. */
export type UnreadInput = { to: string; from: string; count: number; at?: number | string | Date };
export type ArrangeInput = { accounts?: AccountInput[]; groups?: GroupInput[]; unread?: UnreadInput[]; deleteAccounts?: string[] };

const usualMessages = 20;
const monthSeconds = 30 * 86_400;
const text = [{ MsgType: "TIMTextElem", MsgContent: { Text: "你好, hello" } }];

/** An account that is there afterwards, whether or not it was before. Throws an Error when the id cannot be one. */
function ensureAccount(state: AppState, userId: unknown, nick?: string, faceUrl?: string): Account {
  if (typeof userId !== "string" || !isUserId(userId)) throw new Error(`${JSON.stringify(userId)} is not 1 to 32 bytes of printable ASCII`);
  return importAccount(state, userId, nick, faceUrl);
}

export function arrangeAccount(state: AppState, input: AccountInput): void {
  const account = ensureAccount(state, input.userId, input.nick, input.faceUrl);
  if (input.devices) account.devices = input.devices.map(({ platform, status }) => ({ platform, status }));
  for (const { peer, groupId } of input.pins ?? []) {
    account.contactBook ??= createContactBook();
    account.contactBook.pins.add(groupId === undefined ? conversationKey(1, String(peer)) : conversationKey(2, groupId));
  }
}

/** Adds a group, in place of one with the same id; members that do not exist yet are imported. */
export function arrangeGroup(state: AppState, input: GroupInput): Group {
  const type = toGroupType(input.type);
  if (!type) throw new Error(`there is no group type "${String(input.type)}"`);
  if (typeof input.groupId !== "string" || !isGroupId(input.groupId)) throw new Error("groupId must be 1 to 48 bytes of printable ASCII");
  if (!Array.isArray(input.members)) throw new Error("members must be a list of user ids or { userId, unread?, role?, msgFlag? }");
  const members = input.members.map(readMember);
  const accounts = members.map(({ userId }) => ensureAccount(state, userId));
  const silent = input.silent ?? 0;
  const messages = input.messages ?? Math.max(usualMessages, ...members.map(({ unread = 0 }) => unread + silent));
  if (!isInteger(messages) || !isInteger(silent, 0, messages)) throw new Error("messages and silent must be whole numbers, silent at most messages");
  const now = nowSeconds(state);
  const replaced = state.groups.get(input.groupId);
  if (replaced) destroyGroup(state, replaced);
  const group = addGroup(state, { groupId: input.groupId, type, name: input.name ?? input.groupId, createTime: now - monthSeconds });
  fillMessages(group, messages - silent, now - 60);
  for (const [index, account] of accounts.entries()) arrangeMember(group, account, members[index] ?? {});
  for (let n = 0; n < silent; n += 1) group.silentSeqs.push(group.nextSeq + n);
  fillMessages(group, silent, now - 30);
  return group;
}

function readMember(input: unknown): MemberInput {
  const member = typeof input === "string" ? { userId: input } : input;
  if (!isObject(member) || typeof member.userId !== "string") throw new Error("a member is a user id or { userId, unread?, role?, msgFlag? }");
  const { unread = 0, role = "Member", msgFlag = "AcceptAndNotify" } = member;
  if (!isInteger(unread)) throw new Error("unread must be a whole number");
  if (!roles.includes(role)) throw new Error(`role must be one of ${roles.join(", ")}`);
  if (!msgFlags.includes(msgFlag)) throw new Error(`msgFlag must be one of ${msgFlags.join(", ")}`);
  return member as MemberInput;
}

const roles: readonly unknown[] = ["Owner", "Admin", "Member"];
const msgFlags: readonly unknown[] = ["AcceptAndNotify", "AcceptNotNotify", "Discard"];

function arrangeMember(group: Group, account: Account, { unread = 0, role, msgFlag, nameCard }: Partial<MemberInput>): void {
  const member = addMember(group, account, group.createTime, role ?? "Member");
  setUnread(group, member, unread);
  if (msgFlag) member.msgFlag = msgFlag;
  if (nameCard) member.nameCard = nameCard;
}

/** Sends `count` one-to-one messages, all at the same second; accounts that do not exist yet are imported. The caps of 250 and 100 hold. */
export function arrangeUnread(state: AppState, { to, from, count, at }: UnreadInput): void {
  if (!isInteger(count, 0, 100_000)) throw new Error("count must be a whole number up to 100000");
  const time = at === undefined ? nowSeconds(state) : toSeconds(at);
  const receiver = ensureAccount(state, to);
  const sender = ensureAccount(state, from);
  for (let n = 0; n < count; n += 1) {
    const number = nextNumber(state);
    deliver(state, sender, receiver, { seq: number, random: number, time, body: text, counts: true, lists: true });
  }
}

function toSeconds(at: number | string | Date): number {
  const seconds = typeof at === "number" ? at : Math.floor(new Date(at).getTime() / 1_000);
  if (!isInteger(seconds)) throw new Error("at must be Unix seconds or an ISO time");
  return seconds;
}

/** Does what `input` lists, in this order: accounts, groups, unread messages, deleted accounts. Throws an Error at the first mistake. */
export function arrange(state: AppState, input: unknown): void {
  if (!isObject(input)) throw new Error("arrange takes { accounts?, groups?, unread?, deleteAccounts? }");
  const known = new Set(["accounts", "groups", "unread", "deleteAccounts"]);
  const stray = Object.keys(input).find((key) => !known.has(key));
  if (stray !== undefined) throw new Error(`arrange does not know "${stray}"`);
  for (const item of list(input, "accounts")) arrangeAccount(state, readAccount(requireItem(item, "accounts")));
  for (const item of list(input, "groups")) arrangeGroup(state, requireItem(item, "groups") as GroupInput);
  for (const item of list(input, "unread")) arrangeUnread(state, requireItem(item, "unread") as UnreadInput);
  for (const userId of list(input, "deleteAccounts")) deleteAccount(state, String(userId));
}

function list(input: Body, key: string): unknown[] {
  const value = input[key] ?? [];
  if (!Array.isArray(value)) throw new Error(`${key} must be a list`);
  return value;
}

function requireItem(item: unknown, key: string): Body {
  if (!isObject(item)) throw new Error(`${key} must hold objects`);
  return item;
}

function readAccount(item: Body): AccountInput {
  const { userId, devices, pins } = item;
  if (typeof userId !== "string") throw new Error("an account needs a userId");
  return {
    userId,
    ...(typeof item.nick === "string" ? { nick: item.nick } : {}),
    ...(typeof item.faceUrl === "string" ? { faceUrl: item.faceUrl } : {}),
    ...(Array.isArray(devices) ? { devices: devices as Device[] } : {}),
    ...(Array.isArray(pins) ? { pins: pins as NonNullable<AccountInput["pins"]> } : {}),
  };
}
