import { useTranslations } from "next-intl";
import type { useVerifyAudit } from "@/lib/client/audit";
import { Problem } from "../shell/problem";
import { Notice } from "../ui/notice";
import classes from "./audit-screen.module.css";

/** What walking the whole record has shown, and what it cannot show. */
export function AuditIntegrity({ data, error }: Pick<ReturnType<typeof useVerifyAudit>, "data" | "error">) {
  const t = useTranslations("audit.verify");
  return (
    <output>
      {data && (
        <div className={classes.inset}>
          <Notice tone={data.ok ? "info" : "bad"} title={<span className={data.ok ? classes.good : undefined}>{data.ok ? t("good", { rows: data.rows }) : t("bad", { seq: data.brokenSeq })}</span>}>
            <p>{data.ok ? t("proves") : t("brokenNext")}</p>
            <p>{t("cannot")}</p>
          </Notice>
        </div>
      )}
      {error && (
        <div className={classes.inset}>
          <Problem error={error} />
        </div>
      )}
    </output>
  );
}
