import { useFormatter, useTranslations } from "next-intl";
import { Amount, Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import table from "../ui/table.module.css";
import type { RowChange } from "./conversation-rows";

interface Props {
  unread: number | null;
  change: RowChange | undefined;
}

/** A row's number, or `12 → 0` after an act or while being watched; what came in since an act stands beside it. */
export function RowNumber({ unread, change }: Props) {
  const t = useTranslations();
  const format = useFormatter();
  if (!change) {
    return (
      <span className={unread === 0 ? table.quiet : table.strong}>
        <Amount value={unread} />
      </span>
    );
  }
  // Of what an act read back the next reading may know nothing, which is not that it still holds.
  const moved = change.after !== null && unread !== change.after;
  return (
    <>
      <Change before={change.before} after={change.after} />
      {moved && <span className={table.quiet}> {t("account.now", { unread: unread === null ? t("common.unknownMark") : format.number(unread) })}</span>}
    </>
  );
}

/** What an act did to the row; nothing where the number moved by itself. */
export function RowEffect({ change }: { change: RowChange | undefined }) {
  return change?.effect ? <EffectBadge effect={change.effect} /> : null;
}
