import "server-only";
import { both } from "@/lib/shared/bilingual";
import { groupTypeName } from "@/lib/shared/groups";
import { countedUnread, finder, joinedGroups } from "./facts";
import { counted, evidenceOf, labels, written } from "./words";

/** Meeting groups with a number from the server, in an app that this console is told keeps none there. (contract 4.3) */
export const findMeetingCounts = finder(90, (facts) => {
  const groups = joinedGroups(facts).filter((group) => groupTypeName(group.type) === "Meeting" && !group.settable && countedUnread(group) !== null);
  if (groups.length === 0) return null;
  return {
    code: "meeting_counts",
    verdict: "nothing_wrong",
    title: both(
      `The server counts unread in ${counted(groups.length, "Meeting group")}, while this console is configured for an app that does not.`,
      `${written(groups.length)} 个会议群（Meeting）由服务端返回了未读数，而控制台的配置是该应用的会议群不计未读。`,
    ),
    next: both(
      "The app has unread counting for Meeting groups switched on. Ask whoever runs the console to set meetingUnread for this app; then the numbers can be set here too.",
      "该应用已开启会议群未读计数。请联系控制台管理人员为该应用开启 meetingUnread，之后即可在此设置未读数。",
    ),
    evidence: evidenceOf(groups, (group) => ({ label: labels.unread, value: countedUnread(group), groupId: group.groupId })),
    fix: null,
  };
});
