import { ok, Refusal } from "../answer";
import { isObject, names, optionalInteger, optionalText, requireList, texts } from "../fields";
import { isGroupId } from "../ids";
import { toGroupType } from "../store/groups";
import { groupFields, memberList } from "./group-common";
import type { Commands } from "./registry";

const maxGroups = 50;
const maxListed = 10_000;

export const groupInfoCommands = {
  /** At most 50 groups; a group that is gone is an element with its own code, and fails nothing else. (doc 34961) */
  "group_open_http_svc/get_group_info": (state, body) => {
    const ids = texts(requireList(body, "GroupIdList", 10004), "GroupIdList", 10004);
    if (ids.length > maxGroups) throw new Refusal(10004, `GroupIdList holds more than ${maxGroups} groups`);
    const filter = isObject(body.ResponseFilter) ? body.ResponseFilter : {};
    const baseFilter = names(filter.GroupBaseInfoFilter);
    const memberFilter = names(filter.MemberInfoFilter);
    const filtered = baseFilter !== undefined || memberFilter !== undefined;
    const GroupInfo = ids.map((GroupId) => {
      const group = state.groups.get(GroupId);
      if (!group) return { GroupId, ErrorCode: isGroupId(GroupId) ? 10010 : 10015, ErrorInfo: "the group does not exist" };
      const withMembers = group.type !== "AVChatRoom" && (!filtered || memberFilter !== undefined);
      return {
        GroupId, ErrorCode: 0, ErrorInfo: "",
        ...(filtered ? {} : { Appid: state.app.sdkAppId }),
        ...groupFields(group, filtered ? (baseFilter ?? new Set<string>()) : undefined),
        ...(withMembers ? { MemberList: memberList(group.members.values(), { MemberInfoFilter: filter.MemberInfoFilter }) } : {}),
      };
    });
    return ok({ GroupInfo });
  },

  /** All groups of the app, by pages; `Next` is 0 at the end. One call per second. (doc 34960) */
  "group_open_http_svc/get_appid_group_list": (state, body) => {
    const limit = optionalInteger(body, "Limit", 10004, 0, maxListed) || maxListed;
    const start = optionalInteger(body, "Next", 10004) ?? 0;
    const typeName = optionalText(body, "GroupType");
    const type = toGroupType(typeName);
    if (typeName !== undefined && !type) throw new Refusal(10004, `there is no group type "${typeName}"`);
    const ids: string[] = [];
    for (const group of state.groups.values()) if (!type || group.type === type) ids.push(group.groupId);
    const page = ids.slice(start, start + limit);
    const end = start + page.length;
    return ok({ TotalCount: ids.length, GroupIdList: page.map((GroupId) => ({ GroupId })), Next: end < ids.length ? end : 0 });
  },
} satisfies Commands;
