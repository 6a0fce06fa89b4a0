import "server-only";
import { both } from "@/lib/shared/bilingual";
import { conversationsLimit } from "@/lib/shared/picture";
import { finder, listedConversations } from "./facts";
import { labels, written } from "./words";

/** Entries that IM keeps in a list, by plan. (contract 8.1, doc 43087) */
const fullList = [100, 500];

/**
 * More conversations than IM counts in (100), or than its list holds. A full list alone is no finding: as long as the total is
 * explained, nothing unread has fallen off it.
 */
export const findConversationsAtLimit = finder(70, (facts) => {
  if (!facts.conversations.ok) return null;
  const { entries, complete } = facts.conversations.value;
  const withUnread = listedConversations(facts).filter(({ unread }) => unread !== null && unread > 0).length;
  const evidence = [
    { label: both("Entries in IM's list", "IM 会话列表条目数"), value: entries },
    { label: both("Listed conversations with unread", "有未读的会话数"), value: withUnread },
    { label: labels.total, value: facts.sums.total },
    { label: labels.listed, value: facts.sums.listed },
  ];
  const common = { code: "conversations_at_limit", verdict: "nothing_wrong", evidence, fix: null } as const;
  if (withUnread >= conversationsLimit) {
    return {
      ...common,
      title: both(
        `${written(withUnread)} conversations have unread, and IM counts in at most ${conversationsLimit}. Further conversations are not counted.`,
        `${written(withUnread)} 个会话有未读，而 IM 最多对 ${conversationsLimit} 个会话计数，其余会话不再计数。`,
      ),
      next: both("The real number may be higher, and no fault lies in that. Counting goes on once some of these are read.", "实际未读可能更多，属正常现象。部分会话已读后会继续计数。"),
    };
  }
  if (facts.sums.unexplained === 0) return null;
  const next = both("Unread in conversations beyond the list still counts. Paste the ids of other peers to check them.", "列表之外的会话中的未读仍会计数。可粘贴其他对方账号进行查询。");
  if (!complete) {
    return {
      ...common,
      title: both(`IM did not give its conversation list to the end: ${written(entries)} entries could be read.`, `IM 未返回完整的会话列表：仅读取到 ${written(entries)} 条。`),
      next,
    };
  }
  if (!fullList.includes(entries)) return null;
  return {
    ...common,
    title: both(
      `The conversation list holds ${written(entries)} entries, as many as IM keeps on ${entries === 100 ? "most plans" : "its top plan"}. Older conversations drop off it.`,
      `会话列表已有 ${written(entries)} 条，达到 IM ${entries === 100 ? "多数套餐" : "最高版本套餐"}的保留上限，更早的会话会从列表中移除。`,
    ),
    next,
  };
});
