import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { groupTypeName, type Group } from "@/lib/shared/groups";
import { Badge } from "../ui/badge";
import { IdChip } from "../ui/id-chip";
import classes from "./group-head.module.css";

interface Props {
  groupId: string;
  /** Not there yet, or not to be read. */
  group: Group | undefined;
  /** Buttons. */
  children?: ReactNode;
}

/** What the group is called, and what kind it is under its present name and the one before. */
export function GroupHead({ groupId, group, children }: Props) {
  const t = useTranslations("groups");
  const type = group && groupTypeName(group.type);
  return (
    <header className={classes.head}>
      <div className={classes.text}>
        <h1 className={classes.name}>
          <bdi>{group?.name || groupId}</bdi>
        </h1>
        <div className={classes.facts}>
          <IdChip id={groupId} />
          {group?.name === "" && <span>{t("unnamed")}</span>}
          {group && type && <Badge {...(type !== group.type && { title: t("oldTypeHint", { type: group.type }) })}>{type === group.type ? type : t("oldType", { type, old: group.type })}</Badge>}
        </div>
      </div>
      <div className={classes.actions}>{children}</div>
    </header>
  );
}
