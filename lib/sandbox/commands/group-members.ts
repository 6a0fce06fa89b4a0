import { ok, Refusal } from "../answer";
import { optionalInteger, optionalText, requireList, texts } from "../fields";
import { memberList, refuseLiveGroup, requireGroup } from "./group-common";
import type { Commands } from "./registry";

const maxPerPage = 6_000;
const communityPage = 100;
const maxNamed = 50;
const maxRoles = 500;

export const groupMemberCommands = {
  /** Members in joining order. Communities page by `Next`, which is "" at the end; the others by `Offset`. (doc 34948) */
  "group_open_http_svc/get_group_member_info": (state, body) => {
    const group = requireGroup(state, body);
    refuseLiveGroup(group);
    const limit = optionalInteger(body, "Limit", 10004, 0, maxPerPage);
    const community = group.type === "Community";
    const next = optionalText(body, "Next") ?? "0";
    if (community && !/^\d{1,9}$/.test(next)) throw new Refusal(10004, "Next must be the value of the page before");
    const start = community ? Number(next) : (optionalInteger(body, "Offset", 10004) ?? 0);
    const size = community ? Math.min(limit || communityPage, communityPage) : limit || Number.POSITIVE_INFINITY;
    const list = memberList(group.members.values(), body);
    const MemberList = list.slice(start, start + size);
    const end = start + MemberList.length;
    return ok({ MemberNum: group.members.size, MemberList, ...(community ? { Next: end < list.length ? String(end) : "" } : {}) });
  },

  /** At most 50 members by name; who is not a member is left out. (doc 64897) */
  "group_open_http_svc/get_specified_group_member_info": (state, body) => {
    const group = requireGroup(state, body);
    refuseLiveGroup(group);
    const ids = texts(requireList(body, "Member_List_Account", 10004), "Member_List_Account", 10004);
    if (ids.length > maxNamed) throw new Refusal(10005, `Member_List_Account holds more than ${maxNamed} accounts`);
    const members = ids.flatMap((userId) => group.members.get(userId) ?? []);
    return ok({ GroupId: group.groupId, MemberList: memberList(members, body) });
  },

  /** The role of at most 500 accounts, `NotMember` included. (doc 34963) */
  "group_open_http_svc/get_role_in_group": (state, body) => {
    const group = requireGroup(state, body);
    refuseLiveGroup(group);
    const ids = texts(requireList(body, "User_Account", 10004), "User_Account", 10004);
    if (ids.length > maxRoles) throw new Refusal(10005, `User_Account holds more than ${maxRoles} accounts`);
    return ok({ UserIdList: ids.map((Member_Account) => ({ Member_Account, Role: group.members.get(Member_Account)?.role ?? "NotMember" })) });
  },
} satisfies Commands;
