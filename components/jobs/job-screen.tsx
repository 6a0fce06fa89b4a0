"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEffect } from "react";
import { replaceInAddress, useAddress } from "@/lib/client/address";
import { useJobLive } from "@/lib/client/job-live";
import { jobHref, pageHref } from "@/lib/client/paths";
import type { Job } from "@/lib/shared/jobs";
import { useChosenApp, useConsole } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { PageHead, Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { jobView } from "./job-steps";
import { JobBefore, JobRun } from "./lazy";
import { NoJobsRole } from "./no-jobs-role";

/** One job, from its file to what came of it, as it is on the server: every browser sees the same. */
export function JobScreen({ jobId }: { jobId: string }) {
  const refusal = useRefusal("jobs:run");
  if (refusal !== undefined) return <NoJobsRole refusal={refusal} />;
  return /^\d{1,9}$/.test(jobId) ? <LiveJob id={Number(jobId)} /> : <UnknownJob jobId={jobId} />;
}

function LiveJob({ id }: { id: number }) {
  const t = useTranslations("jobs");
  const { data: job, error } = useJobLive(id);
  const { app, wanted } = useChosenApp();
  // A link to a job need not say whose app it is about; the page around it has to.
  const adopted = job && wanted === "" && job.sdkAppId !== app?.sdkAppId ? job.sdkAppId : undefined;
  useEffect(() => {
    if (adopted !== undefined) replaceInAddress({ app: adopted });
  }, [adopted]);
  if (!job && error?.code === "job_not_found") return <UnknownJob jobId={String(id)} />;
  if (!job || adopted !== undefined) {
    return (
      <>
        <PageHead title={t("pageTitle", { id: String(id) })} />
        {error ? <Problem error={error} reads /> : <Skeleton height={260} />}
      </>
    );
  }
  if (job.sdkAppId !== app?.sdkAppId) return <OtherApp job={job} />;
  return (
    <>
      {error && (
        <Notice tone="warn" role="alert" title={t("stale")}>
          <Problem error={error} reads />
        </Notice>
      )}
      <JobContent job={job} />
    </>
  );
}

function JobContent({ job }: { job: Job }) {
  const [{ step }] = useAddress("step");
  const view = jobView(job, step);
  return view === "run" ? <JobRun job={job} /> : <JobBefore job={job} view={view} />;
}

function UnknownJob({ jobId }: { jobId: string }) {
  const t = useTranslations("jobs");
  const [{ app }] = useAddress("app");
  return (
    <>
      <PageHead title={t("pageTitle", { id: jobId })} />
      <Panel label={t("unknown.title")}>
        <EmptyState title={t("unknown.title")}>
          <Link href={pageHref("/jobs", { app })}>{t("unknown.all")}</Link>
        </EmptyState>
      </Panel>
    </>
  );
}

/** The page says one app at its top, and the job is another's: acting here would be acting on the wrong one. */
function OtherApp({ job }: { job: Job }) {
  const t = useTranslations("jobs.otherApp");
  const { apps } = useConsole();
  const label = apps.find(({ sdkAppId }) => sdkAppId === job.sdkAppId)?.label ?? job.sdkAppId;
  return (
    <Panel label={t("title", { id: String(job.id), app: label })}>
      <EmptyState title={<h1>{t("title", { id: String(job.id), app: label })}</h1>}>
        <Link href={jobHref(job.id, job.sdkAppId)}>{t("open", { app: label })}</Link>
      </EmptyState>
    </Panel>
  );
}
