import { VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ConversationUnread } from "@/lib/shared/unread";
import { ItemProblem } from "../shell/item-problem";
import { Change } from "../ui/change";
import { Check } from "../ui/check";
import { IdChip } from "../ui/id-chip";
import table from "../ui/table.module.css";
import type { Selection } from "../ui/use-selection";

interface Props {
  conversations: ConversationUnread[];
  /** With an "up to" time the new number is only known to be at most the present one. */
  bounded: boolean;
  selection: Selection;
}

/** One line per conversation: `12 → 0`, and a box to leave it out. */
export function MarkReadPreviewTable({ conversations, bounded, selection }: Props) {
  const t = useTranslations();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col" className={table.check}>
            <VisuallyHidden>{t("markRead.check.include")}</VisuallyHidden>
          </th>
          <th scope="col">{t("unread.table.peer")}</th>
          <th scope="col" className={table.number}>
            {t("markRead.check.change")}
          </th>
          <th scope="col">{t("unread.table.note")}</th>
        </tr>
      </thead>
      <tbody>
        {conversations.map((one) => {
          const before = "unread" in one ? one.unread : null;
          return (
            <tr key={one.peer}>
              <td className={table.check}>
                <Check aria-label={t("unread.table.select", { peer: one.peer })} checked={selection.has(one.peer)} onChange={(on) => selection.toggle(one.peer, on)} />
              </td>
              <th scope="row">
                <IdChip id={one.peer} />
              </th>
              <td className={table.number}>
                <Change before={before} after={bounded ? before : 0} atMost={bounded && before !== null && before > 0} />
              </td>
              <td className={table.wide}>
                {before === 0 && <span className={table.quiet}>{t("markRead.check.already")}</span>}
                {"error" in one && (
                  <>
                    <ItemProblem error={one.error} />
                    <span className={table.quiet}>{t("markRead.check.unknown")}</span>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
