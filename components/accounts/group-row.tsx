import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import table from "../ui/table.module.css";
import { GroupName } from "./group-name";
import { countOf, type GroupRow as Row } from "./group-rows";
import { RowNumber } from "./row-number";
import classes from "./rows.module.css";

interface Props {
  row: Row;
  refusal: string | undefined;
  onSet: () => void;
  /** The form that sets the number, while it is open. */
  children: ReactNode;
}

/** One group: which, of what kind, how much, where the number is from, and the way to set it. */
export function GroupRow({ row, refusal, onSet, children }: Props) {
  const t = useTranslations("account.groups");
  const { groupId, name, change, settable, unread } = row;
  return (
    <>
      <tr data-tone={change?.effect === "changed" ? "good" : undefined}>
        <th scope="row">
          <GroupName row={row} />
        </th>
        <td className={table.number}>
          {unread && !unread.counted && !change ? (
            <span className={table.quiet} title={t("notCountedHint")}>
              {t("notCounted")}
            </span>
          ) : (
            <RowNumber unread={countOf(row)} change={change} />
          )}
          {unread?.counted && (
            <div className={classes.source} title={t(`source.${unread.source}Hint`)}>
              {t(`source.${unread.source}`)}
            </div>
          )}
        </td>
        <td className={classes.buttons}>
          {settable && (
            <Button variant="default" size="compact-sm" aria-expanded={Boolean(children)} disabled={refusal !== undefined} aria-label={t("setOf", { group: name?.trim() ? name : groupId })} {...(refusal && { title: refusal, "aria-describedby": "acts-refusal" })} onClick={onSet}>
              {t("set")}
            </Button>
          )}
        </td>
      </tr>
      {children && (
        <tr className={classes.below}>
          <td colSpan={3}>{children}</td>
        </tr>
      )}
    </>
  );
}
