import { useTranslations } from "next-intl";
import { isErrorCode } from "@/lib/shared/errors";
import type { Job, JobAction } from "@/lib/shared/jobs";
import { useRefusal } from "../shell/use-refusal";

/** Why an action cannot be asked of `job` now, as a sentence; `undefined` when it can. */
export function useWhyNot(job: Job): (action: JobAction) => string | undefined {
  const t = useTranslations();
  const mayNotRun = useRefusal("jobs:run");
  const mayNotApprove = useRefusal("jobs:approve");
  return (action) => {
    const code = job.can[action];
    if (code === null || code === undefined) return undefined;
    if (code === "forbidden") return (action === "approve" ? mayNotApprove : undefined) ?? mayNotRun ?? t("errors.forbidden", { role: "admin" });
    if (code === "approval_required") return t("jobs.approval.first");
    if (code === "dry_run_first") return t("jobs.dryRun.first");
    return isErrorCode(code) ? t(`errors.${code}`, { state: job.state, owner: job.createdBy, rows: job.usable, role: "", type: "", seconds: 0, reason: "other" }) : code;
  };
}
