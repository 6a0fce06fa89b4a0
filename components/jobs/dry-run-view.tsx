import { useFormatter, useTranslations } from "next-intl";
import type { Job } from "@/lib/shared/jobs";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { hasBegun } from "./job-steps";
import { JobProgress, JobRows } from "./lazy";
import { useDuration } from "./use-duration";
import { useTallyText } from "./use-tally-text";

/** What the run would do to every row: the same table as the run's, and nothing was changed. */
export function DryRunView({ job }: { job: Job }) {
  const t = useTranslations("jobs.dryRun");
  const { check } = job;
  if (!check) {
    return (
      <Panel label={t("title")}>
        <EmptyState title={t(job.state === "ready" ? "next" : "none")}>
          <p>{t("about")}</p>
          {job.state === "ready" && job.needsApproval && <p>{t("thenApproval")}</p>}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <>
      {job.state === "checking" ? <Notice title={t("running")}>{t("runningText")}</Notice> : <Found job={job} check={check} />}
      <JobProgress job={job} phase="check" />
      <JobRows job={job} phase="check" />
    </>
  );
}

function Found({ job, check }: { job: Job; check: NonNullable<Job["check"]> }) {
  const t = useTranslations("jobs.dryRun");
  const format = useFormatter();
  const tallyText = useTallyText();
  const toText = useDuration();
  return (
    <>
      <Notice title={t("nothingChanged")}>
        <p>{tallyText(check)}</p>
        {!hasBegun(job) && <p>{t("takes", { time: toText(job.pace.estimateSeconds), pace: format.number(job.pace.perSecond, { maximumFractionDigits: 1 }) })}</p>}
      </Notice>
      {job.webhooks > 0 && !hasBegun(job) && <Notice tone="warn">{t("webhooks", { count: job.webhooks })}</Notice>}
    </>
  );
}
