import { useFormatter, useTranslations } from "next-intl";
import type { Job, JobPhase, RowOutcome } from "@/lib/shared/jobs";
import { useRowsFilter } from "./rows-filter";
import bar from "./run-bar.module.css";
import classes from "./run-legend.module.css";
import { outcomeLooks, useOutcomeWords } from "./run-outcome";

interface Props {
  job: Job;
  phase: JobPhase;
  counts: { outcome: RowOutcome; rows: number }[];
}

/** How many rows had which outcome; pressing one shows only those, pressing it again shows all. */
export function OutcomeLegend({ job, phase, counts }: Props) {
  const t = useTranslations("jobs.run.progress");
  const format = useFormatter();
  const { name, meaning } = useOutcomeWords(job, phase);
  const { filter, setFilter } = useRowsFilter();
  return (
    <ul className={classes.legend} aria-label={t("legend")}>
      {counts.map(({ outcome, rows }) => {
        const { tone, Icon } = outcomeLooks[outcome];
        const pressed = filter.outcome === outcome && filter.code === undefined && !filter.problems;
        return (
          <li key={outcome}>
            <button
              type="button"
              className={classes.count}
              data-tone={tone === "bad" ? "bad" : undefined}
              aria-pressed={pressed}
              title={meaning(outcome)}
              onClick={() => setFilter(pressed ? {} : { outcome })}
            >
              {outcome !== "pending" && <span className={`${bar.part} ${classes.mark}`} data-outcome={outcome} data-phase={phase} />}
              <Icon />
              <span>{name(outcome)}</span>
              <strong>{format.number(rows)}</strong>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
