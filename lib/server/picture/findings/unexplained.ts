import "server-only";
import { both, type Bilingual } from "@/lib/shared/bilingual";
import { finder, listedConversations } from "./facts";
import { labels, written } from "./words";

/** The server's total is above the sum of what can be listed, and was so twice. (contract 6.1) */
export const findUnexplained = finder(20, (facts) => {
  const missing = facts.sums.unexplained;
  if (missing === null || missing === 0 || !facts.conversations.ok) return null;
  const conversations = listedConversations(facts);
  const gone = conversations.filter((conversation) => conversation.gone).length;
  return {
    code: "unexplained",
    // With deleted accounts, marking read may be refused; nothing else here would clear them.
    verdict: gone === 0 ? "fixable" : "not_from_server",
    title: titleOf(missing, gone, facts.conversations.value.complete),
    next:
      gone === 0
        ? both(
            "Search for these conversations here, then mark them read. The search itself changes nothing. What it does not find has to be checked by pasting the ids of other peers.",
            "请在此查找这些会话，再标记已读。查找只读取，不做任何修改。未能找到的会话，需粘贴其他对方账号进行查询。",
          )
        : both(
            `Try to mark ${gone === 1 ? "that conversation" : "those conversations"} read. If the number stays, search for other conversations, and check what the search does not find by pasting ids; what is left then goes when IM's 7 days are over.`,
            "可先尝试将这些会话标记已读。如未读数不变，再查找其他会话，未能找到的可粘贴对方账号查询；仍无法清除的未读在 IM 的 7 天保留期过后不再计数。",
          ),
    evidence: [
      { label: labels.total, value: facts.sums.total },
      { label: labels.listed, value: facts.sums.listed },
      { label: both("Unexplained", "未找到来源"), value: missing },
      { label: labels.conversations, value: conversations.length },
      ...(gone > 0 ? [{ label: both("Listed accounts that were deleted", "所列会话中已删除的账号"), value: gone }] : []),
    ],
    fix: { kind: "find_missing", missing },
  };
});

function titleOf(missing: number, gone: number, complete: boolean): Bilingual {
  const are = missing === 1 ? "is" : "are";
  // The rest of the list may hold them, so neither its gaps nor its deleted accounts are to blame.
  if (!complete) {
    return both(
      `${written(missing)} unread ${are} in no conversation whose number could be read. IM did not give its conversation list to the end, so they may be in the rest of it${gone > 0 ? ", or with a deleted account" : ""}.`,
      `有 ${written(missing)} 条未读不在任何可读取未读数的会话中。IM 未返回完整的会话列表，这些未读可能在未返回的部分${gone > 0 ? "，也可能来自已删除的账号" : ""}。`,
    );
  }
  if (gone > 0) {
    return both(
      `${written(missing)} unread ${are} in no conversation whose number could be read. Most likely they belong to the ${gone === 1 ? "deleted account" : `${written(gone)} deleted accounts`} in the list.`,
      `有 ${written(missing)} 条未读不在任何可读取未读数的会话中，很可能来自列表中已删除的 ${written(gone)} 个账号。`,
    );
  }
  return both(
    `${written(missing)} unread ${are} in conversations the list no longer shows. A chat that was deleted can still count.`,
    `有 ${written(missing)} 条未读所在的会话已不在会话列表中。已删除的会话仍可能计入未读。`,
  );
}
