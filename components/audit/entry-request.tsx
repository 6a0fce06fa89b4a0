import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/shared/audit";
import { CopyButton } from "../ui/copy-button";
import classes from "./entry-details.module.css";

/** The request that went to IM: as command and body, and as a line for a terminal. Credentials stand in neither. */
export function EntryRequest({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit.request");
  const { request, outcome, imCode } = entry;
  if (request === null) return <p className={classes.quiet}>{t("none")}</p>;
  return (
    <>
      <Code title={t("command", { command: request.command })} copy={t("copyBody")} text={JSON.stringify(request.body, null, 2)} />
      <Code title={t("curl")} copy={t("copyCurl")} text={request.curl} />
      <p className={classes.quiet}>
        {outcome !== "ok" && imCode === null && `${t("perhaps")} `}
        {t("secrets")}
      </p>
    </>
  );
}

function Code({ title, copy, text }: { title: string; copy: string; text: string }) {
  return (
    <div className={classes.block}>
      <div className={classes.head}>
        {title}
        <CopyButton value={text} label={copy} />
      </div>
      <pre className={classes.code}>{text}</pre>
    </div>
  );
}
