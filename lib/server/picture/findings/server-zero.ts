import "server-only";
import { both } from "@/lib/shared/bilingual";
import { finder, joinedGroups, listedConversations } from "./facts";
import { labels } from "./words";

/** Everything was read, and the server counts nothing: a badge that shows is made on the device. (contract 5) */
export const findServerZero = finder(50, (facts) => {
  const { sums, conversations, groups, moved } = facts;
  if (!conversations.ok || !groups.ok || moved === "moving") return null;
  if (sums.total !== 0 || sums.listed !== 0 || sums.groups !== 0 || sums.unreadable > 0) return null;
  return {
    code: "server_zero",
    verdict: "not_from_server",
    title: both("The server counts nothing unread for this account. A badge that still shows comes from the device, the app's cache or the launcher.", "服务端没有该账号的任何未读。如仍显示角标，来源是设备端、应用缓存或桌面图标角标。"),
    next: both(
      "Ask the user to leave the app and open it again on every device, and to update it. If the number stays, the app sets its icon badge itself or through its push vendor. A dot without a number may be a chat marked as unread.",
      "请让用户在各设备上退出并重新打开应用，并升级到最新版本。如角标仍在，则由应用自身或推送厂商设置。若只是没有数字的红点，可能是会话被标为未读。",
    ),
    evidence: [
      { label: labels.total, value: sums.total },
      { label: labels.groups, value: sums.groups },
      { label: labels.conversations, value: listedConversations(facts).length },
      { label: both("Groups joined", "已加入的群"), value: joinedGroups(facts).length },
    ],
    fix: { kind: "check_marks" },
  };
});
