import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import classes from "./new-job-form.module.css";

/** How much of the file has been handed over. Cancelling makes no job. */
export function UploadProgress({ share, onCancel }: { share: number; onCancel: () => void }) {
  const t = useTranslations("jobs.new");
  const format = useFormatter();
  const text = share < 1 ? t("sending", { share: format.number(share, { style: "percent" }) }) : t("reading");
  return (
    <div className={classes.sending}>
      <progress className={classes.bar} aria-label={t("progress")} max={1} value={share} aria-valuetext={text} />
      <output>{share < 1 ? t("sendingPlain") : t("reading")}</output>
      {share < 1 && <span aria-hidden="true">{text}</span>}
      <Button variant="default" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </div>
  );
}
