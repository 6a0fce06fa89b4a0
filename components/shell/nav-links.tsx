import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId } from "react";
import { pageHref } from "@/lib/client/paths";
import { useChosenApp } from "./console-context";
import classes from "./nav-links.module.css";
import { pageGroups } from "./pages";

/** The pages there are. Each link keeps the chosen app. */
export function NavLinks() {
  const t = useTranslations("shell.nav");
  const id = useId();
  const pathname = usePathname();
  const { wanted } = useChosenApp();
  // An account's page lies below the accounts.
  const current = (path: string) => (pathname === path ? "page" : path !== "/" && pathname.startsWith(`${path}/`) ? "true" : undefined);
  return pageGroups.map(({ heading, pages }) => (
    <div key={heading} className={classes.group}>
      {heading && (
        <p id={`${id}${heading}`} className={classes.heading}>
          {t(heading)}
        </p>
      )}
      <ul className={classes.list} {...(heading && { "aria-labelledby": `${id}${heading}` })}>
        {pages.map(({ path, key }) => (
          <li key={key}>
            <Link className={classes.link} href={pageHref(path, { app: wanted })} aria-current={current(path)}>
              {t(key)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}
