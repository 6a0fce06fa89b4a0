import { ActionIcon } from "@mantine/core";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { pageHref } from "@/lib/client/paths";
import { SearchAnywhere } from "../search/search-anywhere";
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
  return (
    <header className={classes.header}>
      <ActionIcon className={classes.burger} variant="subtle" color="gray" size={36} aria-label={t("nav.open")} aria-haspopup="dialog" onClick={onMenu}>
        <MenuIcon fontSize="1.25rem" />
      </ActionIcon>
      <Link className={classes.product} href={pageHref("/", { app: wanted })}>
        {t("product")}
      </Link>
      <AppSwitcher />
      <div className={classes.search}>{app && <SearchAnywhere />}</div>
      <div className={classes.end}>
        <LanguageSwitch />
        <ThemeSwitch />
        <Person />
      </div>
    </header>
  );
}
