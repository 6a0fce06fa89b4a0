import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { useAddress } from "@/lib/client/address";
import { jobHref } from "@/lib/client/paths";
import type { JobLine } from "@/lib/shared/jobs";
import { ShortTime } from "../ui/short-time";
import table from "../ui/table.module.css";
import { JobStateBadge } from "./job-state";
import classes from "./jobs-table.module.css";

/** One line per job: what, who and why, how far. */
export function JobsTable({ jobs }: { jobs: JobLine[] }) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const [{ app }] = useAddress("app");
  return (
    <table className={`${table.table} ${classes.table}`}>
      <thead>
        <tr>
          <th scope="col">{t("list.columns.job")}</th>
          <th scope="col">{t("list.columns.why")}</th>
          <th scope="col">{t("list.columns.state")}</th>
          <th scope="col">{t("list.columns.progress")}</th>
          <th scope="col" className={table.number}>
            {t("list.columns.failed")}
          </th>
          <th scope="col">{t("list.columns.when")}</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <th scope="row">
              <Link href={jobHref(job.id, app)} prefetch={false}>
                {t("list.job", { id: String(job.id), kind: t(`kinds.${job.kind}.name`) })}
              </Link>
              <div className={classes.quiet}>
                <bdi>{job.parent ? t(`head.${job.parent.relation}Of`, { id: String(job.parent.id) }) : (job.fileName ?? t("list.pasted"))}</bdi>
              </div>
            </th>
            <td className={classes.why}>
              <bdi>{job.createdBy}</bdi>
              {(job.reason || job.ticket) && (
                <div className={classes.quiet}>
                  <bdi>{[job.reason, job.ticket].filter(Boolean).join(", ")}</bdi>
                </div>
              )}
            </td>
            <td>
              <JobStateBadge job={job} failed={job.failed} />
              {job.finishedAt !== null && job.done > 0 && <div className={classes.quiet}>{t("list.outcome", { done: job.done, failed: job.failed })}</div>}
            </td>
            <td className={classes.progress}>
              <Progress job={job} />
            </td>
            <td className={table.number}>
              {hasStarted(job) && job.failed > 0 && (
                <>
                  <span className={classes.narrow}>{t("list.columns.failed")} </span>
                  <strong className={classes.failed}>{format.number(job.failed)}</strong>
                </>
              )}
            </td>
            <td>
              <ShortTime at={job.finishedAt ?? job.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Before that, what is counted is the dry run's. */
const hasStarted = ({ state }: JobLine) => !["mapping", "ready", "checking", "checked"].includes(state);

/** How many of its rows are done; until one is, how many there are. */
function Progress({ job }: { job: JobLine }) {
  const t = useTranslations("jobs.list");
  const { state, rows, usable, done } = job;
  if (state === "mapping") return <span className={classes.quiet}>{t("rows", { rows })}</span>;
  if (done === 0 || !hasStarted(job)) return <span className={classes.quiet}>{t("rows", { rows: usable })}</span>;
  return (
    <>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ width: `${(100 * done) / Math.max(rows, 1)}%` }} />
      </span>
      <span>{t("done", { done, of: rows })}</span>
    </>
  );
}
