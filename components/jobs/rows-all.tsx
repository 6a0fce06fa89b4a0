import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Job, JobPhase } from "@/lib/shared/jobs";
import { Problem } from "../shell/problem";
import { Notice } from "../ui/notice";
import { RowsGrid } from "./rows-grid";
import { useOpenedRow, type AskedRow } from "./rows-opened";
import { firstRow, pageOf, useAllRows } from "./rows-source";
import classes from "./rows-table.module.css";
import { useVirtualRows } from "./rows-virtual";
import { useSettled } from "./rows-settled";

/** Browsers draw nothing that is taller than some ten million pixels: longer lists come in parts. */
const partRows = 100_000;
const partOf = (number: number) => Math.floor((Math.max(number, firstRow) - firstRow) / partRows);
/** Rows beyond those drawn whose page is read already. */
const ahead = 30;

/** Every row under its number, read as it comes into sight. `asked` is what a person wants to go to. */
export function AllRows({ job, phase, live, asked }: { job: Job; phase: JobPhase; live: boolean; asked: AskedRow | undefined }) {
  const t = useTranslations("jobs.run.rows");
  const { opened, jump, toggle, setJump } = useOpenedRow(asked);
  const [last, setLast] = useState(firstRow + job.rows - 1);
  const [part, setPart] = useState(() => partOf(Math.min(jump?.row ?? firstRow, last)));
  if (jump && jump.row <= last && partOf(jump.row) !== part) setPart(partOf(jump.row));
  const start = firstRow + part * partRows;
  const count = Math.max(0, Math.min(partRows, last - start + 1));
  const virtual = useVirtualRows(count, jump !== undefined);
  const { items } = virtual.view;
  const [from, to] = [start + (items[0]?.index ?? 0), start + (items.at(-1)?.index ?? 0)];
  const pages = useSettled(`${pageOf(from - ahead)} ${pageOf(Math.min(to + ahead, last))}`);
  const source = useAllRows(job, phase, { pages: withPage(pages, opened), live });
  if (source.last > last) setLast(source.last);
  const { virtualizer, bringIn } = virtual;
  const beyond = jump && jump.row > last;
  useEffect(() => {
    if (!jump || jump.row > last || !virtualizer) return;
    bringIn(Math.max(0, jump.row - start), jump.focus);
    setJump(undefined);
  }, [jump, last, start, virtualizer, bringIn, setJump]);
  const turn = (other: number) => {
    setPart(other);
    virtualizer?.scrollToOffset(0);
  };
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
      {beyond && source.at(jump.row).row !== undefined && (
        <output className={classes.inset}>
          <Notice tone="warn">{t("noRow", { row: jump.row, last })}</Notice>
        </output>
      )}
      <RowsGrid
        job={job}
        phase={phase}
        source={{ at: (index) => source.at(start + index) }}
        virtual={virtual}
        rowCount={last - firstRow + 1}
        before={start - firstRow}
        opened={opened}
        onToggle={toggle}
      />
      {last - firstRow >= partRows && (
        <nav className={classes.sections} aria-label={t("sections")}>
          <Button variant="default" size="xs" disabled={part === 0} onClick={() => turn(part - 1)}>
            {t("previous", { rows: partRows })}
          </Button>
          <output className={classes.quiet}>{t("section", { first: start, last: start + count - 1 })}</output>
          <Button variant="default" size="xs" disabled={part >= partOf(last)} onClick={() => turn(part + 1)}>
            {t("next", { rows: partRows })}
          </Button>
        </nav>
      )}
    </>
  );
}

/** The pages from the first to the last named, and the one that holds a row besides. */
function withPage(pages: string, row: number | undefined): number[] {
  const [first = 0, last = 0] = pages.split(" ").map(Number);
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return row === undefined || all.includes(pageOf(row)) ? all : [...all, pageOf(row)];
}
