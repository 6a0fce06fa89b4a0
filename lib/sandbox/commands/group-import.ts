import { ok, Refusal } from "../answer";
import { isInteger, isObject, maxU32, objects, optionalInteger, requireList, type Body } from "../fields";
import { appendMessage, findDuplicate, rememberRandom, zeroUnread } from "../store/group-messages";
import { setUnread } from "../store/group-unread";
import { addMember, type Group } from "../store/groups";
import type { AppState } from "../store/state";
import { refuseLiveGroup, requireGroup } from "./group-common";
import { isTooLong } from "./message-body";
import type { Commands } from "./registry";

const maxMembers = 300;
const maxMessages = 7;
const result = { failed: 0, imported: 1, alreadyIn: 2 } as const;

function importMember(state: AppState, group: Group, item: Body, now: number): number {
  const account = typeof item.Member_Account === "string" ? state.accounts.get(item.Member_Account) : undefined;
  if (!account || group.members.size >= group.maxMembers) return result.failed;
  if (group.members.has(account.userId)) return result.alreadyIn;
  const joinTime = item.JoinTime || now;
  const unread = item.UnreadMsgNum ?? 0;
  if (!isInteger(joinTime, group.createTime, now) || !isInteger(unread)) return result.failed;
  const member = addMember(group, account, joinTime, item.Role === "Admin" ? "Admin" : "Member");
  setUnread(group, member, unread);
  return result.imported;
}

type Imported = { MsgSeq: number; MsgTime: number; Result: number };

function importMessage(state: AppState, group: Group, item: Body, lists: boolean, now: number): Imported & { stored: boolean } {
  const { SendTime: time, From_Account: from, Random: random } = item;
  const refused = (Result: number) => ({ MsgSeq: 0, MsgTime: isInteger(time) ? time : 0, Result, stored: false });
  if (!isInteger(time, Math.max(group.createTime, group.lastMsgTime), now)) return refused(10004);
  if (typeof from !== "string" || !state.accounts.has(from) || !Array.isArray(item.MsgBody) || item.MsgBody.length === 0) return refused(10004);
  if (isTooLong(item.MsgBody)) return refused(80002);
  const given = isInteger(random, 0, maxU32) ? random : undefined;
  const twin = given === undefined ? undefined : findDuplicate(group, from, given, now);
  if (twin) return { MsgSeq: twin.seq, MsgTime: time, Result: 0, stored: false };
  const message = appendMessage(group, { from, time, random: given ?? 0, body: item.MsgBody, priority: 2, counts: true, lists });
  if (given !== undefined) rememberRandom(group, message, now);
  return { MsgSeq: message.seq, MsgTime: time, Result: 0, stored: true };
}

export const groupImportCommands = {
  /** At most 300. A join time outside the group's life fails that member; unread is clamped to the message count. (doc 34969) */
  "group_open_http_svc/import_group_member": (state, body, { now }) => {
    const group = requireGroup(state, body);
    refuseLiveGroup(group);
    const items = objects(requireList(body, "MemberList", 10004), "MemberList", 10004);
    if (items.length > maxMembers) throw new Refusal(10005, `MemberList holds more than ${maxMembers} accounts`);
    return ok({
      MemberList: items.map((item) => ({
        Member_Account: typeof item.Member_Account === "string" ? item.Member_Account : "",
        Result: importMember(state, group, item, now),
      })),
    });
  },

  /** At most 7, ascending in time. As soon as one is stored, nobody in the group has anything unread. (doc 34968) */
  "group_open_http_svc/import_group_msg": (state, body, { now }) => {
    const group = requireGroup(state, body);
    refuseLiveGroup(group);
    const items = requireList(body, "MsgList", 10004);
    if (items.length > maxMessages) throw new Refusal(10004, `MsgList holds more than ${maxMessages} messages`);
    const lists = optionalInteger(body, "RecentContactFlag", 10004) === 1 && group.type !== "Community";
    const results = items.map((item) => importMessage(state, group, isObject(item) ? item : {}, lists, now));
    if (results.some(({ stored }) => stored)) zeroUnread(group);
    return ok({ ImportMsgResult: results.map(({ MsgSeq, MsgTime, Result }) => ({ MsgSeq, MsgTime, Result })) });
  },
} satisfies Commands;
