import { useFormatter, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import type { KeyboardEvent } from "react";
import type { Job, JobPhase } from "@/lib/shared/jobs";
import classes from "./rows-grid.module.css";
import { RowLine } from "./rows-line";
import { headHeight } from "./rows-size";
import type { RowSource, Slot } from "./rows-source";
import type { useVirtualRows } from "./rows-virtual";

// Loaded with the first movement: until then the first rows are all that is seen.
const RowsEngine = dynamic(() => import("./rows-engine").then((module) => module.RowsEngine), { ssr: false });

interface Props {
  job: Job;
  phase: JobPhase;
  source: Pick<RowSource, "at">;
  virtual: ReturnType<typeof useVirtualRows>;
  /** How many rows there are in all; -1 where nobody knows yet. */
  rowCount: number;
  /** How many rows stand before the first of `source`. */
  before?: number;
  opened: number | undefined;
  onToggle: (number: number) => void;
}

/** The rows as a table; on a narrow screen as a list. Arrow keys go from row to row, Enter opens one. */
export function RowsGrid({ job, phase, source, virtual: { scroller, count, woken, setView, view, virtualizer, focus, setFocus }, rowCount, before = 0, opened, onToggle }: Props) {
  const t = useTranslations("jobs.run.rows");
  const { items, total } = view;
  const [from, to] = [(items[0]?.start ?? headHeight) - headHeight, total - (items.at(-1)?.end ?? headHeight)];
  const move = (place: number, event: KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const index = Math.min(Math.max(place + steps, 0), count - 1);
    virtualizer?.scrollToIndex(index);
    setFocus(index);
  };
  const [first, second] = job.kind === "set_group_unread" ? (["group", "member"] as const) : (["account", "peer"] as const);
  const change = phase === "check" ? "checkChange" : "change";
  return (
    // What scrolls has to be within reach of the keyboard, also while no row of it can be opened yet.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t("scroller", { id: String(job.id) })}>
      {woken && <RowsEngine scroller={scroller} count={count} onView={setView} />}
      <div style={{ paddingTop: from, paddingBottom: Math.max(0, to) }}>
        <table className={classes.table} aria-label={t("label", { id: String(job.id) })} aria-rowcount={rowCount < 0 ? -1 : rowCount + 1}>
          <colgroup>
            <col className={classes.number} />
            <col />
            <col />
            <col className={classes.change} />
            <col className={classes.outcome} />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t("row")}</th>
              <th scope="col">{t(first)}</th>
              <th scope="col">{t(second)}</th>
              <th scope="col" className={classes.end}>
                {t(job.kind === "query_unread" ? "read" : change)}
              </th>
              <th scope="col">{t("outcome")}</th>
            </tr>
          </thead>
          {items.map(({ index, key }) => {
            const slot = source.at(index);
            return (
              <tbody key={key} ref={virtualizer?.measureElement} data-index={index}>
                {slot.row ? (
                  <RowLine
                    job={job}
                    phase={phase}
                    row={slot.row}
                    rowIndex={before + index + 2}
                    opened={slot.number === opened}
                    takesFocus={index === focus}
                    onFocused={() => setFocus(undefined)}
                    onKey={(event) => move(index, event)}
                    onToggle={() => onToggle(slot.number)}
                  />
                ) : (
                  <EmptyLine slot={slot} rowIndex={before + index + 2} />
                )}
              </tbody>
            );
          })}
        </table>
      </div>
    </section>
  );
}

/** Holds the place of a row that is on its way, or of a line of the file that is blank. */
function EmptyLine({ slot: { number, row }, rowIndex }: { slot: Slot; rowIndex: number }) {
  const t = useTranslations("jobs.run.rows");
  const format = useFormatter();
  return (
    <tr aria-rowindex={rowIndex} className={classes.line}>
      <th scope="row" className={classes.quiet}>
        {number > 0 && format.number(number)}
      </th>
      <td colSpan={4} className={classes.quiet}>
        {row === null ? t("blank") : <span className={classes.coming} title={number > 0 ? t("loading", { row: number }) : undefined} />}
      </td>
    </tr>
  );
}
