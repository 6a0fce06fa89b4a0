import { useFormatter, useTranslations } from "next-intl";
import type { Job, JobPhase, RowOutcome } from "@/lib/shared/jobs";
import { useOutcomeWords } from "./run-outcome";
import classes from "./run-bar.module.css";

interface Props {
  job: Job;
  phase: JobPhase;
  done: number;
  counts: { outcome: RowOutcome; rows: number }[];
}

/** All rows of a job as one bar, in parts by outcome; what is still to come stays empty. Its text says what the colours do. */
export function OutcomeBar({ job, phase, done, counts }: Props) {
  const t = useTranslations("jobs.run.progress");
  const format = useFormatter();
  const { name } = useOutcomeWords(job, phase);
  const ended = counts.filter(({ outcome }) => outcome !== "pending");
  const parts = ended.map(({ outcome, rows }) => `${name(outcome)} ${format.number(rows)}`).join(", ");
  const text = ended.length > 0 ? t("barParts", { done, rows: job.rows, parts }) : t("bar", { done, rows: job.rows });
  return (
    // A `progress` has one colour.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className={classes.bar} role="progressbar" aria-label={t(phase === "run" ? "title" : "checkTitle")} aria-valuemin={0} aria-valuemax={job.rows} aria-valuenow={done} aria-valuetext={text}>
      {ended.map(({ outcome, rows }) => (
        <span key={outcome} className={classes.part} data-outcome={outcome} data-phase={phase} style={{ flexGrow: rows }} />
      ))}
      {done < job.rows && <span style={{ flexGrow: job.rows - done }} />}
    </div>
  );
}
