import { useTranslations } from "next-intl";
import type { Group, Member, MemberChange } from "@/lib/shared/groups";
import { Check } from "../ui/check";
import table from "../ui/table.module.css";
import type { Selection } from "../ui/use-selection";
import { MemberRow } from "./member-row";

interface Props {
  group: Group;
  members: Member[];
  /** What was last done to some of them. */
  results: MemberChange[];
  /** Whether the members were read after that. */
  fresh: boolean;
  /** None where nothing can be set. */
  selection: Selection | undefined;
}

/** Who they are in the group, and how many messages each has unread there. */
export function MembersTable({ group, members, results, fresh, selection }: Props) {
  const t = useTranslations("groups.table");
  const ids = members.map(({ userId }) => userId);
  const some = selection && ids.some((id) => selection.has(id));
  const all = selection && ids.every((id) => selection.has(id));
  const changes = new Map(results.map((one) => [one.userId, one]));
  return (
    <table className={table.table} aria-label={t("label", { group: group.name || group.groupId })}>
      <thead>
        <tr>
          {selection && (
            <td className={table.check}>
              <Check aria-label={t("selectAll")} checked={all === true} partly={some === true && all !== true} onChange={() => selection.replace(all ? [] : ids)} />
            </td>
          )}
          <th scope="col">{t("member")}</th>
          <th scope="col" className={table.number}>
            {t("unread")}
          </th>
          <th scope="col">{t("role")}</th>
          <th scope="col">{t("joined")}</th>
          <th scope="col">{t("note")}</th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberRow key={member.userId} member={member} change={changes.get(member.userId)} fresh={fresh} selection={selection} />
        ))}
      </tbody>
    </table>
  );
}
