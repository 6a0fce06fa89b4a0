"use client";

import { useTranslations } from "next-intl";
import { RecentsPanel } from "../search/recents-panel";
import { SearchBox } from "../search/search-box";
import { useApp } from "../shell/console-context";
import { PageHead, Panel } from "../ui/panel";
import { JobCards } from "./job-cards";
import { LatestChanges } from "./latest-changes";
import { TryThese } from "./try-these";

/** Where everybody starts: paste an id, go back to one, or choose what to do. */
export function HomeScreen() {
  const t = useTranslations("home");
  const app = useApp();
  return (
    <>
      <PageHead title={t("title")} />
      <Panel label={t("title")}>
        <SearchBox />
      </Panel>
      <RecentsPanel />
      <JobCards />
      {app.environment === "sandbox" && <TryThese />}
      <LatestChanges />
    </>
  );
}
