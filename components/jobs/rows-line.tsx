import { useFormatter, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { accountHref, groupHref } from "@/lib/client/paths";
import type { Job, JobPhase, JobRow } from "@/lib/shared/jobs";
import { Skeleton } from "../ui/skeleton";
import { RowChange } from "./rows-change";
import classes from "./rows-grid.module.css";
import { OutcomeBadge } from "./run-outcome";

const RowDetails = dynamic(() => import("./rows-details").then((module) => module.RowDetails), { ssr: false, loading: () => <Skeleton height={190} /> });

interface Props {
  job: Job;
  phase: JobPhase;
  row: JobRow;
  rowIndex: number;
  opened: boolean;
  takesFocus: boolean;
  onFocused: () => void;
  onKey: (event: KeyboardEvent) => void;
  onToggle: () => void;
}

/** One row: whom it is about, from what to what, and what came of it. */
export function RowLine({ job, phase, row, rowIndex, opened, takesFocus, onFocused, onKey, onToggle }: Props) {
  const t = useTranslations("jobs.run.rows");
  const format = useFormatter();
  const button = useRef<HTMLButtonElement>(null);
  const focused = useRef(onFocused);
  useEffect(() => {
    focused.current = onFocused;
  });
  useEffect(() => {
    if (!takesFocus) return;
    button.current?.focus({ preventScroll: true });
    focused.current();
  }, [takesFocus]);
  const { groupId, account, peer } = row;
  const inGroup = job.kind === "set_group_unread";
  return (
    <>
      <tr className={classes.line} aria-rowindex={rowIndex} data-opened={opened || undefined}>
        <th scope="row">
          <button ref={button} type="button" className={classes.open} aria-expanded={opened} aria-label={t(opened ? "close" : "open", { row: format.number(row.row) })} onKeyDown={onKey} onClick={onToggle}>
            {format.number(row.row)}
          </button>
        </th>
        <td>
          {inGroup ? <Target id={groupId} cell={cellOf(job, row, "GroupId")} href={groupHref(groupId ?? "", job.sdkAppId)} /> : <Target id={account} cell={cellOf(job, row, "Report_Account", "To_Account")} href={accountHref(account ?? "", job.sdkAppId)} />}
        </td>
        <td>
          {inGroup && <Target id={account} cell={cellOf(job, row, "Member_Account")} href={accountHref(account ?? "", job.sdkAppId)} />}
          {!inGroup && peer === null && account !== null && <span className={classes.quiet}>{t("total")}</span>}
          {!inGroup && (peer !== null || account === null) && <Target id={peer} cell={cellOf(job, row, "Peer_Account")} href={accountHref(peer ?? "", job.sdkAppId)} />}
        </td>
        <td className={classes.end}>
          <RowChange job={job} phase={phase} row={row} cell={cellOf(job, row, "UnreadMsgNum")} />
        </td>
        <td>
          <OutcomeBadge job={job} phase={phase} row={row} />
        </td>
      </tr>
      {opened && (
        <tr>
          <td colSpan={5} className={classes.details}>
            <RowDetails job={job} phase={phase} row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

/** A row with a problem has no target; what its cell holds is shown as it stands. */
function Target({ id, cell, href }: { id: string | null; cell: string | undefined; href: string }) {
  if (id === null) return cell && <bdi className={`${classes.id} ${classes.quiet}`}>{cell}</bdi>;
  return (
    <Link className={classes.id} href={href} prefetch={false}>
      {/* Ids of blanks alone exist, and a link must show. */}
      {id.trim() === "" ? JSON.stringify(id) : id}
    </Link>
  );
}

/** What a row's own file says in the column that means `names`. */
function cellOf({ mapping }: Job, { cells }: JobRow, ...names: string[]): string | undefined {
  const column = names.map((name) => mapping[name]).find((index) => typeof index === "number");
  return typeof column === "number" ? cells[column] : undefined;
}
