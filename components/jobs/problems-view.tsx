import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { jobQueries, jobResultHref } from "@/lib/client/jobs";
import { pageHref } from "@/lib/client/paths";
import type { Job } from "@/lib/shared/jobs";
import { Problem } from "../shell/problem";
import { EmptyState } from "../ui/empty-state";
import { Facts } from "../ui/facts";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import classes from "./problems-view.module.css";
import { ProblemsTable } from "./problems-table";

/** Every row that cannot run, and why. The others stay usable. */
export function ProblemsView({ job }: { job: Job }) {
  const t = useTranslations("jobs.problemsView");
  const format = useFormatter();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({ ...jobQueries.rows(job.id, { phase: "check", problems: "true" }), enabled: job.problems > 0 });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const again = pageHref("/jobs/new", { app: job.sdkAppId, kind: job.kind, reason: job.reason, ticket: job.ticket });
  return (
    <Panel
      flush
      title={t("title")}
      aside={
        job.problems > 0 && (
          <Button component="a" variant="default" size="xs" href={jobResultHref(job.id, { outcome: "refused" })} download>
            {t("download")}
          </Button>
        )
      }
    >
      <div className={classes.inset}>
        <Facts
          items={[
            [t("rows"), format.number(job.rows)],
            [t("usable"), <strong key="usable">{format.number(job.usable)}</strong>],
            [t("problems"), format.number(job.problems)],
          ]}
        />
        {job.usable === 0 && <Notice tone="bad">{t("nothingUsable")}</Notice>}
        {job.problems > 0 && (
          <p className={classes.quiet}>
            {job.usable > 0 && t("goOn")} <Link href={again}>{t("again")}</Link>
          </p>
        )}
        {error && <Problem error={error} reads />}
        {!data && !error && job.problems > 0 && <Skeleton height={160} />}
      </div>
      {job.problems === 0 && <EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      {rows.length > 0 && <ProblemsTable rows={rows} />}
      {hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more", { shown: rows.length, of: job.problems })}
          </Button>
        </div>
      )}
    </Panel>
  );
}
