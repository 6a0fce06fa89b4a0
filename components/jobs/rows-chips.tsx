import { useFormatter, useTranslations } from "next-intl";
import type { Job, JobPhase } from "@/lib/shared/jobs";
import { CrossIcon } from "../ui/icons";
import classes from "./rows-chips.module.css";
import { countFiltered, type RowsFilter } from "./rows-filter";
import { useOutcomeWords } from "./run-outcome";

interface Props {
  job: Job;
  phase: JobPhase;
  filter: RowsFilter;
  onChange: (filter: RowsFilter) => void;
}

/** What the rows are filtered by, each pressed away one by one; and the way to the rows with a problem. */
export function RowsChips({ job, phase, filter, onChange }: Props) {
  const t = useTranslations("jobs.run.rows");
  const format = useFormatter();
  const { name } = useOutcomeWords(job, phase);
  const count = (only: RowsFilter) => format.number(countFiltered(job, job[phase], only));
  const { outcome, code, problems } = filter;
  const chips = [
    ...(outcome === undefined ? [] : [{ key: "outcome", text: `${name(outcome)} ${count({ outcome })}`, rest: { ...filter, outcome: undefined } }]),
    ...(code === undefined ? [] : [{ key: "code", text: `${t("code", { code })} ${count({ outcome, code })}`, rest: { ...filter, code: undefined } }]),
    ...(problems ? [{ key: "problems", text: `${t("problems")} ${count({ problems })}`, rest: { ...filter, problems: undefined } }] : []),
  ];
  return (
    <>
      {chips.length > 0 && (
        <ul className={classes.chips} aria-label={t("filters")}>
          {chips.map(({ key, text, rest }) => (
            <li key={key}>
              <button type="button" className={classes.chip} aria-label={t("removeFilter", { filter: text })} onClick={() => onChange(rest)}>
                <bdi>{text}</bdi>
                <CrossIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {job.problems > 0 && !problems && (
        <button type="button" className={classes.chip} data-off="" onClick={() => onChange({ problems: true })}>
          {t("problemsOnly", { rows: job.problems })}
        </button>
      )}
    </>
  );
}
