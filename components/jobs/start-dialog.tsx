import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useAddress } from "@/lib/client/address";
import { useJobAct } from "@/lib/client/jobs";
import type { Job } from "@/lib/shared/jobs";
import { TextField } from "../form/fields";
import { Form, FormActions } from "../form/form";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { useTimeZone } from "../form/use-time-zone";
import { Check } from "../ui/check";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { JobFacts, useAppOf } from "./job-facts";
import { changesNumbers } from "./job-steps";
import { countRows } from "./rows-filter";
import { startValues } from "./start-values";
import { TimeFields } from "./time-fields";
import { useTallyText } from "./use-tally-text";

/** The last look before a job runs: where, what, how many rows, when, and when it is to stop by itself. In production the app is named once more. */
export function StartDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const t = useTranslations("jobs.start");
  const common = useTranslations("common");
  const dryRun = useTranslations("jobs.dryRun");
  const { label, environment } = useAppOf(job);
  const typed = environment === "production" && changesNumbers(job.kind);
  const tallyText = useTallyText();
  const act = useJobAct(job.id);
  const [, setAddress] = useAddress("step");
  const zone = useTimeZone();
  const [later, setLater] = useState(false);
  const [between, setBetween] = useState(false);
  const [skip, setSkip] = useState(false);
  const form = useForm({
    resolver: schemaResolver(startValues({ later, between })),
    defaultValues: { confirm: "", startAt: "", hours: { from: "22:00", to: "06:00", timeZone: zone }, stopPercent: String(job.stopPercent) },
  });
  const { submit, problem } = useSubmit(form, async ({ confirm, startAt, hours, stopPercent }) => {
    await act.mutateAsync({ action: "start", input: { ...(job.state === "checked" && job.check?.finishedAt && { checkedAt: job.check.finishedAt }), ...(typed && { confirm }), ...(job.state === "ready" && { skipDryRun: true }), ...(startAt !== undefined && { startAt }), ...(hours && { hours }), stopPercent } });
    setAddress({ step: "" });
    onClose();
  });
  const sending = form.formState.isSubmitting;
  const unchecked = job.state === "ready" && changesNumbers(job.kind);
  const confirm = useWatch({ control: form.control, name: "confirm" });
  const unanswered = () => {
    if (unchecked && !skip) return t("skipFirst");
    return typed && confirm.trim() !== label ? t("typeFirst") : undefined;
  };
  const blocked = unanswered();
  const checked = job.state === "checked" ? job.check : null;
  const unwell = checked ? countRows(job, checked, { outcome: "failed" }) + countRows(job, checked, { outcome: "refused" }) - countRows(job, checked, { outcome: "refused", code: "row_problem" }) : 0;
  return (
    <Dialog title={t("title", { id: String(job.id) })} busy={sending} onClose={onClose}>
      <Form form={form} onSubmit={submit} problem={problem} label={t("title", { id: String(job.id) })}>
        <JobFacts job={job} />
        {checked && <p>{t("dryRunSaid", { tally: tallyText(checked) })}</p>}
        {unwell > 0 && <Notice tone="warn">{t("unwell", { count: unwell, rows: job.usable })}</Notice>}
        {job.webhooks > 0 && <Notice tone="warn">{dryRun("webhooks", { count: job.webhooks })}</Notice>}
        {unchecked && (
          <Notice tone="warn" title={t("noDryRun")}>
            <Check checked={skip} onChange={setSkip}>
              {t("skip")}
            </Check>
          </Notice>
        )}
        <TimeFields later={later} between={between} zone={zone} onLater={setLater} onBetween={setBetween} />
        <TextField name="stopPercent" inputMode="numeric" label={t("stopPercent")} description={t("stopPercentHint")} required />
        {typed && <TextField name="confirm" label={t("typeLabel", { app: label })} description={t("typeHint")} required spellCheck={false} autoCapitalize="none" />}
        <FormActions note={blocked !== undefined && <span id="start-blocked">{blocked}</span>}>
          <Button type="submit" disabled={blocked !== undefined} loading={sending} {...(blocked !== undefined && { "aria-describedby": "start-blocked" })}>
            {t(later ? "later" : "submit", { rows: job.usable })}
          </Button>
          <Button variant="default" disabled={sending} onClick={onClose}>
            {common("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
