"use client";

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useAddress } from "@/lib/client/address";
import { auditQueries } from "@/lib/client/audit";
import { Problem } from "../shell/problem";
import { EmptyState } from "../ui/empty-state";
import { PageHead, Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { AuditFilterForm } from "./audit-filter-form";
import { AuditIntegrity } from "./audit-integrity";
import { AuditList } from "./audit-list";
import classes from "./audit-screen.module.css";

/** The record of everything done from this console. */
export function AuditScreen() {
  const t = useTranslations("audit");
  const [filter, setFilter] = useAddress("actor", "account");
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(auditQueries.entries(filter));
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const filtered = filter.actor !== "" || filter.account !== "";
  const empty = filtered ? "emptyFilter" : "empty";
  return (
    <>
      <PageHead title={t("title")}>{t("lead")}</PageHead>
      <Panel>
        <AuditFilterForm key={JSON.stringify(filter)} defaultValues={filter} filtered={filtered} onSubmit={(values) => setFilter(values)} onClear={() => setFilter({ actor: "", account: "" })} />
      </Panel>
      <Panel flush title={t("entries")} aside={<AuditIntegrity />}>
        {isPending && (
          <div className={classes.inset}>
            <Skeleton height={200} />
          </div>
        )}
        {error && (
          <div className={classes.inset}>
            <Problem error={error} />
          </div>
        )}
        {data && entries.length === 0 && <EmptyState title={t(`${empty}.title`)}>{t(`${empty}.text`)}</EmptyState>}
        {entries.length > 0 && <AuditList entries={entries} label={t("entries")} />}
        {hasNextPage && (
          <div className={classes.more}>
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("more")}
            </Button>
          </div>
        )}
      </Panel>
    </>
  );
}
