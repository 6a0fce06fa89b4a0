import { useTranslations } from "next-intl";
import { MsgFlag } from "@/lib/shared/groups";
import type { PictureGroup } from "@/lib/shared/picture";
import { Amount } from "../ui/change";
import { Facts } from "../ui/facts";
import { LocalTime } from "../ui/local-time";
import classes from "./rows.module.css";

/** What else is known about the account in a group: role, since when, how messages reach it, and both of the numbers. */
export function GroupDetails({ group: { role, joinedAt, msgFlag, lastAt, messages, reported, derived } }: { group: PictureGroup }) {
  const t = useTranslations("account.groups");
  const flag = MsgFlag.safeParse(msgFlag);
  return (
    <details className={classes.details}>
      <summary>{t("details")}</summary>
      <div className={classes.facts}>
        <Facts
          items={[
            [t("role"), role ?? "–"],
            [t("joined"), joinedAt ? <LocalTime key="joined" at={joinedAt} /> : "–"],
            [t("receive"), flag.success ? t(`msgFlag.${flag.data}`) : (msgFlag ?? "–")],
            [t("messages"), <Amount key="messages" value={messages} />],
            [t("last"), lastAt ? <LocalTime key="last" at={lastAt} /> : "–"],
            [t("source.reported"), <Amount key="reported" value={reported} />],
            [t("source.derived"), <Amount key="derived" value={derived} />],
          ]}
        />
      </div>
    </details>
  );
}
