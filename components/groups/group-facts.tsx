import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { accountHref } from "@/lib/client/paths";
import { groupTypeName, type Group } from "@/lib/shared/groups";
import { useChosenApp } from "../shell/console-context";
import { Amount } from "../ui/change";
import { Facts } from "../ui/facts";
import { LocalTime } from "../ui/local-time";
import { Notice } from "../ui/notice";
import classes from "./group-facts.module.css";

/** What IM says about the group, and whether its members have unread numbers at all. */
export function GroupFacts({ group }: { group: Group }) {
  const t = useTranslations("groups.facts");
  const format = useFormatter();
  const { wanted } = useChosenApp();
  const { owner, memberCount, messages, createdAt } = group;
  return (
    <>
      <Facts
        items={[
          [
            t("owner"),
            owner ? (
              <Link key="owner" className={classes.id} href={accountHref(owner, wanted)} prefetch={false}>
                {owner}
              </Link>
            ) : (
              t("noOwner")
            ),
          ],
          [t("members"), <Amount key="members" value={memberCount} />],
          [t("messages"), format.number(messages)],
          [t("created"), createdAt ? <LocalTime key="created" at={createdAt} /> : t("unknown")],
        ]}
      />
      {!group.countsUnread && (
        <Notice title={t("notCounted.title", { type: groupTypeName(group.type) })}>
          <p>{t("notCounted.text")}</p>
        </Notice>
      )}
    </>
  );
}
