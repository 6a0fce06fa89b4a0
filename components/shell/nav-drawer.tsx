import { ActionIcon } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { CrossIcon } from "../ui/icons";
import { LanguageSwitch } from "./language-switch";
import classes from "./nav-drawer.module.css";
import { NavLinks } from "./nav-links";
import { Person } from "./person";
import { ThemeSwitch } from "./theme-switch";

/** The navigation on a narrow screen. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function NavDrawer({ ref }: { ref: RefObject<HTMLDialogElement | null> }) {
  const t = useTranslations("shell");
  return (
    <dialog ref={ref} className={classes.drawer} aria-label={t("nav.label")}>
      <div className={classes.head}>
        <strong>{t("product")}</strong>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("nav.close")} onClick={() => ref.current?.close()}>
          <CrossIcon />
        </ActionIcon>
      </div>
      <nav aria-label={t("nav.label")}>
        <NavLinks />
      </nav>
      <div className={classes.end}>
        <div className={classes.switches}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <Person />
      </div>
    </dialog>
  );
}
