import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Job, JobPhase } from "@/lib/shared/jobs";
import { Problem } from "../shell/problem";
import { EmptyState } from "../ui/empty-state";
import type { RowsFilter } from "./rows-filter";
import { RowsGrid } from "./rows-grid";
import { useOpenedRow } from "./rows-opened";
import { useFilteredRows } from "./rows-source";
import classes from "./rows-table.module.css";
import { useVirtualRows } from "./rows-virtual";

interface Props {
  job: Job;
  phase: JobPhase;
  filter: RowsFilter;
  /** How many rows the filter lets through. */
  total: number;
  live: boolean;
}

/** The rows that a filter lets through, read on as the list is scrolled. */
export function FilteredRows({ job, phase, filter, total, live }: Props) {
  const t = useTranslations("jobs.run.rows");
  const { opened, jump, toggle, setJump } = useOpenedRow();
  const source = useFilteredRows(job, phase, filter, live);
  const virtual = useVirtualRows(source.count, jump !== undefined);
  const { virtualizer, bringIn } = virtual;
  const end = virtual.view.items.at(-1)?.index ?? 0;
  const { readOn } = source;
  useEffect(() => {
    if (end >= source.count - 1) readOn();
  });
  const index = jump ? source.indexOf(jump.row) : -1;
  useEffect(() => {
    if (!jump || !source.loaded || !virtualizer) return;
    if (index >= 0) bringIn(index, false);
    setJump(undefined);
  }, [jump, index, source.loaded, virtualizer, bringIn, setJump]);
  if (source.complete && source.count === 0) return <EmptyState title={t(live ? "emptyYet" : "empty")}>{t("emptyText")}</EmptyState>;
  return (
    <>
      {source.error && (
        <div className={classes.inset}>
          <Problem error={source.error} reads />
          <Button variant="default" size="xs" onClick={source.retry}>
            {t("refresh")}
          </Button>
        </div>
      )}
      {source.stale && (
        <p className={classes.sections}>
          <span className={classes.quiet}>{t("newer")}</span>
          <Button variant="default" size="xs" loading={source.reading} onClick={source.readAgain}>
            {t("refresh")}
          </Button>
        </p>
      )}
      <RowsGrid job={job} phase={phase} source={source} virtual={virtual} rowCount={source.complete ? source.count : Math.max(total, source.count)} opened={opened} onToggle={toggle} />
    </>
  );
}
