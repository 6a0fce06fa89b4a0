import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { clearRecents, useRecents } from "@/lib/client/recents";
import { useApp, useChosenApp } from "../shell/console-context";
import { pageGroups } from "../shell/pages";
import type { SearchProps } from "./search-dialog";
import { SearchInput } from "./search-input";
import { SearchOptionLine } from "./search-option-line";
import { searchOptions, type SearchOption } from "./search-options";
import classes from "./search-palette.module.css";
import { useTypedAccount } from "./use-typed-account";

/** The line with all it offers: ids as what they may be, recent look-ups, and pages by name in either language. */
export function SearchPalette({ text, onText, onChoose }: SearchProps) {
  const t = useTranslations("search");
  const nav = useTranslations("shell.nav");
  const id = useId();
  const app = useApp();
  const { wanted } = useChosenApp();
  const recents = useRecents(app.sdkAppId);
  const pages = pageGroups.flatMap((group) => group.pages.map(({ key, path }) => ({ key, path, name: nav(key), words: t(`words.${key}`) })));
  const options = searchOptions({ text, app: wanted, recents, pages });
  const [active, setActive] = useState(0);
  const chosen = options[Math.min(active, options.length - 1)];
  const account = useTypedAccount(app.sdkAppId, options);
  const optionId = (option: SearchOption) => `${id}${options.indexOf(option)}`;
  const move = (step: number) => setActive((Math.min(active, options.length - 1) + step + options.length) % Math.max(options.length, 1));
  const press = (key: string) => {
    if (key === "ArrowDown") move(1);
    else if (key === "ArrowUp") move(-1);
    else if (key === "Enter" && chosen) onChoose(chosen.href);
    else return false;
    return true;
  };
  // In the order they come: which section is first says what Enter does.
  const sections = [...new Set(options.map(({ section }) => section))];
  return (
    <>
      <SearchInput
        text={text}
        onText={(next) => {
          setActive(0);
          onText(next);
        }}
        onKey={press}
        combobox={{ role: "combobox", "aria-autocomplete": "list", "aria-expanded": options.length > 0, "aria-controls": `${id}list`, ...(chosen && { "aria-activedescendant": optionId(chosen) }) }}
      />
      {/* No tag of the browser's is a list beside its own line. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div id={`${id}list`} role="listbox" aria-label={t("offers")} className={classes.list}>
        {sections.map((section) => (
          // A list of options knows no other grouping.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <div key={section} role="group" aria-labelledby={`${id}${section}`} className={classes.section}>
            <div id={`${id}${section}`} role="presentation" className={classes.heading}>
              {t(`sections.${section}`)}
            </div>
            {options
              .filter((option) => option.section === section)
              .map((option) => (
                <SearchOptionLine key={option.href} id={optionId(option)} option={option} account={account} active={option === chosen} onActive={() => setActive(options.indexOf(option))} onChoose={() => onChoose(option.href)} />
              ))}
          </div>
        ))}
      </div>
      <div className={classes.foot}>
        <output>{options.length === 0 && t("nothing")}</output>
        <span className={classes.keys}>{t("howTo")}</span>
        {recents.length > 0 && (
          <button type="button" className={classes.clear} onClick={() => clearRecents({ app: app.sdkAppId })}>
            {t("recent.clear")}
          </button>
        )}
      </div>
    </>
  );
}
