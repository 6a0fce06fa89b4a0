import { useTranslations } from "next-intl";
import Link from "next/link";
import { accountHref, groupHref } from "@/lib/client/paths";
import { useChosenApp } from "../shell/console-context";
import { Panel } from "../ui/panel";
import classes from "./try-these.module.css";

/** Accounts and groups of the sample data, one for each thing that can be found out about a badge. */
const samples = [
  { kind: "account", id: "dramon1", key: "plain" },
  { kind: "account", id: "crowded", key: "crowded" },
  { kind: "account", id: "lost.peer", key: "lostPeer" },
  { kind: "account", id: "flooded", key: "flooded" },
  { kind: "account", id: "popular", key: "popular" },
  { kind: "account", id: "device.only", key: "deviceOnly" },
  { kind: "account", id: "group.person", key: "groupPerson" },
  { kind: "account", id: "flagged", key: "flagged" },
  { kind: "account", id: "back.from.holiday", key: "holiday" },
  { kind: "group", id: "@TGS#2CLUZEAEJ", key: "publicGroup" },
  { kind: "group", id: "muted-deals", key: "mutedGroup" },
  { kind: "group", id: "standup", key: "meeting" },
] as const;

/** So that a newcomer to the sandbox has something to look at. */
export function TryThese() {
  const t = useTranslations("home.try");
  const { wanted: app } = useChosenApp();
  return (
    <Panel title={t("title")}>
      <ul className={classes.list}>
        {samples.map(({ kind, id, key }) => (
          <li key={key}>
            <Link href={kind === "group" ? groupHref(id, app) : accountHref(id, app)} prefetch={false}>
              <code>{id}</code>
            </Link>{" "}
            <span>{t(key)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
