"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { hasScope } from "@/lib/shared/roles";
import { RecentsPanel } from "../search/recents-panel";
import { SearchBox } from "../search/search-box";
import { useApp, useConsole } from "../shell/console-context";
import { PageHead, Panel } from "../ui/panel";
import { JobCards } from "./job-cards";
import { LatestChanges } from "./latest-changes";
import { TryThese } from "./try-these";

// Of use to those who run jobs, and beside the search only while one is open.
const MyJobs = dynamic(() => import("./my-jobs").then((module) => module.MyJobs), { ssr: false });

/** Where everybody starts: paste an id, go back to one, or choose what to do. */
export function HomeScreen() {
  const t = useTranslations("home");
  const app = useApp();
  const { me } = useConsole();
  return (
    <>
      <PageHead title={t("title")} />
      <Panel label={t("title")}>
        <SearchBox />
      </Panel>
      {hasScope(me.role, "jobs:run") && <MyJobs />}
      <RecentsPanel />
      <JobCards />
      {app.environment === "sandbox" && <TryThese />}
      <LatestChanges />
    </>
  );
}
