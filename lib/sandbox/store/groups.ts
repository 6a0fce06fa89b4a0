import type { Account } from "./accounts";
import { nextNumber, nowSeconds, type AppState } from "./state";
import type { GroupMessage } from "./group-messages";

export type GroupType = "Private" | "Public" | "ChatRoom" | "AVChatRoom" | "BChatRoom" | "Community";
export type Role = "Owner" | "Admin" | "Member";
export type MsgFlag = "AcceptAndNotify" | "AcceptNotNotify" | "Discard";
export type KeyValue = { Key: string; Value: string };

export type Member = {
  readonly userId: string;
  role: Role;
  joinTime: number;
  /** The highest sequence number this member has read: `MsgSeq` in member and self info. */
  readSeq: number;
  /** Silent messages up to here are already accounted for, because the unread number was set after them. */
  settledSeq: number;
  /** Own messages sent while behind: they do not count for their sender. */
  ownSeqs: number[] | undefined;
  msgFlag: MsgFlag;
  lastSendTime: number;
  muteUntil: number;
  nameCard: string;
  appData: readonly KeyValue[] | undefined;
  /** Its conversation was removed from the recent-contact list when the group stood at this sequence number. */
  unlistedSeq: number;
};

export type Group = {
  readonly groupId: string;
  readonly type: GroupType;
  name: string;
  introduction: string;
  notification: string;
  faceUrl: string;
  owner: string;
  readonly createTime: number;
  lastInfoTime: number;
  lastMsgTime: number;
  /** What places the group in recent-contact lists; imports leave it alone unless asked. 0 when never listed. */
  listedAt: number;
  /** The sequence number the next message will get. */
  nextSeq: number;
  maxMembers: number;
  applyJoinOption: string;
  inviteJoinOption: string;
  muteAll: boolean;
  supportTopic: boolean;
  appData: readonly KeyValue[] | undefined;
  readonly members: Map<string, Member>;
  /** Sequence numbers that do not count as unread for anybody, ascending. */
  silentSeqs: number[];
  /** Real messages by sequence number, the newest few hundred; see `group-messages`. */
  messages: Map<number, GroupMessage> | undefined;
  /** Messages up to here were made up when the group was arranged. */
  fillerSeq: number;
  /** Messages up to here were cleared. */
  clearedSeq: number;
  /** Random and sender of recent messages, against duplicates. */
  randoms: Map<string, GroupMessage> | undefined;
};

export const groupTypes: readonly GroupType[] = ["Private", "Public", "ChatRoom", "AVChatRoom", "BChatRoom", "Community"];
const newNames: Readonly<Record<string, GroupType>> = { Work: "Private", Meeting: "ChatRoom" };

/** The type in the old spelling that answers use; the newer names are understood too. */
export function toGroupType(name: unknown): GroupType | undefined {
  if (typeof name !== "string") return undefined;
  return groupTypes.find((type) => type === name) ?? (Object.hasOwn(newNames, name) ? newNames[name] : undefined);
}

/** Whether the backend keeps an unread number per member of this group (contract 4.3). */
export function countsUnread(state: AppState, group: Group): boolean {
  if (group.type === "ChatRoom") return state.options.meetingUnread;
  return group.type !== "AVChatRoom" && group.type !== "BChatRoom";
}

const planMaximum: Readonly<Record<GroupType, number>> = {
  Private: 6_000, Public: 6_000, ChatRoom: 6_000, AVChatRoom: 1_000_000, BChatRoom: 1_000_000, Community: 100_000,
};

export function addGroup(state: AppState, fields: { groupId: string; type: GroupType; name: string; createTime?: number | undefined; maxMembers?: number | undefined }): Group {
  const createTime = fields.createTime ?? nowSeconds(state);
  const group: Group = {
    groupId: fields.groupId, type: fields.type, name: fields.name,
    introduction: "", notification: "", faceUrl: "", owner: "",
    createTime, lastInfoTime: createTime, lastMsgTime: 0, listedAt: 0, nextSeq: 1,
    maxMembers: fields.maxMembers ?? planMaximum[fields.type],
    applyJoinOption: "NeedPermission", inviteJoinOption: "FreeAccess", muteAll: false, supportTopic: false, appData: undefined,
    members: new Map(), silentSeqs: [], messages: undefined, fillerSeq: 0, clearedSeq: 0, randoms: undefined,
  };
  nextNumber(state);
  state.groups.set(group.groupId, group);
  return group;
}

/** A new member has nothing unread: what was said before joining does not count. */
export function addMember(group: Group, account: Account, now: number, role: Role = "Member"): Member {
  const readSeq = group.nextSeq - 1;
  const online = group.type === "ChatRoom" || group.type === "AVChatRoom";
  const member: Member = {
    userId: account.userId, role, joinTime: now, readSeq, settledSeq: readSeq, ownSeqs: undefined,
    msgFlag: online ? "AcceptNotNotify" : "AcceptAndNotify",
    lastSendTime: 0, muteUntil: 0, nameCard: "", appData: undefined, unlistedSeq: 0,
  };
  group.members.set(account.userId, member);
  account.groups ??= new Set();
  account.groups.add(group);
  if (role === "Owner") group.owner = account.userId;
  return member;
}

export function removeMember(group: Group, account: Account): boolean {
  account.groups?.delete(group);
  if (group.owner === account.userId) group.owner = "";
  return group.members.delete(account.userId);
}

export function destroyGroup(state: AppState, group: Group): void {
  for (const userId of group.members.keys()) state.accounts.get(userId)?.groups?.delete(group);
  state.groups.delete(group.groupId);
}
