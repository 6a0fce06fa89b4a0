import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/shared/audit";
import { isErrorCode } from "@/lib/shared/errors";

/** Sentences with gaps in them (a role, seconds) were filled where they happened; the record has only the code. */
const withGaps = ["forbidden", "unsupported_group_type", "too_many_attempts"] as const;

/** Why it did not happen: our own sentence for the code, and IM's code if it was IM. */
export function AuditFailure({ entry: { errorCode, imCode } }: { entry: Pick<AuditEntry, "errorCode" | "imCode"> }) {
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
