import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useLayoutEffect, useRef, useState } from "react";
import { useChosenApp } from "../shell/console-context";
import { readSearch } from "./read-search";
import classes from "./search-dialog.module.css";
import { SearchInput } from "./search-input";

// Where what it offers cannot be loaded, the line itself still takes an id.
const importPalette = () => import("./search-palette").then(({ SearchPalette }) => ({ default: SearchPalette }), () => ({ default: SearchLine }));
const SearchPalette = lazy(importPalette);

/** Fetches what the search offers before it is opened. */
export function preloadPalette(): void {
  void importPalette();
}

export interface SearchProps {
  text: string;
  onText: (text: string) => void;
  /** Closes the search, and leads there. */
  onChoose: (href: string) => void;
}

/**
 * The search over the page, open for as long as it is drawn. It is the browser's own dialog: Escape closes it and gives the focus
 * back. The line is there at once, so that no key is lost while the rest is on its way.
 */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("search");
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const search: SearchProps = {
    text,
    onText: setText,
    onChoose(href) {
      onClose();
      router.push(href);
    },
  };
  return (
    // A click beside it hits the dialog itself. The keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog ref={dialog} className={classes.dialog} aria-label={t("label")} onClose={({ currentTarget }) => !currentTarget.open && onClose()} onClick={({ target, currentTarget }) => target === currentTarget && onClose()}>
      <Suspense fallback={<SearchLine {...search} />}>
        <SearchPalette {...search} />
      </Suspense>
    </dialog>
  );
}

function SearchLine({ text, onText, onChoose }: SearchProps) {
  const { wanted } = useChosenApp();
  const enter = () => {
    const [target] = readSearch(text, wanted);
    if (target) onChoose(target.href);
  };
  return <SearchInput text={text} onText={onText} onKey={(key) => key === "Enter" && enter()} />;
}
