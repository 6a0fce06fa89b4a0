import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { useFollowUp } from "@/lib/client/jobs";
import { jobHref } from "@/lib/client/paths";
import type { Job } from "@/lib/shared/jobs";
import { Form, FormActions } from "../form/form";
import { ReasonFields } from "../form/reason-fields";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { because } from "../form/values";
import { useConsole } from "../shell/console-context";
import { Dialog } from "../ui/dialog";
import { EnvironmentChip } from "../ui/environment";
import { Facts } from "../ui/facts";
import { IdChip } from "../ui/id-chip";
import { useAppOf } from "./job-facts";
import type { FollowUpRows } from "./run-follow-up-rows";

interface Props {
  job: Job;
  action: "retry" | "put-back";
  rows: FollowUpRows;
  onClose: () => void;
}

/** What the new job would do, and why it is made. It is only made by this, and the page goes to it. */
export function FollowUp({ job, action, rows, onClose }: Props) {
  const t = useTranslations("jobs.run.followUp");
  const facts = useTranslations("jobs.facts");
  const common = useTranslations("common");
  const router = useRouter();
  const app = useAppOf(job);
  const { requireReason } = useConsole();
  const followUp = useFollowUp(job.id);
  const form = useForm({ resolver: schemaResolver(z.object(because(requireReason))), defaultValues: { reason: job.reason ?? "", ticket: job.ticket ?? "" } });
  const { submit, problem } = useSubmit(form, async ({ reason, ticket }) => {
    const made = await followUp.mutateAsync({ action, input: { ...(reason && { reason }), ...(ticket && { ticket }) } });
    router.push(jobHref(made.jobId, job.sdkAppId));
  });
  // The page goes on to the new job.
  const sending = form.formState.isSubmitting || followUp.isSuccess;
  const part = action === "retry" ? "retry" : "putBack";
  const parts = (["failed", "unverified", "pending"] as const).flatMap((outcome) => (rows[outcome] > 0 ? [t(outcome, { count: rows[outcome] })] : []));
  const title = t(`${part}.title`, { id: String(job.id) });
  return (
    <Dialog title={title} busy={sending} onClose={onClose}>
      <Form form={form} onSubmit={submit} problem={problem} label={title}>
        <Facts
          items={[
            [
              facts("app"),
              <span key="app">
                {app.label} <IdChip id={app.sdkAppId} copy={false} /> <EnvironmentChip environment={app.environment} />
              </span>,
            ],
          ]}
        />
        <p>{t(`${part}.what`, { rows: rows[part], parts: parts.join(t("between")) })}</p>
        <p>{t(`${part}.then`)}</p>
        <ReasonFields />
        <FormActions>
          <Button type="submit" loading={sending}>
            {t(`${part}.submit`, { rows: rows[part] })}
          </Button>
          <Button variant="default" disabled={sending} onClick={onClose}>
            {common("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
