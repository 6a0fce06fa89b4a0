import { useTranslations } from "next-intl";
import Link from "next/link";
import { pageHref } from "@/lib/client/paths";
import { useChosenApp } from "../shell/console-context";
import classes from "./job-cards.module.css";

const jobs = [
  { path: "/unread", key: "unread" },
  { path: "/mark-read", key: "markRead" },
  { path: "/group-unread", key: "groupUnread" },
] as const;

/** The three jobs people come for. */
export function JobCards() {
  const t = useTranslations();
  const { wanted } = useChosenApp();
  return (
    <section aria-label={t("home.jobs")}>
      <ul className={classes.cards}>
        {jobs.map(({ path, key }) => (
          <li key={key}>
            <Link className={classes.card} href={pageHref(path, { app: wanted })}>
              <strong className={classes.title}>{t(`shell.nav.${key}`)}</strong>
              <span className={classes.text}>{t(`home.${key}.text`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
