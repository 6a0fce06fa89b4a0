import "server-only";
import { both } from "@/lib/shared/bilingual";
import { finder, listedConversations } from "./facts";
import { counted, evidenceOf, written } from "./words";

/** Listed peers that IM knows no account for (70107): their messages cannot be opened on a device. (doc 41046) */
export const findPeerGone = finder(40, (facts) => {
  const gone = listedConversations(facts).filter((conversation) => conversation.gone);
  if (gone.length === 0) return null;
  // All of the total is with peers that exist, so nothing hangs on those that do not.
  const harmless = facts.sums.unexplained === 0;
  const one = gone.length === 1;
  return {
    code: "peer_gone",
    verdict: harmless ? "nothing_wrong" : "not_from_server",
    title: harmless
      ? both(
          `${counted(gone.length, "listed conversation is with an account", "listed conversations are with accounts")} that no longer ${one ? "exists" : "exist"} (70107). None of the unread is there.`,
          `列表中有 ${written(gone.length)} 个会话的对方账号已不存在（70107），其中没有未读。`,
        )
      : both(
          `${counted(gone.length, "listed conversation is with an account", "listed conversations are with accounts")} that no longer ${one ? "exists" : "exist"} (70107). IM does not give its unread, and the user cannot open it.`,
          `列表中有 ${written(gone.length)} 个会话的对方账号已不存在（70107）。IM 不返回其未读数，用户也无法打开会话。`,
        ),
    next: harmless
      ? both("Nothing needs doing.", "无需处理。")
      : both("Marking read may still work; the result is read back. If it is refused, the app has to drop the conversation on the device.", "标记已读可能仍然有效，操作后会重新读取结果。如被拒绝，只能由应用在设备端移除该会话。"),
    evidence: evidenceOf(gone, ({ peer }) => ({ label: both("Unread with the deleted account", "与已删除账号的未读数"), value: null, account: peer })),
    fix: harmless ? null : { kind: "mark_read", peers: gone.map(({ peer }) => peer) },
  };
});
