import "server-only";
import { both } from "@/lib/shared/bilingual";
import { countedUnread, finder, joinedGroups } from "./facts";
import { counted, evidenceOf, labels, written } from "./words";

/** Unread in groups whose messages the account does not want to be told of: clients leave these out of totals. (contract 5.2) */
export const findMutedGroups = finder(80, (facts) => {
  const groups = joinedGroups(facts)
    .map((group) => ({ groupId: group.groupId, muted: group.muted, unread: countedUnread(group) ?? 0 }))
    .filter(({ muted, unread }) => muted === true && unread > 0);
  if (groups.length === 0) return null;
  const sum = groups.reduce((total, { unread }) => total + unread, 0);
  return {
    code: "muted_groups",
    verdict: "nothing_wrong",
    title: both(
      `${written(sum)} unread ${sum === 1 ? "is" : "are"} in ${counted(groups.length, "muted group")}. Client SDKs leave muted conversations out of their totals.`,
      `有 ${written(sum)} 条未读在 ${written(groups.length)} 个已设为免打扰的群中。客户端 SDK 的未读总数不含免打扰会话。`,
    ),
    next: both(
      "The badge on the device may be lower than the server's number by that much. Which one-to-one conversations are muted, IM does not tell through this API.",
      "设备端角标可能因此小于服务端的数值。单聊会话是否免打扰，IM 不通过此接口返回。",
    ),
    evidence: evidenceOf(groups, ({ groupId, unread }) => ({ label: labels.unread, value: unread, groupId })),
    fix: null,
  };
});
