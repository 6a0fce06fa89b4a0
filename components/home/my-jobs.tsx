import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { jobQueries } from "@/lib/client/jobs";
import { pageHref } from "@/lib/client/paths";
import { JobsTable } from "../jobs/jobs-table";
import { useApp, useChosenApp, useConsole } from "../shell/console-context";
import { Panel } from "../ui/panel";

const followEvery = 5_000;
const shown = 5;

/** The person's own jobs that are not at an end. Where there is none there is nothing to see, and a list that cannot be read is not what they came for. */
export function MyJobs() {
  const t = useTranslations("home.myJobs");
  const { sdkAppId } = useApp();
  const { wanted } = useChosenApp();
  const { me } = useConsole();
  const { data: jobs } = useInfiniteQuery({
    ...jobQueries.list({ app: sdkAppId, only: "open" }),
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.jobs.length > 0) ? followEvery : false),
    select: ({ pages }) => pages.flatMap((page) => page.jobs).filter((job) => job.createdBy === me.name),
  });
  if (!jobs || jobs.length === 0) return null;
  return (
    <Panel flush title={t("title")} aside={<Link href={pageHref("/jobs", { app: wanted, only: "mine" })}>{t("all")}</Link>}>
      <JobsTable jobs={jobs.slice(0, shown)} />
    </Panel>
  );
}
