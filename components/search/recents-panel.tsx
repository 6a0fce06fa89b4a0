"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { clearRecents, useRecents, type Recent } from "@/lib/client/recents";
import { useApp, useChosenApp } from "../shell/console-context";
import { Panel } from "../ui/panel";
import classes from "./recents-panel.module.css";
import { recentHref } from "./search-options";

/** What was looked up last in this browser, all of it or one kind, and the way to forget exactly that. */
export function RecentsPanel({ only }: { only?: Recent["kind"] }) {
  const t = useTranslations("search");
  const app = useApp();
  const { wanted } = useChosenApp();
  const recents = useRecents(app.sdkAppId).filter(({ kind }) => only === undefined || kind === only);
  return (
    <Panel
      title={t("recent.title")}
      aside={
        recents.length > 0 && (
          <Button variant="subtle" color="gray" size="compact-sm" fw={400} onClick={() => clearRecents({ app: app.sdkAppId, kind: only })}>
            {t("recent.clear")}
          </Button>
        )
      }
    >
      {recents.length === 0 ? (
        <p className={classes.empty}>{t("recent.empty")}</p>
      ) : (
        <>
          <ul className={classes.list}>
            {recents.map((recent) => (
              <li key={`${recent.kind}\n${recent.id}`} className={classes.recent}>
                {only === undefined && <span className={classes.kind}>{t(`kinds.${recent.kind}`)}</span>}
                <Link className={classes.id} href={recentHref(recent, wanted)} prefetch={false}>
                  {recent.id}
                </Link>
                {recent.name && <bdi className={classes.name}>{recent.name}</bdi>}
              </li>
            ))}
          </ul>
          <p className={classes.kept}>{t("recent.kept")}</p>
        </>
      )}
    </Panel>
  );
}
