import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useJobAct } from "@/lib/client/jobs";
import type { Job } from "@/lib/shared/jobs";
import { FormActions } from "../form/form-layout";
import { Problem } from "../shell/problem";
import { Dialog } from "../ui/dialog";
import { JobFacts } from "./job-facts";
import { useTallyText } from "./use-tally-text";

/** The second person's yes. It starts nothing. */
export function ApproveDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const t = useTranslations("jobs.approval");
  const common = useTranslations("common");
  const tallyText = useTallyText();
  const act = useJobAct(job.id);
  return (
    <Dialog title={t("dialog", { id: String(job.id) })} busy={act.isPending} onClose={onClose}>
      <JobFacts job={job} />
      {job.check && <p>{t("dryRunSaid", { tally: tallyText(job.check) })}</p>}
      <p>{t("startsNothing", { who: job.createdBy })}</p>
      {act.error && <Problem error={act.error} />}
      <FormActions>
        <Button loading={act.isPending} onClick={() => act.mutate({ action: "approve", input: job.check?.finishedAt ? { checkedAt: job.check.finishedAt } : {} }, { onSuccess: onClose })}>
          {t("submit", { rows: job.usable })}
        </Button>
        <Button variant="default" disabled={act.isPending} onClick={onClose}>
          {common("cancel")}
        </Button>
      </FormActions>
    </Dialog>
  );
}
