import { VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Job } from "@/lib/shared/jobs";
import { Notice } from "../ui/notice";
import { ApprovalPanel } from "./approval-panel";
import { BeforeActions } from "./before-actions";
import { JobHead, JobLink } from "./job-head";
import { hasBegun, type JobView } from "./job-steps";
import { ColumnsView, DryRunView, ProblemsView } from "./lazy";

/** A job before it runs: what is in its file, what would happen, and who has to say yes. Afterwards the same can be looked at again. */
export function JobBefore({ job, view }: { job: Job; view: Exclude<JobView, "run"> }) {
  const t = useTranslations("jobs");
  return (
    <>
      <JobHead job={job}>{job.state !== "cancelled" && !hasBegun(job) && <BeforeActions job={job} />}</JobHead>
      {job.state === "cancelled" && !hasBegun(job) && <Notice title={t("cancelled.title")}>{t("cancelled.text")}</Notice>}
      {/* What somebody else, or the server, did meanwhile. */}
      <VisuallyHidden component="output">{t("now", { id: String(job.id), state: t(`states.${job.state}`) })}</VisuallyHidden>
      {job.sameAs !== null && (
        <Notice tone="warn">
          {t("sameAs.text")} <JobLink id={job.sameAs}>{t("sameAs.link", { id: String(job.sameAs) })}</JobLink>
        </Notice>
      )}
      {job.state === "checked" && job.needsApproval && <ApprovalPanel job={job} />}
      {view === "columns" && <ColumnsView key={JSON.stringify(job.mapping)} job={job} />}
      {view === "problems" && <ProblemsView job={job} />}
      {view === "dry-run" && <DryRunView job={job} />}
    </>
  );
}
