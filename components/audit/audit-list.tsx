import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/shared/audit";
import { isErrorCode } from "@/lib/shared/errors";
import { Badge, type Tone } from "../ui/badge";
import { Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import { IdChip } from "../ui/id-chip";
import { LocalTime } from "../ui/local-time";
import classes from "./audit-list.module.css";
import { AuditSentence } from "./audit-sentence";

const tones = { failed: "bad", unknown: "warn", denied: "bad" } as const satisfies Record<Exclude<AuditEntry["outcome"], "ok">, Tone>;

/** Entries of the record, one sentence each. */
export function AuditList({ entries, label }: { entries: AuditEntry[]; label: string }) {
  const t = useTranslations("audit");
  return (
    <ol className={classes.list} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.seq} className={classes.entry}>
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
            {entry.reason && <span>{t("because", { reason: entry.reason })}</span>}
            {entry.ticket && <span>{t("ticket", { ticket: entry.ticket })}</span>}
            {entry.outcome === "ok" && entry.asked !== null && entry.asked !== entry.after && <span>{t("asked", { asked: entry.asked })}</span>}
            {entry.sdkAppId && <span>{t("app", { app: entry.sdkAppId })}</span>}
            <Failure entry={entry} />
            {entry.outcome !== "ok" && <IdChip id={entry.requestId} label={t("requestId")} />}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Sentences with gaps in them (a role, seconds) were filled where they happened; the record has only the code. */
const withGaps = ["forbidden", "unsupported_group_type", "too_many_attempts"] as const;

/** Why it did not happen: our own sentence for the code, and IM's code if it was IM. */
function Failure({ entry: { errorCode, imCode } }: { entry: AuditEntry }) {
  const t = useTranslations();
  if (errorCode === null) return null;
  const gap = withGaps.find((code) => code === errorCode);
  if (gap) return <span>{t(`audit.failure.${gap}`)}</span>;
  const code = isErrorCode(errorCode) ? errorCode : undefined;
  if (errorCode === "invalid_credentials") return <span>{t("signIn.errors.invalid")}</span>;
  return (
    <span>
      {code ? t(`errors.${code}`, { type: "", role: "", seconds: 0, reason: "other" }) : <code>{errorCode}</code>}
      {imCode !== null && ` ${t("common.imCode", { code: String(imCode) })}`}
    </span>
  );
}
