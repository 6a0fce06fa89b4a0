import { useTranslations } from "next-intl";
import { Dialog } from "../ui/dialog";
import classes from "./summary-dialog.module.css";

/** The summary to copy by hand. */
export function SummaryDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useTranslations("acts.summary");
  return (
    <Dialog title={t("title")} onClose={onClose}>
      <p>{t("byHand")}</p>
      <textarea className={classes.text} readOnly value={text} aria-label={t("title")} onFocus={(event) => event.currentTarget.select()} />
    </Dialog>
  );
}
