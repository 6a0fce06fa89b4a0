import { useTranslations } from "next-intl";
import { watchSeconds } from "@/lib/client/picture";
import type { Picture } from "@/lib/shared/picture";
import { LocalTime } from "../ui/local-time";
import { Notice } from "../ui/notice";
import classes from "./account-picture.module.css";

interface Props {
  /** The picture that changes are shown against. */
  since: Picture | undefined;
  failure: { message: string } | null;
}

/** What watching does, or why it has stopped. */
export function WatchLine({ since, failure }: Props) {
  const t = useTranslations("account.watch");
  if (failure) {
    return (
      <Notice tone="warn" role="alert" title={t("stopped")}>
        <p>{t("stoppedText")}</p>
      </Notice>
    );
  }
  return (
    <p className={classes.watch}>
      <span className={classes.dot} aria-hidden="true" />
      <span>{t("does", { seconds: watchSeconds })}</span>
      {since && (
        <span>
          {t("since")} <LocalTime at={since.readAt} timeOnly />
        </span>
      )}
    </p>
  );
}
