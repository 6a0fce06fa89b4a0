import { ok, Refusal } from "../answer";
import { isObject, names, optionalInteger, optionalText, requireText, type Body } from "../fields";
import { toGroupType, type Group } from "../store/groups";
import { groupFields, selfInfo } from "./group-common";
import type { Commands } from "./registry";

const mostPerCall = 5_000;

/** `GroupType`, or `Type` as some clients spell it. */
function readType(body: Body): string | undefined {
  const name = optionalText(body, "GroupType") ?? optionalText(body, "Type");
  if (name === undefined) return undefined;
  const type = toGroupType(name);
  if (!type) throw new Refusal(10004, `there is no group type "${name}"`);
  return type;
}

export const joinedGroupCommands = {
  /**
   * The groups an account is in. Private groups without a message and AVChatRooms only on request; fields only when named;
   * SelfInfo only with a SelfInfoFilter. (doc 34925)
   */
  "group_open_http_svc/get_joined_group_list": (state, body) => {
    const account = state.accounts.get(requireText(body, "Member_Account", 10004));
    if (!account) throw new Refusal(10004, "Member_Account does not exist");
    const limit = optionalInteger(body, "Limit", 10004, 0, mostPerCall) || Number.POSITIVE_INFINITY;
    const offset = optionalInteger(body, "Offset", 10004) ?? 0;
    const type = readType(body);
    const filter = isObject(body.ResponseFilter) ? body.ResponseFilter : {};
    const baseFilter = names(filter.GroupBaseInfoFilter) ?? new Set<string>();
    const selfFilter = names(filter.SelfInfoFilter);
    const isListed = (group: Group) =>
      (type === undefined || group.type === type) &&
      (group.type !== "AVChatRoom" || body.WithHugeGroups === 1) &&
      (group.type !== "Private" || group.nextSeq > 1 || body.WithNoActiveGroups === 1) &&
      (body.SupportTopic !== 1 || group.supportTopic);
    const groups = [...(account.groups ?? [])].filter(isListed);
    const GroupIdList = groups.slice(offset, offset + limit).map((group) => {
      const member = group.members.get(account.userId);
      return {
        GroupId: group.groupId,
        ...groupFields(group, baseFilter),
        ...(selfFilter && member ? { SelfInfo: selfInfo(state, group, member, selfFilter) } : {}),
      };
    });
    return ok({ TotalCount: groups.length, GroupIdList });
  },
} satisfies Commands;
