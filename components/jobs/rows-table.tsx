import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { jobQueries, jobResultHref } from "@/lib/client/jobs";
import type { Job, JobPhase } from "@/lib/shared/jobs";
import { EmptyState } from "../ui/empty-state";
import { LocalTime } from "../ui/local-time";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { AllRows } from "./rows-all";
import { RowsChips } from "./rows-chips";
import { countFiltered, isFiltered, useRowsFilter } from "./rows-filter";
import { GoToRow } from "./rows-go-to";
import type { AskedRow } from "./rows-opened";
import classes from "./rows-table.module.css";

const FilteredRows = dynamic(() => import("./rows-filtered").then((module) => module.FilteredRows), { ssr: false, loading: () => <Skeleton height={200} /> });

/** Every row of a job with what became of it, or would. Which rows, and which one is open, stands in the address. */
export function JobRows({ job, phase }: { job: Job; phase: JobPhase }) {
  const t = useTranslations("jobs.run.rows");
  const { filter, setFilter, goTo } = useRowsFilter();
  const live = phase === "check" ? job.state === "checking" : job.state === "running" || job.state === "paused";
  useFreshAtEnd(job, phase, live);
  // Going to the row that the address names already is going there too.
  const [asked, ask] = useState<AskedRow>();
  const filtered = isFiltered(filter);
  const key = JSON.stringify([phase, filter]);
  const shown = countFiltered(job, job[phase], filter);
  if (job.rowsRemovedAt !== null) {
    return (
      <Panel flush title={t("title")}>
        <EmptyState title={t.rich("removed", { at: time(job.rowsRemovedAt) })}>{t("removedText")}</EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      flush
      title={t("title")}
      aside={
        <>
          <GoToRow
            onGo={(row) => {
              goTo(row);
              ask({ row });
            }}
          />
          {job.run !== null && (
            <Button component="a" variant="default" size="xs" href={jobResultHref(job.id, filter.outcome && { outcome: filter.outcome })} download>
              {t(filter.outcome ? "downloadThese" : "download")}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.bar}>
        <RowsChips job={job} phase={phase} filter={filter} onChange={setFilter} />
        <output className={classes.quiet}>{filtered ? t("shown", { rows: shown, all: job.rows }) : t("all", { rows: job.rows })}</output>
      </div>
      {filtered ? <FilteredRows key={key} job={job} phase={phase} filter={filter} total={shown} live={live} /> : <AllRows key={key} job={job} phase={phase} live={live} asked={asked} />}
    </Panel>
  );
}

const time = (at: string) => (): ReactNode => <LocalTime key="at" at={at} />;

/** The last rows are done at the moment the job is: what was read a second before has to be read once more. */
function useFreshAtEnd({ id }: Job, phase: JobPhase, live: boolean) {
  const queryClient = useQueryClient();
  const wasLive = useRef(live);
  useEffect(() => {
    if (wasLive.current && !live) {
      const [rows, pages, samples] = [jobQueries.rows(id, {}).queryKey.slice(0, 3), jobQueries.rowsAfter(id, {}, 0).queryKey.slice(0, 3), jobQueries.samples(id, phase).queryKey];
      for (const queryKey of [rows, pages, samples]) void queryClient.invalidateQueries({ queryKey });
    }
    wasLive.current = live;
  }, [id, phase, live, queryClient]);
}
