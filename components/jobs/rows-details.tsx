import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { accountHref, groupHref, jobHref } from "@/lib/client/paths";
import type { Job, JobPhase, JobRow } from "@/lib/shared/jobs";
import { CopyButton } from "../ui/copy-button";
import { Facts } from "../ui/facts";
import { LocalTime } from "../ui/local-time";
import { Notice } from "../ui/notice";
import { ProblemText } from "./problems-table";
import classes from "./rows-details.module.css";
import { useOutcomeWords } from "./run-outcome";

type Fact = readonly [string, ReactNode];

/** All that is known of a row: why it ended as it did and what to do next, its own cells, and the pages of those it is about. */
export function RowDetails({ job, phase, row }: { job: Job; phase: JobPhase; row: JobRow }) {
  const t = useTranslations("jobs.run.details");
  const format = useFormatter();
  const { meaning } = useOutcomeWords(job, phase);
  const { cells, problems, message, advice, upTo, asked, attempts, at, rerun, account, peer, groupId, outcome } = row;
  const names = cells.map((_, index) => job.columns[index] || t("column", { number: index + 1 }));
  const ofFile = cells.map((cell, index): Fact => [names[index] ?? "", <Cell key={names[index]} text={cell} />]);
  const known: Fact[] = [
    ...(asked === null ? [] : [[t("asked"), format.number(asked)] as const]),
    ...(upTo === null ? [] : [[t("upTo"), <LocalTime key="upTo" at={upTo} />] as const]),
    ...(phase === "run" && outcome !== "pending" ? [[t("attempts"), t("attemptsCount", { attempts })] as const] : []),
    ...(at === null ? [] : [[t("at"), <LocalTime key="at" at={at} />] as const]),
  ];
  const link = new URL(jobHref(job.id, job.sdkAppId, { row: row.row }), window.location.origin).href;
  return (
    <section className={classes.details} aria-label={t("label", { row: format.number(row.row) })}>
      {problems.length > 0 ? (
        <ul className={classes.problems} aria-label={t("problems")}>
          {problems.map((problem) => (
            <li key={`${problem.column} ${problem.code}`}>
              <Notice tone="bad" title={problem.column && <bdi>{problem.column}</bdi>}>
                <ProblemText problem={problem} />
              </Notice>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          {message ?? meaning(outcome)} {advice}
        </p>
      )}
      {rerun && <p>{t("rerun")}</p>}
      {known.length > 0 && <Facts items={known} />}
      <section className={classes.cells} aria-label={t("cells")}>
        <h3 className={classes.title}>{t("cells")}</h3>
        <Facts items={distinct(ofFile)} />
      </section>
      <p className={classes.links}>
        {groupId !== null && (
          <Link href={groupHref(groupId, job.sdkAppId)} prefetch={false}>
            {t("group", { id: groupId })}
          </Link>
        )}
        {[account, peer].map(
          (id) =>
            id !== null && (
              <Link key={id} href={accountHref(id, job.sdkAppId)} prefetch={false}>
                {t("account", { id })}
              </Link>
            ),
        )}
        <CopyButton value={link} label={t("copyLink", { row: format.number(row.row) })} />
      </p>
    </section>
  );
}

function Cell({ text }: { text: string }) {
  const t = useTranslations("jobs.run.details");
  return text === "" ? <span className={classes.quiet}>{t("emptyCell")}</span> : <bdi className={classes.cell}>{text}</bdi>;
}

/** Columns may share a name, and facts are told apart by theirs. */
function distinct(facts: Fact[]): Fact[] {
  return facts.map(([name, value], index) => (facts.findIndex(([other]) => other === name) === index ? [name, value] : [`${name} (${index + 1})`, value]));
}
