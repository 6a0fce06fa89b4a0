import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ItemProblem } from "../shell/item-problem";
import { Badge } from "../ui/badge";
import { Check } from "../ui/check";
import { ShortTime } from "../ui/short-time";
import table from "../ui/table.module.css";
import type { ConversationRow as Row } from "./conversation-rows";
import classes from "./rows.module.css";
import { PeerName } from "./peer-name";
import { RowEffect, RowNumber } from "./row-number";

interface Props {
  row: Row;
  selected: boolean;
  refusal: string | undefined;
  onSelect: (on: boolean) => void;
  onMark: () => void;
  onTimeline: () => void;
}

/** One conversation: who, how much, since when, what is special about it, and what can be done. */
export function ConversationRow({ row, selected, refusal, onSelect, onMark, onTimeline }: Props) {
  const t = useTranslations("account.conversations");
  const { peer, nick, unread, change, lastAt } = row;
  return (
    <tr data-tone={change?.effect === "changed" ? "good" : undefined}>
      <td className={table.check}>
        <Check aria-label={t("select", { peer })} checked={selected} onChange={onSelect} />
      </td>
      <th scope="row" className={classes.peer}>
        <div className={classes.chips}>
          <PeerName peer={peer} nick={nick} />
          <RowEffect change={change} />
          <Chips row={row} />
        </div>
      </th>
      <td className={table.number}>
        <RowNumber unread={unread} change={change} />
      </td>
      <td className={classes.time}>{lastAt && <ShortTime at={lastAt} />}</td>
      <td className={classes.buttons}>
        <Button variant="subtle" color="gray" size="compact-sm" fw={500} aria-haspopup="dialog" aria-label={t("timelineOf", { peer })} onClick={onTimeline}>
          {t("timeline")}
        </Button>
        {/* Where nothing is unread it is no proposal. */}
        <Button variant={unread === 0 ? "subtle" : "default"} color="gray" size="compact-sm" disabled={refusal !== undefined} aria-label={t("markReadOf", { peer })} {...(refusal && { title: refusal, "aria-describedby": "acts-refusal" })} onClick={onMark}>
          {t("markRead")}
        </Button>
      </td>
    </tr>
  );
}

function Chips({ row: { pinned, gone, atLimit, error, change } }: { row: Row }) {
  const t = useTranslations("account.conversations");
  return (
    <>
      {gone && (
        <Badge tone="bad" title={t("goneHint")}>
          {t("gone")}
        </Badge>
      )}
      {atLimit && (
        <Badge tone="warn" title={t("atLimitHint")}>
          {t("atLimit")}
        </Badge>
      )}
      {pinned && <Badge>{t("pinned")}</Badge>}
      {error && !gone && (
        <Badge tone="bad" title={error.message}>
          {t("notRead")}
        </Badge>
      )}
      {change?.error && <ItemProblem error={change.error} />}
    </>
  );
}
