import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { isAtEnd } from "@/lib/client/job-live";
import { jobQueries } from "@/lib/client/jobs";
import type { Job, JobPhase, PhaseProgress } from "@/lib/shared/jobs";
import { LocalTime } from "../ui/local-time";
import table from "../ui/table.module.css";
import { toRates, type Rate } from "./chart-rates";
import classes from "./chart-rate.module.css";

const [width, height] = [1000, 80];
const readEvery = 5_000;
const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), 0);

/** Rows per second since the start, against the pace that is allowed; the room to the right is the time that is left. */
export function RateChart({ job, phase, startedAt, progress }: { job: Job; phase: JobPhase; startedAt: string; progress: PhaseProgress }) {
  const t = useTranslations("jobs.run.chart");
  const going = !isAtEnd(job) && progress.finishedAt === null;
  const { data, dataUpdatedAt } = useQuery({ ...jobQueries.samples(job.id, phase), refetchInterval: going ? readEvery : false });
  if (!data) return <div className={classes.empty} />;
  const from = Date.parse(startedAt);
  // The stretch that is going on would show as a dip.
  const until = endOf(job, progress) ?? Math.floor(dataUpdatedAt / (data.seconds * 1000)) * data.seconds * 1000;
  const rates = toRates(data, { from, until });
  if (rates.length < 2) return going && job.state === "running" ? <p className={classes.caption}>{t("few")}</p> : null;
  const values = rates.map(({ perSecond }) => perSecond);
  const high = most(values);
  const top = Math.max(high, job.pace.perSecond) * 1.1 || 1;
  const end = until + (progress.secondsLeft ?? 0) * 1000;
  const x = (at: number) => (((at - from) / Math.max(end - from, 1)) * width).toFixed(1);
  const y = (perSecond: number) => (height - (perSecond / top) * height).toFixed(1);
  const told = { low: Math.round(values.reduce((a, b) => Math.min(a, b), high)), high: Math.round(high), average: Math.round(progress.rateAverage ?? 0) };
  return (
    <figure className={classes.figure}>
      {/* A drawing that is described as a whole is an image. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <svg className={classes.chart} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t("label", told)}>
        <line className={classes.pace} x1="0" x2={width} y1={y(job.pace.perSecond)} y2={y(job.pace.perSecond)} />
        <polyline className={classes.line} points={rates.map(({ at, perSecond }) => `${x(at)},${y(perSecond)}`).join(" ")} />
      </svg>
      <figcaption className={classes.caption}>
        <span>{t("caption")}</span>
        <span className={classes.key}>{t("pace", { pace: Math.round(job.pace.perSecond) })}</span>
        <RatesTable rates={rates} />
      </figcaption>
    </figure>
  );
}

/** When rows stopped being done, for now or for good. */
function endOf({ state, pause }: Job, { finishedAt }: PhaseProgress): number | undefined {
  const at = finishedAt ?? (state === "paused" ? pause?.at : undefined);
  return at === undefined ? undefined : Date.parse(at);
}

function RatesTable({ rates }: { rates: Rate[] }) {
  const t = useTranslations("jobs.run.chart");
  const format = useFormatter();
  return (
    <details className={classes.details}>
      <summary>{t("table")}</summary>
      {/* What scrolls has to be within reach of the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("caption")}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("time")}</th>
              <th scope="col" className={table.number}>
                {t("rate")}
              </th>
              <th scope="col" className={table.number}>
                {t("failed")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rates.map(({ from, perSecond, failed }) => (
              <tr key={from}>
                <th scope="row">
                  <LocalTime at={new Date(from).toISOString()} />
                </th>
                <td className={table.number}>{format.number(perSecond, { maximumFractionDigits: 1 })}</td>
                <td className={table.number}>{format.number(failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
