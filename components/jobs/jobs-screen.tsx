"use client";

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useAddress } from "@/lib/client/address";
import { jobQueries } from "@/lib/client/jobs";
import { pageHref } from "@/lib/client/paths";
import { useApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { EmptyState } from "../ui/empty-state";
import { PageHead, Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { JobsFilterFields } from "./jobs-filter";
import classes from "./jobs-screen.module.css";
import { JobsTable } from "./jobs-table";
import { NoJobsRole } from "./no-jobs-role";

/** Jobs go on by themselves; the list follows those that do. */
const followEvery = 5_000;
const moving = ["checking", "scheduled", "running"];

/** All bulk jobs of the chosen app, newest first. What they are filtered by stands in the address. */
export function JobsScreen() {
  const refusal = useRefusal("jobs:run");
  return refusal === undefined ? <Jobs /> : <NoJobsRole refusal={refusal} />;
}

function Jobs() {
  const t = useTranslations("jobs");
  const common = useTranslations("common");
  const { sdkAppId } = useApp();
  const [{ app, only, state }, setAddress] = useAddress("app", "only", "state");
  const filter = { app: sdkAppId, ...(only !== "" && { only }), ...(state !== "" && { state }) };
  const { data, error, isPending, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...jobQueries.list(filter),
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.jobs.some((job) => moving.includes(job.state))) ? followEvery : false),
  });
  const jobs = data?.pages.flatMap((page) => page.jobs) ?? [];
  const filtered = only !== "" || state !== "";
  const newJob = (
    <Button component={Link} href={pageHref("/jobs/new", { app })}>
      {t("new.title")}
    </Button>
  );
  return (
    <>
      <div className={classes.head}>
        <PageHead title={t("title")}>{t("lead")}</PageHead>
        {newJob}
      </div>
      <Panel flush label={t("title")}>
        <div className={classes.bar}>
          <JobsFilterFields only={only} state={state} onChange={setAddress} />
          <Button variant="default" size="xs" loading={isFetching && !isPending && !isFetchingNextPage} onClick={() => void refetch()}>
            {common("refresh")}
          </Button>
        </div>
        {isPending && (
          <div className={classes.inset}>
            <Skeleton height={200} />
          </div>
        )}
        {error && (
          <div className={classes.inset}>
            <Problem error={error} reads />
          </div>
        )}
        {data && jobs.length === 0 && !filtered && (
          <EmptyState title={t("list.empty.title")}>
            <p>{t("list.empty.text")}</p>
          </EmptyState>
        )}
        {data && jobs.length === 0 && filtered && (
          <EmptyState title={t("list.none.title")}>
            <Button variant="subtle" size="compact-sm" onClick={() => setAddress({ only: "", state: "" })}>
              {t("list.none.clear")}
            </Button>
          </EmptyState>
        )}
        {jobs.length > 0 && <JobsTable jobs={jobs} />}
        {hasNextPage && (
          <div className={classes.more}>
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("list.more")}
            </Button>
          </div>
        )}
      </Panel>
    </>
  );
}
