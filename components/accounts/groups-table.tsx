import { Button, VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import table from "../ui/table.module.css";
import { GroupRow } from "./group-row";
import type { GroupRow as Row } from "./group-rows";
import classes from "./rows.module.css";
import { useMore } from "./use-more";

interface Props {
  rows: Row[];
  refusal: string | undefined;
  onSet: (row: Row) => void;
  /** What stands open below a row. */
  below: (row: Row) => ReactNode;
}

/** The groups given, a hundred at a time. */
export function GroupsTable({ rows, refusal, onSet, below }: Props) {
  const t = useTranslations("account.groups");
  const { shown, rest, more } = useMore(rows);
  return (
    <>
      <table className={table.table}>
        <VisuallyHidden component="caption">{t("title")}</VisuallyHidden>
        <thead>
          <tr>
            <th scope="col">{t("group")}</th>
            <th scope="col" className={table.number}>
              {t("unread")}
            </th>
            <th scope="col">
              <VisuallyHidden>{t("acts")}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <GroupRow key={row.groupId} row={row} refusal={refusal} onSet={() => onSet(row)}>
              {below(row)}
            </GroupRow>
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
