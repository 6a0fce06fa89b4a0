import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId, useSyncExternalStore } from "react";
import { auditExportHref, type AuditFilterText } from "@/lib/client/audit";
import { useRefusal } from "../shell/use-refusal";
import classes from "./audit-screen.module.css";

const never = () => () => {};

/** The record as a file: exactly what is filtered, in the reader's own days, which the server does not know. */
export function AuditExport({ filter }: { filter: AuditFilterText }) {
  const t = useTranslations("audit");
  const refusal = useRefusal("audit:export");
  const id = useId();
  const href = useSyncExternalStore(
    never,
    () => auditExportHref(filter),
    () => undefined,
  );
  if (refusal === undefined) {
    return (
      <Button component="a" variant="default" size="xs" href={href} download>
        {t("export")}
      </Button>
    );
  }
  return (
    <>
      <span id={id} className={classes.quiet}>
        {refusal}
      </span>
      <Button variant="default" size="xs" disabled aria-describedby={id}>
        {t("export")}
      </Button>
    </>
  );
}
