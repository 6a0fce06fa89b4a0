import { useTranslations } from "next-intl";
import Link from "next/link";
import { groupHref } from "@/lib/client/paths";
import { groupTypeName } from "@/lib/shared/groups";
import { useChosenApp } from "../shell/console-context";
import { Badge } from "../ui/badge";
import { IdChip } from "../ui/id-chip";
import { GroupDetails } from "./group-details";
import type { GroupRow } from "./group-rows";
import { RowEffect } from "./row-number";
import classes from "./rows.module.css";

/** Which group it is, of what kind, and what is special about it. */
export function GroupName({ row }: { row: GroupRow }) {
  const t = useTranslations("account.groups");
  const { wanted } = useChosenApp();
  const { groupId, name, type, muted, change } = row;
  return (
    <div className={classes.group}>
      <span className={classes.groupName}>
        <Link href={groupHref(groupId, wanted)} prefetch={false}>
          <bdi>{name?.trim() ? name : t("unnamed")}</bdi>
        </Link>
        <Badge>{type === "" ? t("typeUnknown") : groupTypeName(type)}</Badge>
        {muted && <Badge title={t("mutedHint")}>{t("muted")}</Badge>}
        <RowEffect change={change} />
      </span>
      <div className={classes.groupName}>
        <IdChip id={groupId} />
        <GroupDetails group={row} />
      </div>
    </div>
  );
}
