"use client";

import { useTranslations } from "next-intl";
import { PageHead, Panel } from "../ui/panel";
import { RecentsPanel } from "./recents-panel";
import { SearchBox } from "./search-box";

/** Where the pages of accounts, or of groups, begin: find one, or go back to one. */
export function SearchScreen({ among }: { among: "accounts" | "groups" }) {
  const t = useTranslations("search.index");
  return (
    <>
      <PageHead title={t(`${among}.title`)}>{t(`${among}.lead`)}</PageHead>
      <Panel label={t(`${among}.title`)}>
        <SearchBox among={among} />
      </Panel>
      <RecentsPanel only={among === "groups" ? "group" : "account"} />
    </>
  );
}
