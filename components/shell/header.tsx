import { ActionIcon } from "@mantine/core";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { pageHref } from "@/lib/client/paths";
import { SearchBox } from "../search/search-box";
import { MenuIcon } from "../ui/icons";
import { AppSwitcher } from "./app-switcher";
import { useChosenApp } from "./console-context";
import classes from "./header.module.css";
import { LanguageSwitch } from "./language-switch";
import { Person } from "./person";
import { ThemeSwitch } from "./theme-switch";

/** The bar at the top of every page. */
export function Header({ onMenu }: { onMenu: () => void }) {
  const t = useTranslations("shell");
  const { app, wanted } = useChosenApp();
  const pathname = usePathname();
  return (
    <header className={classes.header}>
      <ActionIcon className={classes.burger} variant="subtle" color="gray" size={36} aria-label={t("nav.open")} aria-haspopup="dialog" onClick={onMenu}>
        <MenuIcon fontSize="1.25rem" />
      </ActionIcon>
      <Link className={classes.product} href={pageHref("/", { app: wanted })}>
        {t("product")}
      </Link>
      <AppSwitcher />
      {/* The home page has one of its own, and it is the first thing there. */}
      <div className={classes.search}>{app && pathname !== "/" && <SearchBox size="header" />}</div>
      <div className={classes.end}>
        <LanguageSwitch />
        <ThemeSwitch />
        <Person />
      </div>
    </header>
  );
}
