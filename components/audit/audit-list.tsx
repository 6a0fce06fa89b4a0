import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/lib/shared/audit";
import { Badge, type Tone } from "../ui/badge";
import { Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import { IdChip } from "../ui/id-chip";
import { LocalTime } from "../ui/local-time";
import { AuditFailure } from "./audit-failure";
import classes from "./audit-list.module.css";
import { AuditSentence } from "./audit-sentence";

const tones = { failed: "bad", unknown: "warn", denied: "bad" } as const satisfies Record<Exclude<AuditEntry["outcome"], "ok">, Tone>;

interface Props extends Parts {
  entries: AuditEntry[];
  label: string;
}

interface Parts {
  /** Beside an entry, for a button. */
  renderBeside?: (entry: AuditEntry) => ReactNode;
  /** Below an entry: what can be done about it, or all that is known of it. */
  renderBelow?: (entry: AuditEntry) => ReactNode;
}

/** Entries of the record, one sentence each. */
export function AuditList({ entries, label, ...parts }: Props) {
  return (
    <ol className={classes.list} aria-label={label}>
      {entries.map((entry) => (
        <AuditItem key={entry.seq} entry={entry} {...parts} />
      ))}
    </ol>
  );
}

/** One entry as an item of a list. */
export function AuditItem({ entry, renderBeside, renderBelow }: Parts & { entry: AuditEntry }) {
  const t = useTranslations("audit");
  return (
    <li className={classes.entry}>
      <div className={classes.text}>
        <p className={classes.sentence}>
          <AuditSentence entry={entry} />
          {(entry.before !== null || entry.after !== null) && (
            <>
              {" "}
              <Change before={entry.before} after={entry.after} />
            </>
          )}{" "}
          {entry.effect && <EffectBadge effect={entry.effect} />}
          {entry.outcome !== "ok" && <Badge tone={tones[entry.outcome]}>{t(`outcome.${entry.outcome}`)}</Badge>}
        </p>
        <p className={classes.details}>
          <LocalTime at={entry.at} />
          {entry.upTo && (
            <span>
              {t("upTo")} <LocalTime at={entry.upTo} />
            </span>
          )}
          {entry.reason && <bdi>{t("because", { reason: entry.reason })}</bdi>}
          {entry.ticket && <bdi>{t("ticket", { ticket: entry.ticket })}</bdi>}
          {entry.outcome === "ok" && entry.asked !== null && entry.asked !== entry.after && <span>{t("asked", { asked: entry.asked })}</span>}
          {entry.sdkAppId && <span>{t("app", { app: entry.sdkAppId })}</span>}
          <AuditFailure entry={entry} />
          {entry.outcome !== "ok" && <IdChip id={entry.requestId} label={t("requestId")} />}
        </p>
      </div>
      {renderBeside?.(entry)}
      {renderBelow?.(entry)}
    </li>
  );
}
