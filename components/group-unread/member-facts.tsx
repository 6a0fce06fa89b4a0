import { useFormatter, useTranslations } from "next-intl";
import type { App } from "@/lib/shared/apps";
import { groupTypeName, type Group, type Member } from "@/lib/shared/groups";
import { Badge } from "../ui/badge";
import { Amount } from "../ui/change";
import { EnvironmentChip } from "../ui/environment";
import { Facts } from "../ui/facts";
import { IdChip } from "../ui/id-chip";
import classes from "./member-facts.module.css";

/** The number, where it comes from, and what is needed to judge a new one. */
export function MemberFacts({ app, group, member }: { app: App; group: Group; member: Member }) {
  const t = useTranslations("groupUnread");
  const format = useFormatter();
  const { unread } = member;
  return (
    <div className={classes.answer}>
      <div className={classes.unread}>
        <span className={classes.label}>{t("facts.unread")}</span>
        <output className={classes.number}>
          {group.countsUnread ? <Amount value={unread.counted ? unread.value : null} /> : <span className={classes.notCounted}>{t("facts.notCounted")}</span>}
        </output>
        {group.countsUnread && unread.counted && <Badge title={t(`source.${unread.source}Hint`)}>{t(`source.${unread.source}`)}</Badge>}
      </div>
      <Facts
        items={[
          [t("facts.member"), <IdChip key="member" id={member.userId} />],
          [t("facts.role"), member.muted === true ? `${member.role}, ${t("facts.muted")}` : member.role],
          [t("facts.name"), <IdChip key="group" id={group.groupId} />],
          [t("facts.type"), groupTypeName(group.type)],
          [t("facts.messages"), format.number(group.messages)],
          [
            t("facts.app"),
            <span key="app">
              {app.label} <EnvironmentChip environment={app.environment} />
            </span>,
          ],
        ]}
      />
    </div>
  );
}
