import { ok, Refusal } from "../answer";
import { byteLength, isInteger, objects, optionalInteger, optionalList, optionalText, requireText, type Body } from "../fields";
import { assignedGroupId, isCustomGroupId } from "../ids";
import { addGroup, addMember, destroyGroup, toGroupType, type Group, type GroupType } from "../store/groups";
import { nextNumber, type AppState } from "../store/state";
import { readKeyValues, requireGroup } from "./group-common";
import type { Call, Commands } from "./registry";

const maxMembers = 100;
const freeGroups = 100;
const applyOptions: readonly string[] = ["FreeAccess", "NeedPermission", "DisableApply"];
const inviteOptions: readonly string[] = ["FreeAccess", "NeedPermission", "DisableInvite"];

function limitedText(body: Body, key: string, bytes: number): string {
  const text = optionalText(body, key) ?? "";
  if (byteLength(text) > bytes) throw new Refusal(10004, `${key} holds at most ${bytes} bytes`);
  return text;
}

function option(body: Body, key: string, allowed: readonly string[], usual: string): string {
  const value = optionalText(body, key) ?? usual;
  if (!allowed.includes(value)) throw new Refusal(10004, `${key} must be one of ${allowed.join(", ")}`);
  return value;
}

/** Checks everything create_group and import_group share and adds the group, with its owner as first member. */
export function createGroup(state: AppState, body: Body, { now }: Call, takenByOwner: number, createTime?: number): Group {
  const type = toGroupType(body.Type);
  if (!type || type === "BChatRoom") throw new Refusal(10004, "Type must be Private, Public, ChatRoom, AVChatRoom or Community");
  requireText(body, "Name", 10004);
  const name = limitedText(body, "Name", 30);
  const details = {
    introduction: limitedText(body, "Introduction", 240),
    notification: limitedText(body, "Notification", 300),
    faceUrl: limitedText(body, "FaceUrl", 100),
    applyJoinOption: option(body, "ApplyJoinOption", applyOptions, "NeedPermission"),
    inviteJoinOption: option(body, "InviteJoinOption", inviteOptions, type === "Private" ? "FreeAccess" : "NeedPermission"),
    appData: readKeyValues(body, "AppDefinedData", 10, 512),
    supportTopic: type === "Community" && body.SupportTopic === 1,
  };
  const memberLimit = optionalInteger(body, "MaxMemberCount", 10004, 0) || undefined;
  const ownerId = optionalText(body, "Owner_Account");
  const owner = ownerId === undefined ? undefined : state.accounts.get(ownerId);
  if (ownerId !== undefined && !owner) throw new Refusal(10019, "Owner_Account does not exist");
  const groupId = readNewId(state, body, type, ownerId, takenByOwner);
  if (state.options.freePlan && state.groups.size >= freeGroups) throw new Refusal(10058, `the free plan holds ${freeGroups} groups`);
  const group = addGroup(state, { groupId, type, name, createTime, maxMembers: memberLimit });
  Object.assign(group, details);
  if (owner) addMember(group, owner, createTime ?? now, "Owner");
  return group;
}

function readNewId(state: AppState, body: Body, type: GroupType, owner: string | undefined, takenByOwner: number): string {
  const asked = optionalText(body, "GroupId");
  if (asked === undefined) {
    let id = assignedGroupId(type, nextNumber(state));
    while (state.groups.has(id)) id = assignedGroupId(type, nextNumber(state));
    return id;
  }
  if (!isCustomGroupId(asked, type)) throw new Refusal(10015, "GroupId is not allowed for this type of group");
  const taken = state.groups.get(asked);
  if (taken) throw new Refusal(taken.owner === (owner ?? "") ? takenByOwner : 10021, "GroupId is taken");
  return asked;
}

export const groupLifecycleCommands = {
  /** An id that is taken answers 10025 when the same owner holds it, else 10021. No members at once in an AVChatRoom. (doc 34895) */
  "group_open_http_svc/create_group": (state, body, call) => {
    const list = objects(optionalList(body, "MemberList", 10004) ?? [], "MemberList", 10004);
    if (list.length > maxMembers) throw new Refusal(10005, `MemberList holds more than ${maxMembers} accounts`);
    if (list.length > 0 && toGroupType(body.Type) === "AVChatRoom") throw new Refusal(10007, "an AVChatRoom is created without members");
    const members = list.map((item) => {
      const account = state.accounts.get(requireText(item, "Member_Account", 10004));
      if (!account) throw new Refusal(10019, "a member does not exist");
      return { account, role: item.Role === "Admin" ? ("Admin" as const) : ("Member" as const) };
    });
    const group = createGroup(state, body, call, 10025);
    for (const { account, role } of members) if (!group.members.has(account.userId)) addMember(group, account, call.now, role);
    return ok({ GroupId: group.groupId, ...(group.type === "Community" ? { Type: group.type } : {}) });
  },

  /** As create_group with the group's own creation time and without members; AVChatRooms cannot be imported. (doc 34967) */
  "group_open_http_svc/import_group": (state, body, call) => {
    if (toGroupType(body.Type) === "AVChatRoom") throw new Refusal(10007, "an AVChatRoom cannot be imported");
    const createTime = body.CreateTime || undefined;
    if (createTime !== undefined && !isInteger(createTime, 1, call.now)) throw new Refusal(10004, "CreateTime must be Unix seconds, not in the future");
    return ok({ GroupId: createGroup(state, body, call, 10021, createTime).groupId });
  },

  /** Irrevocable: the group, its messages and everybody's unread in it are gone. (doc 34896) */
  "group_open_http_svc/destroy_group": (state, body) => {
    destroyGroup(state, requireGroup(state, body));
    return ok();
  },
} satisfies Commands;
