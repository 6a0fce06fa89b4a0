import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useJobAct } from "@/lib/client/jobs";
import type { Job } from "@/lib/shared/jobs";
import { FormActions } from "../form/form-layout";
import { Problem } from "../shell/problem";
import { Dialog } from "../ui/dialog";

/** Gives up a job that has not begun. */
export function CancelDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const t = useTranslations("jobs.cancel");
  const act = useJobAct(job.id);
  return (
    <Dialog title={t("title", { id: String(job.id) })} busy={act.isPending} onClose={onClose}>
      <p>{t("nothingSent")}</p>
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
