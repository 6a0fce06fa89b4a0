import { useTranslations } from "next-intl";
import Link from "next/link";
import { pageHref } from "@/lib/client/paths";
import { useChosenApp } from "../shell/console-context";
import { Panel } from "../ui/panel";
import classes from "./try-these.module.css";

/** Accounts of the sample data, so that a newcomer has something to look at. */
export function TryThese() {
  const t = useTranslations("home.try");
  const { wanted: app } = useChosenApp();
  const group = "@TGS#2CLUZEAEJ";
  return (
    <Panel title={t("title")}>
      <ul className={classes.list}>
        <li>
          <Link href={pageHref("/unread", { app, account: "dramon1" })}>dramon1</Link> <span>{t("total")}</span>
        </li>
        <li>
          <Link href={pageHref("/unread", { app, account: "dramon1", peers: "dramon2,teacher,old-seller" })}>dramon1</Link> <span>{t("peers", { peers: "dramon2, teacher, old-seller" })}</span>
        </li>
        <li>
          <Link href={pageHref("/group-unread", { app, group, member: "bob" })}>{group}</Link> <span>{t("member", { member: "bob" })}</span>
        </li>
      </ul>
    </Panel>
  );
}
