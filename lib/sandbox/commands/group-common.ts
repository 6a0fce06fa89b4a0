import { Refusal } from "../answer";
import { isObject, names, optionalList, type Body } from "../fields";
import { isGroupId } from "../ids";
import type { Group, KeyValue, Member } from "../store/groups";
import { reportedUnread } from "../store/group-unread";
import type { AppState } from "../store/state";

/** The group that `GroupId` names: 10004 when it is no string, 10015 when no id can look like that, 10010 when it is gone. */
export function requireGroup(state: AppState, body: Body): Group {
  const id = body.GroupId;
  if (typeof id !== "string") throw new Refusal(10004, "GroupId is required and must be a string");
  if (!isGroupId(id)) throw new Refusal(10015, "GroupId is invalid");
  const group = state.groups.get(id);
  if (!group) throw new Refusal(10010, "the group does not exist or has been dissolved");
  return group;
}

export function refuseLiveGroup(group: Group, code = 10007): void {
  if (group.type === "AVChatRoom") throw new Refusal(code, "AVChatRoom groups do not support this command");
}

const baseFields: Readonly<Record<string, (group: Group) => unknown>> = {
  Type: (group) => group.type,
  Name: (group) => group.name,
  Introduction: (group) => group.introduction,
  Notification: (group) => group.notification,
  FaceUrl: (group) => group.faceUrl,
  Owner_Account: (group) => group.owner,
  CreateTime: (group) => group.createTime,
  InfoSeq: () => 1,
  LastInfoTime: (group) => group.lastInfoTime,
  LastMsgTime: (group) => group.lastMsgTime,
  NextMsgSeq: (group) => group.nextSeq,
  MemberNum: (group) => group.members.size,
  MaxMemberNum: (group) => group.maxMembers,
  ApplyJoinOption: (group) => group.applyJoinOption,
  InviteJoinOption: (group) => group.inviteJoinOption,
  MuteAllMember: (group) => (group.muteAll ? "On" : "Off"),
  AppDefinedData: (group) => group.appData ?? [],
};

/** Base fields of a group: those named, or all. Unknown names are ignored. */
export function groupFields(group: Group, filter: ReadonlySet<string> | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(baseFields)) if (!filter || filter.has(name)) fields[name] = read(group);
  return fields;
}

const memberFieldReaders: Readonly<Record<string, (member: Member) => unknown>> = {
  Role: (member) => member.role,
  JoinTime: (member) => member.joinTime,
  MsgSeq: (member) => member.readSeq,
  MsgFlag: (member) => member.msgFlag,
  LastSendMsgTime: (member) => member.lastSendTime,
  MuteUntil: (member) => member.muteUntil,
  NameCard: (member) => member.nameCard,
};

/** A member's fields as in MemberList and SelfInfo: those named, or all. `MsgSeq` is the read position. Never `UnreadMsgNum`. */
export function memberFields(member: Member, filter: ReadonlySet<string> | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(memberFieldReaders)) if (!filter || filter.has(name)) fields[name] = read(member);
  if (member.appData && (!filter || filter.has("AppMemberDefinedData"))) fields.AppMemberDefinedData = member.appData;
  return fields;
}

/** SelfInfo: member fields by name, and the historic `UnreadMsgNum` where the app still answers it. */
export function selfInfo(state: AppState, group: Group, member: Member, filter: ReadonlySet<string>): Record<string, unknown> {
  const fields = memberFields(member, filter);
  if (filter.has("UnreadMsgNum") && state.options.reportUnread) fields.UnreadMsgNum = reportedUnread(state, group, member);
  return fields;
}

/** MemberList entries in joining order, by roles and fields. */
export function memberList(members: Iterable<Member>, body: Body): Record<string, unknown>[] {
  const fields = names(body.MemberInfoFilter);
  const roles = names(body.MemberRoleFilter);
  const list: Record<string, unknown>[] = [];
  for (const member of members) {
    if (!roles || roles.has(member.role)) list.push({ Member_Account: member.userId, ...memberFields(member, fields) });
  }
  return list;
}

/** `[{ Key, Value }]` with its limits: keys of 16 bytes, so many of them, values of so many bytes. */
export function readKeyValues(body: Body, key: string, most: number, valueBytes: number): KeyValue[] | undefined {
  const list = optionalList(body, key, 10004);
  if (!list) return undefined;
  if (list.length > most) throw new Refusal(10004, `${key} holds at most ${most} keys`);
  return list.map((entry) => {
    const pair = isObject(entry) ? entry : {};
    const { Key, Value } = pair;
    const fits = typeof Key === "string" && Key !== "" && Key.length <= 16 && typeof Value === "string" && Buffer.byteLength(Value) <= valueBytes;
    if (!fits) throw new Refusal(10004, `${key} must hold { Key, Value } within their limits`);
    return { Key, Value };
  });
}
