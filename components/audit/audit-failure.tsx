import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/shared/audit";
import { isErrorCode } from "@/lib/shared/errors";

/** What was said where it happened had gaps filled in (a role, seconds) or asked for something; the record says it in the past tense. */
const inThePast = ["forbidden", "unsupported_group_type", "too_many_attempts", "account_protected", "changed_since"] as const;

/** Why it did not happen: our own sentence for the code, and IM's code if it was IM. */
export function AuditFailure({ entry: { errorCode, imCode } }: { entry: Pick<AuditEntry, "errorCode" | "imCode"> }) {
  const t = useTranslations();
  if (errorCode === null) return null;
  const past = inThePast.find((code) => code === errorCode);
  if (past) return <span>{t(`audit.failure.${past}`)}</span>;
  const code = isErrorCode(errorCode) ? errorCode : undefined;
  if (errorCode === "invalid_credentials") return <span>{t("signIn.errors.invalid")}</span>;
  return (
    <span>
      {code ? t(`errors.${code}`, { type: "", role: "", seconds: 0, reason: "other" }) : <code>{errorCode}</code>}
      {imCode !== null && ` ${t("common.imCode", { code: String(imCode) })}`}
    </span>
  );
}
