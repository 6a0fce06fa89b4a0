import { VisuallyHidden } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { useAddress } from "@/lib/client/address";
import { jobHref } from "@/lib/client/paths";
import type { Job } from "@/lib/shared/jobs";
import { CheckIcon } from "../ui/icons";
import { jobSteps, jobView, type JobStep } from "./job-steps";
import classes from "./job-steps-bar.module.css";

/** The way from the file to the run. What has been can be looked at again. */
export function JobStepsBar({ job }: { job: Job }) {
  const t = useTranslations("jobs.steps");
  const [{ app, step: asked }] = useAddress("app", "step");
  const shown = jobView(job, asked);
  const steps = jobSteps(job);
  // Two steps may be looked at in one place; the one that the job is at counts as the one that is shown.
  const here = steps.find(({ view, status }) => view === shown && status === "current") ?? steps.find(({ view }) => view === shown);
  return (
    <nav aria-label={t("label")}>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step.name} className={classes.step} data-status={step.status}>
            {step.view ? (
              <Link className={classes.link} href={jobHref(job.id, app, { step: step.view })} prefetch={false} scroll={false} {...(step === here && { "aria-current": "step" })}>
                <StepText job={job} step={step} />
              </Link>
            ) : (
              <span className={classes.link}>
                <StepText job={job} step={step} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepText({ job, step: { name, status } }: { job: Job; step: JobStep }) {
  const t = useTranslations("jobs.steps");
  const format = useFormatter();
  return (
    <>
      {status === "done" && <CheckIcon className={classes.icon} />}
      {t(name)}
      {name === "problems" && job.problems > 0 && <span className={classes.count}>{format.number(job.problems)}</span>}
      <VisuallyHidden component="span">{` (${t(`status.${status}`)})`}</VisuallyHidden>
    </>
  );
}
