import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { isAtEnd } from "@/lib/client/job-live";
import { useJobAct } from "@/lib/client/jobs";
import type { Job, JobAction } from "@/lib/shared/jobs";
import { allowedStates } from "@/lib/shared/jobs";
import { Problem } from "../shell/problem";
import classes from "./run-actions.module.css";
import { followUpRows } from "./run-follow-up-rows";
import { useWhyNot } from "./use-why-not";

// Most look, and do nothing.
const CancelRun = dynamic(() => import("./run-cancel").then((module) => module.CancelRun), { ssr: false });
const FollowUp = dynamic(() => import("./run-follow-up").then((module) => module.FollowUp), { ssr: false });

/** What can be done with a job that was started; what this person cannot do, stays in sight with the reason. */
export function RunActions({ job }: { job: Job }) {
  const t = useTranslations("jobs.run.actions");
  const id = useId();
  const whyNot = useWhyNot(job);
  const act = useJobAct(job.id);
  const [opened, setOpened] = useState<"cancel" | "retry" | "put-back">();
  const rows = followUpRows(job);
  const has = (action: JobAction) => allowedStates[action].includes(job.state);
  const reasonFor = (action: JobAction) => {
    const reason = whyNot(action);
    if (reason !== undefined || !isAtEnd(job)) return reason;
    if (action === "retry" && rows.retry === 0) return t("nothingFailed");
    return action === "put-back" && rows.putBack === 0 ? t("nothingChanged") : undefined;
  };
  const shown = (["pause", "resume", "cancel", "retry", "put-back"] as const).filter((action) => has(action) && (action !== "put-back" || job.reversible));
  // One reason may stand against several buttons; it is said once.
  const reasons = [...new Set(shown.map(reasonFor).filter((reason) => reason !== undefined))];
  const stateOf = (action: JobAction) => {
    const reason = reasonFor(action);
    return reason === undefined ? {} : { disabled: true, title: reason, "aria-describedby": `${id}${reasons.indexOf(reason)}` };
  };
  const send = (action: "pause" | "resume") => act.mutate({ action });
  const sending = (action: JobAction) => act.isPending && act.variables.action === action;
  const close = () => setOpened(undefined);
  return (
    <div className={classes.actions}>
      <div className={classes.buttons}>
        {has("pause") && (
          <Button variant="default" loading={sending("pause")} onClick={() => send("pause")} {...stateOf("pause")}>
            {t("pause")}
          </Button>
        )}
        {has("resume") && (
          <Button loading={sending("resume")} onClick={() => send("resume")} {...stateOf("resume")}>
            {t("resume")}
          </Button>
        )}
        {has("cancel") && (
          <Button variant="default" onClick={() => setOpened("cancel")} {...stateOf("cancel")}>
            {t("cancel")}
          </Button>
        )}
        {has("retry") && (
          <Button variant="default" onClick={() => setOpened("retry")} {...stateOf("retry")}>
            {t(job.state === "cancelled" ? "retryLeft" : "retry")}
          </Button>
        )}
        {shown.includes("put-back") && (
          <Button variant="default" onClick={() => setOpened("put-back")} {...stateOf("put-back")}>
            {t("putBack")}
          </Button>
        )}
      </div>
      {reasons.map((reason, index) => (
        <p key={reason} id={`${id}${index}`} className={classes.reason}>
          {reason}
        </p>
      ))}
      {act.error && <Problem error={act.error} />}
      {opened === "cancel" && has("cancel") && <CancelRun job={job} onClose={close} />}
      {(opened === "retry" || opened === "put-back") && <FollowUp job={job} action={opened} rows={rows} onClose={close} />}
    </div>
  );
}
