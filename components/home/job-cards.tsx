import { useTranslations } from "next-intl";
import Link from "next/link";
import { pageHref } from "@/lib/client/paths";
import { hasScope } from "@/lib/shared/roles";
import { useChosenApp, useConsole } from "../shell/console-context";
import classes from "./job-cards.module.css";

const jobs = [
  { path: "/unread", key: "unread" },
  { path: "/mark-read", key: "markRead" },
  { path: "/group-unread", key: "groupUnread" },
] as const;
const bulk = { path: "/jobs/new", key: "newJob" } as const;

/** The jobs people come for; those in bulk for whoever may run them. */
export function JobCards() {
  const t = useTranslations();
  const { wanted } = useChosenApp();
  const { me } = useConsole();
  return (
    <section aria-label={t("home.jobs")}>
      <ul className={classes.cards}>
        {[...jobs, ...(hasScope(me.role, "jobs:run") ? [bulk] : [])].map(({ path, key }) => (
          <li key={key}>
            <Link className={classes.card} href={pageHref(path, { app: wanted })}>
              <strong className={classes.title}>{key === "newJob" ? t("jobs.new.title") : t(`shell.nav.${key}`)}</strong>
              <span className={classes.text}>{t(`home.${key}.text`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
