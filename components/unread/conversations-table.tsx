import { useTranslations } from "next-intl";
import type { ConversationUnread } from "@/lib/shared/unread";
import { ItemProblem } from "../shell/item-problem";
import { Badge } from "../ui/badge";
import { Amount } from "../ui/change";
import { Check } from "../ui/check";
import { IdChip } from "../ui/id-chip";
import table from "../ui/table.module.css";

/** IM counts no further per conversation. */
const limit = 250;

interface Props {
  conversations: ConversationUnread[];
  selected: ReadonlySet<string>;
  onSelect: (peers: ReadonlySet<string>) => void;
}

/** Peer, unread, and what IM said where there is no number. */
export function ConversationsTable({ conversations, selected, onSelect }: Props) {
  const t = useTranslations("unread.table");
  const all = conversations.every(({ peer }) => selected.has(peer));
  const some = conversations.some(({ peer }) => selected.has(peer));
  const toggle = (peer: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(peer);
    else next.delete(peer);
    onSelect(next);
  };
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <td className={table.check}>
            <Check aria-label={t("selectAll")} checked={all} partly={some && !all} onChange={() => onSelect(all ? new Set() : new Set(conversations.map(({ peer }) => peer)))} />
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
              <Check aria-label={t("select", { peer: one.peer })} checked={selected.has(one.peer)} onChange={(on) => toggle(one.peer, on)} />
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
