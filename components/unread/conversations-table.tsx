import { useTranslations } from "next-intl";
import type { ConversationUnread } from "@/lib/shared/unread";
import { ItemProblem } from "../shell/item-problem";
import { Badge } from "../ui/badge";
import { Amount } from "../ui/change";
import { Check } from "../ui/check";
import { IdChip } from "../ui/id-chip";
import table from "../ui/table.module.css";
import type { Selection } from "../ui/use-selection";

/** IM counts no further per conversation. */
const limit = 250;

interface Props {
  conversations: ConversationUnread[];
  selection: Selection;
}

/** Peer, unread, and what IM said where there is no number. */
export function ConversationsTable({ conversations, selection }: Props) {
  const t = useTranslations("unread.table");
  const all = conversations.every(({ peer }) => selection.has(peer));
  const some = conversations.some(({ peer }) => selection.has(peer));
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <td className={table.check}>
            <Check aria-label={t("selectAll")} checked={all} partly={some && !all} onChange={() => selection.replace(all ? [] : conversations.map(({ peer }) => peer))} />
          </td>
          <th scope="col">{t("peer")}</th>
          <th scope="col" className={table.number}>
            {t("unread")}
          </th>
          <th scope="col">{t("note")}</th>
        </tr>
      </thead>
      <tbody>
        {conversations.map((one) => (
          <tr key={one.peer}>
            <td className={table.check}>
              <Check aria-label={t("select", { peer: one.peer })} checked={selection.has(one.peer)} onChange={(on) => selection.toggle(one.peer, on)} />
            </td>
            <th scope="row">
              <IdChip id={one.peer} />
            </th>
            <td className={table.number}>
              <span className={"unread" in one && one.unread > 0 ? table.strong : table.quiet}>
                <Amount value={"unread" in one ? one.unread : null} />
              </span>
            </td>
            <td className={table.wide}>
              {"error" in one && <ItemProblem error={one.error} />}
              {"unread" in one && one.unread >= limit && (
                <Badge tone="warn" title={t("limitHint")}>
                  {t("limit")}
                </Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
