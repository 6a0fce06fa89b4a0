import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isAtEnd } from "@/lib/client/job-live";
import type { Job, JobPhase, PhaseProgress } from "@/lib/shared/jobs";
import { Panel } from "../ui/panel";
import { countOutcomes, countRows } from "./rows-filter";
import { OutcomeBar } from "./run-bar";
import { OutcomeLegend } from "./run-legend";
import classes from "./run-progress.module.css";
import { SpokenProgress } from "./run-spoken";
import { useDuration } from "./use-duration";

/** How far the run, or the dry run, is: rows by outcome, pace, and the time that is left. The counts filter the table of rows; `children`, a chart for instance, stand below them. */
export function JobProgress({ job, phase, children }: { job: Job; phase: JobPhase; children?: ReactNode }) {
  const t = useTranslations("jobs.run.progress");
  const states = useTranslations("jobs.states");
  const progress = job[phase];
  const done = progress?.done ?? 0;
  const failed = countRows(job, progress, { outcome: "failed" });
  const counts = countOutcomes(job, progress);
  const quarter = job.rows === 0 ? 0 : Math.floor((done / job.rows) * 4);
  return (
    <Panel label={t(phase === "run" ? "title" : "checkTitle")}>
      <div className={classes.line}>
        <span>{t.rich("done", { done, rows: job.rows, b: big })}</span>
        {progress && <Speed progress={progress} />}
        <Time job={job} phase={phase} progress={progress} />
        {!isAtEnd(job) && !progress?.finishedAt && <Pace job={job} />}
      </div>
      <OutcomeBar job={job} phase={phase} done={done} counts={counts} />
      <OutcomeLegend job={job} phase={phase} counts={counts} />
      {progress && progress.rerun > 0 && <p className={classes.quiet}>{t("rerun", { rows: progress.rerun })}</p>}
      {children}
      {job.state === "running" && phase === "run" && <p className={classes.quiet}>{t("leave")}</p>}
      <SpokenProgress text={t("spoken", { id: String(job.id), state: states(job.state), done, rows: job.rows, failed })} milestone={`${job.state} ${quarter}`} />
    </Panel>
  );
}

const big = (words: ReactNode) => <strong className={classes.big}>{words}</strong>;
const strong = (words: ReactNode) => <strong>{words}</strong>;

function Speed({ progress: { rateNow, rateAverage } }: { progress: PhaseProgress }) {
  const t = useTranslations("jobs.run.progress");
  if (rateAverage === null) return null;
  const average = Math.round(rateAverage);
  return <span>{rateNow === null ? t("average", { average }) : t.rich("now", { now: Math.round(rateNow), average, b: strong })}</span>;
}

/** What is left, or how long it took, or before it begins what it is going to take. */
function Time({ job, phase, progress }: { job: Job; phase: JobPhase; progress: PhaseProgress | null }) {
  const t = useTranslations("jobs.run.progress");
  const toText = useDuration();
  if (!progress?.startedAt) return phase === "run" && !isAtEnd(job) ? <span>{t.rich("estimate", { time: toText(job.pace.estimateSeconds), b: strong })}</span> : null;
  const { startedAt, finishedAt, secondsLeft } = progress;
  if (finishedAt !== null) {
    const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
    return <span>{t.rich("took", { time: toText(seconds), b: strong, at: clock(finishedAt) })}</span>;
  }
  if (secondsLeft === null || secondsLeft === 0) return null;
  return <span>{t.rich("left", { time: toText(secondsLeft), b: strong, at: clock(inSeconds(secondsLeft)) })}</span>;
}

/** For the `<at/>` of a sentence. */
const clock = (at: string) => (): ReactNode => <ClockTime key="at" at={at} />;
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

/** The time of day; with its day where that is another one. */
function ClockTime({ at }: { at: string }) {
  const locale = useLocale();
  return <time dateTime={at}>{toClock(new Date(at), locale)}</time>;
}

function toClock(date: Date, locale: string): string {
  const otherDay = date.toDateString() !== new Date().toDateString();
  return date.toLocaleString(locale, { hour: "2-digit", minute: "2-digit", ...(otherDay && { day: "numeric", month: "short" }) });
}

function Pace({ job: { pace } }: { job: Job }) {
  const t = useTranslations("jobs.run.progress");
  const [whole, kept] = [Math.round(pace.perSecond), Math.round(pace.kept)];
  return <span className={classes.pace}>{kept > 0 ? t("pace", { pace: whole, kept }) : t("paceAll", { pace: whole })}</span>;
}
