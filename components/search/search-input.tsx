import { useTranslations } from "next-intl";
import { useLayoutEffect, useRef, type ComponentProps } from "react";
import { SearchIcon } from "../ui/icons";
import classes from "./search-dialog.module.css";

interface Props {
  text: string;
  onText: (text: string) => void;
  /** A key that is not part of the text. Answers whether it did something. */
  onKey: (key: string) => boolean | void;
  combobox?: Pick<ComponentProps<"input">, "role" | "aria-expanded" | "aria-controls" | "aria-autocomplete" | "aria-activedescendant">;
}

/** The line of the search. It takes the focus whenever it comes, the caret behind what was typed already. */
export function SearchInput({ text, onText, onKey, combobox }: Props) {
  const t = useTranslations("search");
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  return (
    <div className={classes.line}>
      <SearchIcon className={classes.icon} />
      <input
        ref={input}
        className={classes.input}
        type="text"
        aria-label={t("label")}
        placeholder={t("placeholderAnything")}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While Chinese is being composed, Enter and arrows belong to that.
          if (!event.nativeEvent.isComposing && onKey(event.key) === true) event.preventDefault();
        }}
        {...combobox}
      />
      <kbd className={classes.escape}>Esc</kbd>
    </div>
  );
}
