import { Button, VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Check } from "../ui/check";
import table from "../ui/table.module.css";
import type { Selection } from "../ui/use-selection";
import { ConversationRow } from "./conversation-row";
import type { ConversationRow as Row } from "./conversation-rows";
import classes from "./rows.module.css";
import { useMore } from "./use-more";

interface Props {
  rows: Row[];
  selection: Selection;
  refusal: string | undefined;
  onMark: (row: Row) => void;
  onTimeline: (row: Row) => void;
}

/** The conversations given, a hundred at a time. */
export function ConversationsTable({ rows, selection, refusal, onMark, onTimeline }: Props) {
  const t = useTranslations("account.conversations");
  const { shown, rest, more } = useMore(rows);
  const all = rows.every(({ peer }) => selection.has(peer));
  const some = rows.some(({ peer }) => selection.has(peer));
  return (
    <>
      <table className={table.table}>
        <VisuallyHidden component="caption">{t("title")}</VisuallyHidden>
        <thead>
          <tr>
            <td className={table.check}>
              <Check aria-label={t("selectAll")} checked={all} partly={some && !all} onChange={() => selection.replace(all ? [] : rows.map(({ peer }) => peer))} />
            </td>
            <th scope="col">{t("peer")}</th>
            <th scope="col" className={table.number}>
              {t("unread")}
            </th>
            <th scope="col">{t("last")}</th>
            <th scope="col">
              <VisuallyHidden>{t("acts")}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <ConversationRow
              key={row.peer}
              row={row}
              selected={selection.has(row.peer)}
              refusal={refusal}
              onSelect={(on) => selection.toggle(row.peer, on)}
              onMark={() => onMark(row)}
              onTimeline={() => onTimeline(row)}
            />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <div className={classes.more}>
          <Button variant="default" size="xs" onClick={more}>
            {t("more", { rest })}
          </Button>
        </div>
      )}
    </>
  );
}
