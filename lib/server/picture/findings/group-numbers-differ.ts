import "server-only";
import { both } from "@/lib/shared/bilingual";
import type { Evidence, Finding } from "@/lib/shared/findings";
import type { PictureGroup } from "@/lib/shared/picture";
import { countedUnread, finder, joinedGroups } from "./facts";
import { counted, evidenceOf, written } from "./words";

interface Difference {
  groupId: string;
  settable: boolean;
  reported: number;
  derived: number;
}

/**
 * Groups in which the server's number is not what the sequence numbers give. Messages without unread, notices and the member's own
 * take a number and do not count, so a larger derived one is as it should be. A smaller one is odd, yet no proof: that IM counts by
 * this formula is printed nowhere. (contract 5.2)
 */
export const findGroupNumbersDiffer = finder(100, (facts) => {
  const differing = joinedGroups(facts).flatMap(toDifference);
  const above = differing.filter(({ reported, derived }) => derived < reported);
  if (above.length > 0) return reportedHigher(above);
  return differing.length > 0 ? derivedHigher(differing) : null;
});

function toDifference(group: PictureGroup): Difference[] {
  const { groupId, settable, reported, derived } = group;
  if (countedUnread(group) === null || reported === null || derived === null || reported === derived) return [];
  return [{ groupId, settable, reported, derived }];
}

function derivedHigher(groups: Difference[]): Finding {
  return {
    code: "group_numbers_differ",
    verdict: "nothing_wrong",
    title: both(
      `In ${counted(groups.length, "group")} the sequence numbers give more unread than the server reports. The server's number is the one that counts.`,
      `${written(groups.length)} 个群按消息序号推算的未读数大于服务端返回的未读数，以服务端返回的为准。`,
    ),
    next: both(
      "Nothing needs doing: messages sent without unread, notices and the member's own messages take a sequence number and do not count.",
      "无需处理：不计未读的消息、群提示消息和成员自己发送的消息会占用序号，但不计入未读数。",
    ),
    evidence: evidenceOf(groups, numbers),
    fix: null,
  };
}

function reportedHigher(groups: Difference[]): Finding {
  const settable = groups.some((group) => group.settable);
  return {
    code: "group_numbers_differ",
    verdict: settable ? "fixable" : "not_from_server",
    title: both(
      `In ${counted(groups.length, "group")} the server reports more unread than the sequence numbers give.`,
      `${written(groups.length)} 个群的服务端未读数大于按消息序号推算的未读数。`,
    ),
    next: settable
      ? both(
          "If the user has read such a group, set its number anew in the group's row. How the two numbers hang together is not documented, so none is proposed.",
          "如用户确已阅读该群，请在该群所在行重新设置未读数。两个数值的关系 IM 文档未说明，因此不给出建议值。",
        )
      : both("Numbers cannot be set in a group of this type.", "此类型的群无法设置未读数。"),
    evidence: evidenceOf(groups, numbers),
    fix: null,
  };
}

function numbers({ groupId, reported, derived }: Difference): Evidence {
  return { label: both("Reported, and from sequence numbers", "服务端返回，及按序号推算"), value: `${written(reported)} / ${written(derived)}`, groupId };
}
