import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useAddress } from "@/lib/client/address";
import { useJobAct } from "@/lib/client/jobs";
import type { Job } from "@/lib/shared/jobs";
import { Problem } from "../shell/problem";
import classes from "./before-actions.module.css";
import { changesNumbers } from "./job-steps";
import { CancelDialog, StartDialog } from "./lazy";
import { useWhyNot } from "./use-why-not";

/** What can be done next with a job that has not begun; what cannot, stays in sight with the reason. */
export function BeforeActions({ job }: { job: Job }) {
  const t = useTranslations("jobs");
  const id = useId();
  const whyNot = useWhyNot(job);
  const act = useJobAct(job.id);
  const [, setAddress] = useAddress("step");
  const [opened, setOpened] = useState<"start" | "cancel">();
  const waits = job.state === "mapping" || job.state === "checking";
  const [noStart, noDryRun] = [whyNot("start"), whyNot("dry-run")];
  // One reason may stand against several buttons; it is said once.
  const reasons = [...new Set(waits ? [] : [noDryRun, noStart].filter((reason) => reason !== undefined))];
  const refused = (reason: string | undefined) => (reason === undefined ? {} : { disabled: true, "aria-describedby": `${id}${reasons.indexOf(reason)}` });
  const begin = () => {
    setAddress({ step: "" });
    act.mutate({ action: "dry-run" });
  };
  const checked = job.state === "checked";
  const startsNext = checked || !changesNumbers(job.kind);
  return (
    <div className={classes.actions}>
      <div className={classes.buttons}>
        {!waits && (
          <Button variant={startsNext ? "default" : "filled"} loading={act.isPending} onClick={begin} {...refused(noDryRun)}>
            {t(checked ? "dryRun.again" : "dryRun.begin")}
          </Button>
        )}
        {!waits && (
          <Button variant={startsNext ? "filled" : "default"} onClick={() => setOpened("start")} {...refused(noStart)}>
            {t("start.open")}
          </Button>
        )}
        {whyNot("cancel") === undefined && (
          <Button variant="default" onClick={() => setOpened("cancel")}>
            {t("cancel.open")}
          </Button>
        )}
      </div>
      {reasons.map((reason, index) => (
        <p key={reason} id={`${id}${index}`} className={classes.reason}>
          {reason}
        </p>
      ))}
      {act.error && <Problem error={act.error} />}
      {opened === "start" && <StartDialog job={job} onClose={() => setOpened(undefined)} />}
      {opened === "cancel" && <CancelDialog job={job} onClose={() => setOpened(undefined)} />}
    </div>
  );
}
