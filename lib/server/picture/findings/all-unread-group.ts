import "server-only";
import { both } from "@/lib/shared/bilingual";
import { countedUnread, finder, joinedGroups } from "./facts";
import { evidenceOf, labels, written } from "./words";

/** A group of fewer messages may simply be new. */
const fewestMessages = 10;

/** Groups of which every message there ever was counts as unread, as after an import with wrong numbers. (contract 6.3) */
export const findAllUnreadGroup = finder(30, (facts) => {
  const groups = joinedGroups(facts)
    .map((group) => ({ groupId: group.groupId, settable: group.settable, messages: group.messages ?? 0, unread: countedUnread(group) }))
    .filter(({ settable, messages, unread }) => settable && messages >= fewestMessages && unread === messages)
    .toSorted((a, b) => b.messages - a.messages);
  const [largest] = groups;
  if (!largest) return null;
  const one = groups.length === 1;
  return {
    code: "all_unread_group",
    verdict: "fixable",
    title: one
      ? both(
          `All ${written(largest.messages)} messages that one group ever had count as unread. So it looks after an import with wrong numbers, or when the group was never opened.`,
          `有 1 个群的全部 ${written(largest.messages)} 条消息均计为未读。导入时未读数有误，或从未打开过该群，都会如此。`,
        )
      : both(
          `In ${written(groups.length)} groups every message there ever was counts as unread. So it looks after an import with wrong numbers, or when the groups were never opened.`,
          `有 ${written(groups.length)} 个群的全部消息均计为未读。导入时未读数有误，或从未打开过这些群，都会如此。`,
        ),
    next: both(
      `If the user has read ${one ? "it" : "them"}, set the number to 0. IM tells no device; the app shows it when it next loads its conversations.`,
      "如用户确已阅读，可将未读数设为 0。IM 不会通知客户端，应用下次加载会话时才会显示。",
    ),
    evidence: evidenceOf(groups, ({ groupId, messages }) => ({ label: labels.messages, value: messages, groupId })),
    fix: { kind: "set_group_unread", groupId: largest.groupId, unread: 0 },
  };
});
