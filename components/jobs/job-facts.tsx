import { useFormatter, useTranslations } from "next-intl";
import type { Job } from "@/lib/shared/jobs";
import { useConsole } from "../shell/console-context";
import { EnvironmentChip } from "../ui/environment";
import { Facts } from "../ui/facts";
import { IdChip } from "../ui/id-chip";

/** The app a job is for, as this console knows it. */
export function useAppOf({ sdkAppId }: Pick<Job, "sdkAppId">) {
  const { apps } = useConsole();
  return apps.find((app) => app.sdkAppId === sdkAppId) ?? { sdkAppId, label: sdkAppId, environment: "production" as const };
}

/** What somebody who says yes to a job has to know: where, what, how much and why. */
export function JobFacts({ job }: { job: Job }) {
  const t = useTranslations("jobs.facts");
  const kinds = useTranslations("jobs.kinds");
  const common = useTranslations("common");
  const format = useFormatter();
  const app = useAppOf(job);
  return (
    <Facts
      items={[
        [
          t("app"),
          <span key="app">
            {app.label} <IdChip id={app.sdkAppId} copy={false} /> <EnvironmentChip environment={app.environment} />
          </span>,
        ],
        [t("kind"), kinds(`${job.kind}.name`)],
        [t("rows"), <strong key="rows">{format.number(job.usable)}</strong>],
        ...(job.webhooks > 0 ? [[t("webhooks"), format.number(job.webhooks)] as const] : []),
        [t("by"), job.createdBy],
        ...(job.fileName ? [[t("file"), job.fileName] as const] : []),
        ...(job.reason ? [[common("reason"), job.reason] as const] : []),
        ...(job.ticket ? [[common("ticket"), job.ticket] as const] : []),
      ]}
    />
  );
}
