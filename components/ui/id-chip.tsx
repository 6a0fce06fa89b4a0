import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button";
import classes from "./id-chip.module.css";

/** An id as it stands, in monospace, blanks visible as blanks, with a button that copies it. */
export function IdChip({ id, label, copy = true }: { id: string; label?: string; copy?: boolean }) {
  const t = useTranslations("common");
  return (
    <span className={classes.chip}>
      {label && <span className={classes.label}>{label}</span>}
      <code className={classes.id}>{id}</code>
      {copy && <CopyButton value={id} label={t("copyId", { id })} />}
    </span>
  );
}
