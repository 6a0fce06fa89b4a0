"use client";

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useAddress } from "@/lib/client/address";
import { auditQueries, useVerifyAudit } from "@/lib/client/audit";
import { useApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { EmptyState } from "../ui/empty-state";
import { PageHead, Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { AuditChips } from "./audit-chips";
import { AuditEntries } from "./audit-entries";
import { AuditExport } from "./audit-export";
import { filterNames, isFiltered, noFilter, toAuditFilter } from "./audit-filter";
import { AuditFilterForm } from "./audit-filter-form";
import { AuditIntegrity } from "./audit-integrity";
import { AuditJobRows } from "./audit-job-rows";
import classes from "./audit-screen.module.css";
import { OpenedEntry } from "./opened-entry";

/** The record of everything done from this console. What is looked for and which entry is open stand in the address. */
export function AuditScreen() {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const app = useApp();
  const [{ entry, ...values }, setAddress] = useAddress(...filterNames, "entry", "app");
  const filter = toAuditFilter(values, app.sdkAppId);
  const { data, error, isPending, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(auditQueries.entries(filter));
  const verify = useVerifyAudit();
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const opened = /^\d{1,15}$/.test(entry) ? Number(entry) : undefined;
  const open = (seq: number | undefined) => setAddress({ entry: seq === undefined ? "" : String(seq) });
  const filtered = isFiltered(values);
  const empty = filtered ? "emptyFilter" : "empty";
  return (
    <>
      <PageHead title={t("title")}>{t("lead")}</PageHead>
      <Panel>
        <AuditFilterForm values={values} app={app.sdkAppId} onSubmit={(asked) => setAddress({ ...asked, entry: "" })} />
        {filtered && <AuditChips values={values} appLabel={app.label} onRemove={(name) => setAddress({ [name]: "" })} onClear={() => setAddress({ ...noFilter, entry: "" })} />}
        <AuditJobRows values={values} app={app.sdkAppId} />
      </Panel>
      {opened !== undefined && (data || error) && !entries.some(({ seq }) => seq === opened) && <OpenedEntry seq={opened} onOpen={open} />}
      <Panel
        flush
        title={t("entries")}
        aside={
          <>
            <AuditExport filter={filter} />
            <Button variant="default" size="xs" loading={verify.isPending} onClick={() => verify.mutate()}>
              {t("verify.button")}
            </Button>
            <Button variant="default" size="xs" loading={isFetching && !isPending && !isFetchingNextPage} onClick={() => void refetch()}>
              {common("refresh")}
            </Button>
          </>
        }
      >
        <AuditIntegrity data={verify.data} error={verify.error} />
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
        {entries.length > 0 && <AuditEntries entries={entries} label={t("entries")} opened={opened} onOpen={open} />}
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
