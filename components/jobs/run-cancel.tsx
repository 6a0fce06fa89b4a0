import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useJobAct } from "@/lib/client/jobs";
import type { Job } from "@/lib/shared/jobs";
import { FormActions } from "../form/form";
import { Problem } from "../shell/problem";
import { Dialog } from "../ui/dialog";
import { followUpRows } from "./run-follow-up-rows";

/** The last look before a job is given up half-way: what is done stays done, the rest is not. */
export function CancelRun({ job, onClose }: { job: Job; onClose: () => void }) {
  const t = useTranslations("jobs.run.cancel");
  const act = useJobAct(job.id);
  const { pending } = followUpRows(job);
  return (
    <Dialog title={t("title", { id: String(job.id) })} busy={act.isPending} onClose={onClose}>
      <p>{t("done", { rows: job.run?.done ?? 0 })}</p>
      <p>
        {t("left", { rows: pending })} {t("final")}
      </p>
      {act.error && <Problem error={act.error} />}
      <FormActions>
        <Button color="red" loading={act.isPending} onClick={() => act.mutate({ action: "cancel" }, { onSuccess: onClose })}>
          {t("submit")}
        </Button>
        <Button variant="default" disabled={act.isPending} onClick={onClose}>
          {t("keep")}
        </Button>
      </FormActions>
    </Dialog>
  );
}
