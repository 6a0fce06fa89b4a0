import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { useAddress } from "@/lib/client/address";
import { jobHref } from "@/lib/client/paths";
import type { Job } from "@/lib/shared/jobs";
import { CopyButton } from "../ui/copy-button";
import { LocalTime } from "../ui/local-time";
import classes from "./job-head.module.css";
import { JobStateBadge } from "./job-state";
import { JobStepsBar } from "./job-steps-bar";
import { countRows } from "./rows-filter";

/** What a job does to how many rows, whose it is and why, what it came from and what came of it, and its steps. `children` are the buttons. */
export function JobHead({ job, children }: { job: Job; children?: ReactNode }) {
  const t = useTranslations("jobs");
  return (
    <>
      <header className={classes.head}>
        <div className={classes.text}>
          <h1 className={classes.title}>
            {t("head.title", { kind: t(`kinds.${job.kind}.name`), rows: job.rows })} <JobStateBadge job={job} failed={countRows(job, job.run, { outcome: "failed" })} />
          </h1>
          <p className={classes.facts}>
            <span className={classes.number}>
              {t("head.number", { id: String(job.id) })} <CopyButton value={String(job.id)} label={t("head.copyNumber", { id: String(job.id) })} />
            </span>
            <span>{job.approvedBy === null ? t("head.by", { who: job.createdBy }) : t("head.byApproved", { who: job.createdBy, approver: job.approvedBy })}</span>
            <LocalTime at={job.createdAt} />
            {job.reason && <bdi>{t("head.reason", { reason: job.reason })}</bdi>}
            {job.ticket && <bdi>{job.ticket}</bdi>}
            {job.fileName && <bdi>{job.fileName}</bdi>}
            {job.parent && <JobLink id={job.parent.id}>{t(`head.${job.parent.relation}Of`, { id: String(job.parent.id) })}</JobLink>}
            {job.children.map(({ id, relation }) => (
              <JobLink key={id} id={id}>
                {t(`head.${relation}By`, { id: String(id) })}
              </JobLink>
            ))}
          </p>
        </div>
        {children && <div className={classes.actions}>{children}</div>}
      </header>
      <JobStepsBar job={job} />
    </>
  );
}

/** Leads to another job, in the app that was chosen. */
export function JobLink({ id, children }: { id: number; children: ReactNode }) {
  const [{ app }] = useAddress("app");
  return (
    <Link href={jobHref(id, app)} prefetch={false}>
      {children}
    </Link>
  );
}
