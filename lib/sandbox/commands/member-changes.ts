import { ok, Refusal } from "../answer";
import { byteLength, objects, optionalInteger, optionalText, requireList, requireText, texts, type Body } from "../fields";
import { appendMessage } from "../store/group-messages";
import { addMember, removeMember, type Group, type MsgFlag } from "../store/groups";
import type { AppState } from "../store/state";
import { readKeyValues, refuseLiveGroup, requireGroup } from "./group-common";
import type { Call, Commands } from "./registry";

const maxAdded = 300;
const maxDeleted = 100;
const result = { failed: 0, added: 1, alreadyIn: 2 } as const;

/** Joining and leaving leave a notice in the group, which takes a sequence number (contract 5.2), unless `Silence: 1`. */
function leaveNotice(state: AppState, group: Group, body: Body, { identifier, now }: Call, text: string): void {
  if (body.Silence === 1 || state.options.groupTips === "off") return;
  const counts = state.options.groupTips === "counted";
  const content = [{ MsgType: "TIMCustomElem", MsgContent: { Data: text, Desc: "group tip" } }];
  appendMessage(group, { from: identifier, time: now, random: 0, body: content, priority: 2, system: true, counts, lists: false });
}

export const memberChangeCommands = {
  /** Result per account: 0 failed, 1 added, 2 already in. New members have nothing unread. (doc 34921) */
  "group_open_http_svc/add_group_member": (state, body, call) => {
    const group = requireGroup(state, body);
    refuseLiveGroup(group);
    const items = objects(requireList(body, "MemberList", 10004), "MemberList", 10004);
    if (items.length > maxAdded) throw new Refusal(10005, `MemberList holds more than ${maxAdded} accounts`);
    const ids = items.map((item) => requireText(item, "Member_Account", 10004));
    if (ids.every((id) => !state.accounts.has(id))) throw new Refusal(10019, "none of the accounts exists");
    const isNew = (id: string) => state.accounts.has(id) && !group.members.has(id);
    if (group.members.size >= group.maxMembers && ids.some(isNew)) throw new Refusal(10014, "the group is full");
    if (ids.some(isNew)) leaveNotice(state, group, body, call, "joined");
    const MemberList = ids.map((id) => {
      const account = state.accounts.get(id);
      if (!account || (isNew(id) && group.members.size >= group.maxMembers)) return { Member_Account: id, Result: result.failed };
      if (!isNew(id)) return { Member_Account: id, Result: result.alreadyIn };
      addMember(group, account, call.now);
      return { Member_Account: id, Result: result.added };
    });
    return ok({ MemberList });
  },

  /** At most 100. Someone who is no member is deleted with success. (doc 34949) */
  "group_open_http_svc/delete_group_member": (state, body, call) => {
    const group = requireGroup(state, body);
    refuseLiveGroup(group, 10004);
    const ids = texts(requireList(body, "MemberToDel_Account", 10004), "MemberToDel_Account", 10004);
    if (ids.length > maxDeleted) throw new Refusal(10005, `MemberToDel_Account holds more than ${maxDeleted} accounts`);
    let removed = 0;
    for (const id of ids) {
      const account = state.accounts.get(id);
      if (account && removeMember(group, account)) removed += 1;
    }
    if (removed > 0) leaveNotice(state, group, body, call, "left");
    return ok();
  },

  /** Role, receive option, name card, mute, custom fields. The read position cannot be set here. (doc 34900) */
  "group_open_http_svc/modify_group_member_info": (state, body, { now }) => {
    const group = requireGroup(state, body);
    const member = group.members.get(requireText(body, "Member_Account", 10004));
    if (!member) throw new Refusal(10007, "Member_Account is not a member of the group");
    const role = optionalText(body, "Role");
    if (role !== undefined && role !== "Admin" && role !== "Member") throw new Refusal(10004, "Role must be Admin or Member");
    const flag = readFlag(optionalText(body, "MsgFlag"));
    const nameCard = optionalText(body, "NameCard");
    if (byteLength(nameCard ?? "") > 50) throw new Refusal(10004, "NameCard holds at most 50 bytes");
    const mute = optionalInteger(body, "MuteTime", 10004) ?? optionalInteger(body, "ShutUpTime", 10004);
    const appData = readKeyValues(body, "AppMemberDefinedData", 5, 64);
    if (role && member.role !== "Owner") member.role = role;
    if (flag) member.msgFlag = flag;
    if (nameCard !== undefined) member.nameCard = nameCard;
    if (mute !== undefined) member.muteUntil = mute === 0 ? 0 : now + mute;
    if (appData) member.appData = appData;
    return ok();
  },
} satisfies Commands;

function readFlag(value: string | undefined): MsgFlag | undefined {
  if (value === undefined || value === "AcceptAndNotify" || value === "AcceptNotNotify" || value === "Discard") return value;
  throw new Refusal(10004, "MsgFlag must be AcceptAndNotify, AcceptNotNotify or Discard");
}
