import { useTranslations } from "next-intl";
import Link from "next/link";
import { pageHref } from "@/lib/client/paths";
import { useChosenApp } from "../shell/console-context";
import { Panel } from "../ui/panel";
import classes from "./try-these.module.css";

/** Accounts and groups of the sample data, and what each of them shows. */
const samples = [
  { key: "total", page: "/unread", values: { account: "dramon1" } },
  { key: "peers", page: "/unread", values: { account: "dramon1", peers: "dramon2,teacher" } },
  { key: "gone", page: "/unread", values: { account: "lost.peer", peers: "gone.seller,li.wei" } },
  { key: "limit", page: "/unread", values: { account: "flooded", peers: "newsbot,teacher" } },
  { key: "group", page: "/group-unread", values: { group: "@TGS#2CLUZEAEJ", member: "bob" } },
  { key: "meeting", page: "/group-unread", values: { group: "standup", member: "bob" } },
] as const;

/** So that a newcomer to the sandbox has something to look at. */
export function TryThese() {
  const t = useTranslations("home.try");
  const { wanted: app } = useChosenApp();
  return (
    <Panel title={t("title")}>
      <ul className={classes.list}>
        {samples.map(({ key, page, values }) => (
          <li key={key}>
            <Link href={pageHref(page, { app, ...values })}>{Object.values(values).join(" · ")}</Link> <span>{t(key)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
