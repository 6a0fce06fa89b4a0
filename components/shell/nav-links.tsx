import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { pageHref } from "@/lib/client/paths";
import { useChosenApp } from "./console-context";
import classes from "./nav-links.module.css";

const pages = [
  { path: "/", key: "home" },
  { path: "/unread", key: "unread" },
  { path: "/mark-read", key: "markRead" },
  { path: "/group-unread", key: "groupUnread" },
  { path: "/audit", key: "audit" },
] as const;

/** The pages there are. Each link keeps the chosen app. */
export function NavLinks() {
  const t = useTranslations("shell.nav");
  const pathname = usePathname();
  const { wanted } = useChosenApp();
  return (
    <ul className={classes.list}>
      {pages.map(({ path, key }) => (
        <li key={key}>
          <Link className={classes.link} href={pageHref(path, { app: wanted })} {...(pathname === path && { "aria-current": "page" })}>
            {t(key)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
