import "server-only";
import { both } from "@/lib/shared/bilingual";
import { conversationLimit } from "@/lib/shared/picture";
import { finder, listedConversations } from "./facts";
import { counted, evidenceOf, labels, written } from "./words";

/** Conversations in which the server has stopped counting. (contract 5.1, doc 33524) */
export const findConversationAtLimit = finder(60, (facts) => {
  const full = listedConversations(facts).filter(({ atLimit }) => atLimit);
  if (full.length === 0) return null;
  return {
    code: "conversation_at_limit",
    verdict: "nothing_wrong",
    title: both(
      `${counted(full.length, "conversation is", "conversations are")} at IM's limit of ${conversationLimit} unread, where counting stops. There may be more messages than that.`,
      `${written(full.length)} 个会话已达到 IM 的 ${conversationLimit} 条未读上限，不再继续计数，实际未读消息可能更多。`,
    ),
    next: both("A count that no longer grows is no fault. It starts again once the conversation is read.", "未读数不再增长属正常现象。会话已读后会重新开始计数。"),
    evidence: evidenceOf(full, ({ peer, unread }) => ({ label: labels.unread, value: unread, account: peer })),
    fix: null,
  };
});
