import { useTranslations } from "next-intl";
import type { Job, JobPhase, JobRow } from "@/lib/shared/jobs";
import { Amount, Change } from "../ui/change";
import classes from "./rows-grid.module.css";

interface Props {
  job: Pick<Job, "kind">;
  phase: JobPhase;
  row: JobRow;
  /** What the file asks for, as it stands there. */
  cell: string | undefined;
}

/** `12 → 0`: from what was read to what was read back, or to what would come of it. What did not and will not happen is told as asked alone. */
export function RowChange({ job: { kind }, phase, row: { outcome, before, after, asked, upTo, problems }, cell }: Props) {
  const t = useTranslations("jobs.run.rows");
  if (problems.length > 0) return cell === undefined ? null : <bdi className={classes.quiet}>{cell}</bdi>;
  if (kind === "query_unread") {
    const number = after ?? before;
    return outcome === "pending" ? null : <Amount value={number} />;
  }
  if (after !== null) {
    return (
      <>
        <Change before={before} after={after} />
        {asked !== null && asked !== after && <span className={classes.asked}>{t("asked", { asked })}</span>}
      </>
    );
  }
  if (outcome === "failed" || outcome === "refused") {
    return (
      <span className={classes.quiet}>
        {before !== null && (
          <>
            <Amount value={before} /> →{" "}
          </>
        )}
        –{asked !== null && <span className={classes.asked}>{t("asked", { asked })}</span>}
      </span>
    );
  }
  // How much of a conversation is older than a time, only IM knows.
  const atMost = kind === "mark_read" && upTo !== null;
  const target = atMost ? before : (asked ?? 0);
  if (outcome === "pending") {
    return atMost ? null : (
      <span className={classes.quiet}>
        → <Amount value={target} />
      </span>
    );
  }
  if (outcome === "unverified" && phase === "run") return <Change before={before} after={null} />;
  return <Change before={before} after={target} atMost={atMost && before !== null} />;
}
