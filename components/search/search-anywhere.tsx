"use client";

import { ActionIcon } from "@mantine/core";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { SearchIcon } from "../ui/icons";
import { isTyping } from "../ui/is-typing";
import classes from "./search-anywhere.module.css";
import { preloadPalette, SearchDialog } from "./search-dialog";

/** These have a box of their own, and it is the first thing there. */
const withBox = ["/", "/accounts", "/groups"];

/** What looks like a search box in the header of every page. It, `/` and Ctrl-K open the search. */
export function SearchAnywhere() {
  const t = useTranslations("search");
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const [drawnAt, setDrawnAt] = useState(pathname);
  if (drawnAt !== pathname) {
    // Going elsewhere closes it, the browser's own Back too. What opens it afterwards need not know where that is.
    setDrawnAt(pathname);
    setOpen(false);
  }
  useSearchKeys(setOpen);
  const opener = { "aria-haspopup": "dialog", onClick: () => setOpen(true), onPointerEnter: preloadPalette, onFocus: preloadPalette } as const;
  return (
    <>
      {!withBox.includes(pathname) && (
        <>
          <button type="button" className={classes.box} aria-keyshortcuts="/ Control+K Meta+K" {...opener}>
            <SearchIcon />
            <span className={classes.label}>{t("label")}</span>
            {/* Drawn by the style: it is no part of what the button is called. */}
            <span className={classes.keys} data-keys={t("keys")} aria-hidden="true" />
          </button>
          <ActionIcon className={classes.icon} variant="subtle" color="gray" size={36} aria-label={t("label")} {...opener}>
            <SearchIcon fontSize="1.125rem" />
          </ActionIcon>
        </>
      )}
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function useSearchKeys(setOpen: (open: true) => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const wanted = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey);
      if (!wanted) return;
      event.preventDefault();
      // Over another window it would cover what is being typed there, and choosing would lose it.
      if (!document.querySelector("dialog[open]")) setOpen(true);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [setOpen]);
}
