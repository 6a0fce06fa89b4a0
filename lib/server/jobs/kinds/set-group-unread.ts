import "server-only";
import type { Group } from "@/lib/shared/groups";
import { describeChange } from "../../groups/describe-change";
import { groupError, toGroup } from "../../groups/get-group";
import { keepsNoCount } from "../../groups/change-member-unread";
import { memberNotFound } from "../../groups/get-member-unread";
import { toMember } from "../../groups/to-member";
import { getGroups, setUnreadMsgNum, type GroupInfo } from "../../im/group";
import { getMembers, type GroupMember } from "../../im/group-members";
import { batchSizes } from "../../im/limits";
import { splitUnique } from "../../im/split";
import { stopsAll } from "../stops-all";
import { groupIdProblem, unreadProblem, userIdProblem } from "./cells";
import type { Calls, JobKind, Reading, Target } from "./kind";
import { byKey } from "./by-key";

/**
 * Sets the unread number of group members. Numbers are derived from sequence numbers, before and after alike: asking what the server
 * reports would take a call for each member. (docs 34909, 64897, 34961)
 */
export const setGroupUnread: JobKind = {
  name: "set_group_unread",
  columns: [
    { name: "GroupId", required: true, aliases: ["Group", "Group_Account", "群ID", "群组ID"], problemOf: groupIdProblem },
    { name: "Member_Account", required: true, aliases: ["Member", "UserId", "User", "Account", "成员", "用户ID"], problemOf: userIdProblem },
    { name: "UnreadMsgNum", required: true, aliases: ["Unread", "UnreadCount", "Count", "未读数"], problemOf: unreadProblem },
  ],
  examples: [
    ["@TGS#2CLUZEAEJ", "bob", "3"],
    ["work-team", "bob", "0"],
  ],
  reversible: true,
  firesWebhook: false,
  reads: { command: "group_open_http_svc/get_specified_group_member_info", rowsPerCall: batchSizes.members },
  toTarget: ({ GroupId = "", Member_Account = "", UnreadMsgNum = "" }) => ({ key: GroupId, item: Member_Account, asked: Number(UnreadMsgNum), upTo: null }),
  accountOf: ({ item }) => item,

  async read(calls, targets) {
    const groups = await readGroups(calls, targets);
    return byKey(targets, (groupId, members) => readMembers(calls, groups.get(groupId), members));
  },

  write: {
    command: "group_open_http_svc/set_unread_msg_num",
    execute: ({ im, options }, { key, item, asked }) => setUnreadMsgNum(im, { groupId: key, userId: item, unread: asked ?? 0 }, options),
    foresee: ({ asked }, { ceiling }) => Math.min(asked ?? 0, ceiling ?? Number.POSITIVE_INFINITY),
    describe: ({ asked, before, after, ceiling }) => (before === null ? "unverified" : describeChange({ asked: asked ?? 0, before, after, messages: ceiling ?? Number.POSITIVE_INFINITY }).effect),
  },
};

type Found = { group: Group } | { error: unknown };

async function readGroups({ im, app, options }: Calls, targets: readonly Target[]): Promise<Map<string, Found>> {
  const ids = targets.map(({ key }) => key);
  const results = await Promise.all(
    splitUnique(ids, batchSizes.groups).map((part) => readTogether({ im, app, options }, part)),
  );
  return new Map(
    results.flat().map((result): [string, Found] => {
      if (!result.group) return [result.groupId, { error: groupError(result.error) }];
      try {
        return [result.groupId, { group: toGroup(app, result.group) }];
      } catch (error) {
        return [result.groupId, { error }];
      }
    }),
  );
}

type Result = { groupId: string; group: GroupInfo; error?: undefined } | { groupId: string; error: unknown; group?: undefined };

async function readTogether(calls: Calls, groupIds: readonly string[]): Promise<Result[]> {
  try {
    return await getGroups(calls.im, groupIds, calls.options);
  } catch (error) {
    if (stopsAll(error)) throw error;
    // An id that can be nobody's fails the whole call it is in, so the others are asked for without it.
    const oneIsToBlame = groupError(error) !== error && groupIds.length > 1;
    if (!oneIsToBlame) return groupIds.map((groupId) => ({ groupId, error }));
    return (await Promise.all(groupIds.map((groupId) => readTogether(calls, [groupId])))).flat();
  }
}

async function readMembers({ im, options }: Calls, found: Found | undefined, targets: readonly Target[]): Promise<Reading[]> {
  if (!found || "error" in found) return targets.map(() => ({ error: found?.error }));
  const { group } = found;
  if (!group.countsUnread) return targets.map(() => ({ error: keepsNoCount(group) }));
  const readings = new Map<string, Reading>();
  await Promise.all(
    // Fifty by fifty, so that a call that fails spoils no more than its own.
    splitUnique(targets.map(({ item }) => item), batchSizes.members).map(async (userIds) => {
      try {
        const members = await getMembers(im, { groupId: group.groupId, userIds }, options);
        for (const userId of userIds) readings.set(userId, readMember(group, members.get(userId)));
      } catch (error) {
        if (stopsAll(error)) throw error;
        for (const userId of userIds) readings.set(userId, { error });
      }
    }),
  );
  return targets.map(({ item }) => readings.get(item) ?? { error: undefined });
}

function readMember(group: Group, member: GroupMember | undefined): Reading {
  if (!member) return { error: memberNotFound() };
  try {
    const { unread } = toMember(group, member);
    return unread.counted ? { value: unread.value, ceiling: group.messages } : { error: keepsNoCount(group) };
  } catch (error) {
    return { error };
  }
}
