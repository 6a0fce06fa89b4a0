import "server-only";
import { both } from "@/lib/shared/bilingual";
import { groupTypeName } from "@/lib/shared/groups";
import { finder, joinedGroups } from "./facts";
import { counted, evidenceOf, labels, written } from "./words";

/** Groups of types that keep no unread count at all. (contract 4.3) */
export const findGroupNotCounting = finder(110, (facts) => {
  const groups = joinedGroups(facts).filter(({ unread }) => unread?.counted === false);
  if (groups.length === 0) return null;
  const types = [...new Set(groups.map(({ type }) => groupTypeName(type)))];
  const one = groups.length === 1;
  return {
    code: "group_not_counting",
    verdict: "nothing_wrong",
    title: both(
      `${counted(groups.length, "group keeps", "groups keep")} no unread count, because of ${one ? "its" : "their"} type (${types.join(", ")}). That is not 0: there is no number.`,
      `${written(groups.length)} 个群因群类型（${types.join("、")}）不支持未读计数。这不等于 0，而是没有未读数。`,
    ),
    next: both("Nothing can be read or set there. A badge on such a group comes from the app itself.", "此类群的未读数无法读取，也无法设置。群上如有角标，由应用自行产生。"),
    evidence: evidenceOf(groups, ({ groupId, type }) => ({ label: labels.type, value: groupTypeName(type), groupId })),
    fix: null,
  };
});
