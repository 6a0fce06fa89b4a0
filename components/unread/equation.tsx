import { useFormatter, useTranslations } from "next-intl";
import type { ConversationUnread } from "@/lib/shared/unread";
import { Notice } from "../ui/notice";
import classes from "./equation.module.css";

/** Total = listed + the rest. The rest is where a badge that "does not add up" hides. */
export function Equation({ total, conversations }: { total: number; conversations: ConversationUnread[] }) {
  const t = useTranslations("unread.equation");
  const format = useFormatter();
  const counts = conversations.flatMap((one) => ("unread" in one ? [one.unread] : []));
  const sum = counts.reduce((all, one) => all + one, 0);
  if (counts.length === 0) return null;
  const rest = total - sum;
  if (rest < 0) return <Notice tone="warn">{t("more", { sum, total })}</Notice>;
  return (
    <div className={classes.equation}>
      <span className={classes.sign}>=</span>
      <span className={classes.part}>
        <span className={classes.label}>{t("listed", { count: counts.length })}</span>
        <span className={classes.number}>{format.number(sum)}</span>
      </span>
      <span className={classes.sign}>+</span>
      <span className={classes.part} data-open={rest > 0}>
        <span className={classes.label}>{counts.length === conversations.length ? t("rest") : t("restUnknown")}</span>
        <span className={classes.number}>{format.number(rest)}</span>
      </span>
    </div>
  );
}
