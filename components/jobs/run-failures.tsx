import { useFormatter, useTranslations } from "next-intl";
import type { Job, JobPhase, Tally } from "@/lib/shared/jobs";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { useRowsFilter } from "./rows-filter";
import { CodeWords } from "./run-code";
import classes from "./run-failures.module.css";

type Failure = Tally & { code: string };

/** What kept rows from being done, the commonest first. */
export function failuresOf(tallies: readonly Tally[]): Failure[] {
  return tallies.filter((tally): tally is Failure => tally.code !== null).toSorted((a, b) => b.rows - a.rows);
}

/** Why rows failed, grouped by code, with what the code means and what to do next. Each code filters the table of rows. */
export function JobFailures({ job, phase }: { job: Job; phase: JobPhase }) {
  const t = useTranslations("jobs.run.failures");
  const format = useFormatter();
  const { filter, setFilter } = useRowsFilter();
  return (
    <Panel flush title={t(phase)}>
      <table className={`${table.table} ${classes.table}`} aria-label={t(phase)}>
        <thead>
          <tr>
            <th scope="col">{t("code")}</th>
            <th scope="col">{t("meaning")}</th>
            <th scope="col" className={table.number}>
              {t("rows")}
            </th>
          </tr>
        </thead>
        <tbody>
          {failuresOf(job[phase]?.tallies ?? []).map(({ outcome, code, rows, meaning, advice }) => {
            const pressed = filter.outcome === outcome && filter.code === code;
            return (
              <tr key={`${outcome} ${code}`} className={classes.row} data-pressed={pressed || undefined}>
                <th scope="row">
                  <button type="button" className={classes.code} aria-pressed={pressed} aria-label={t("show", { code, rows })} onClick={() => setFilter(pressed ? {} : { outcome, code })}>
                    <CodeWords code={code} />
                  </button>
                </th>
                <td className={classes.meaning}>
                  {meaning} {advice && <span className={table.quiet}>{advice}</span>}
                </td>
                <td className={`${table.number} ${table.strong}`}>{format.number(rows)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
