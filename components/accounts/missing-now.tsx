import { useFormatter, useTranslations } from "next-intl";
import type { MissingProgress } from "@/lib/client/missing";
import { missingCalls } from "@/lib/shared/missing";
import { IdChip } from "../ui/id-chip";
import classes from "./find-missing.module.css";

/** How far a search is, in calls because that is what bounds it, and where it is looking. */
export function MissingNow({ progress: { line, checked, found, remaining }, running }: { progress: MissingProgress; running: boolean }) {
  const t = useTranslations("acts.missing");
  const format = useFormatter();
  const calls = line?.calls ?? 0;
  const unread = found.reduce((sum, one) => sum + one.unread, 0);
  return (
    <>
      {running && <progress className={classes.bar} max={missingCalls} value={calls} aria-label={t("progress")} />}
      <span className={classes.quiet}>
        {t("calls", { calls, of: missingCalls })} · {t("checked", { checked })} · {t("foundUnread", { unread: format.number(unread), remaining })}
      </span>
      {running && (
        <span className={classes.quiet}>
          {line ? t(`source.${line.source}`) : t("starting")} {line?.groupId !== undefined && <IdChip id={line.groupId} copy={false} />}
        </span>
      )}
    </>
  );
}
