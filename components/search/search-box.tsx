"use client";

import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useChosenApp } from "../shell/console-context";
import { SearchIcon } from "../ui/icons";
import { isTyping } from "../ui/is-typing";
import { groupHref, readSearch } from "./read-search";
import classes from "./search-box.module.css";

/** Takes whatever was pasted and leads to the form that answers it. `/` and Ctrl-K put the cursor in it. */
export function SearchBox({ size }: { size: "header" | "page" }) {
  const t = useTranslations("shell.search");
  const router = useRouter();
  const { wanted } = useChosenApp();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useSearchKeys(input);
  const target = readSearch(text, wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (target.kind === "empty") return;
    router.push(target.href);
    setText("");
  };
  const field = (
    <TextInput
      ref={input}
      className={classes.input}
      size={size === "page" ? "md" : "xs"}
      type="search"
      aria-label={t("label")}
      placeholder={t("placeholder")}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      leftSection={<SearchIcon />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      {...(size === "header" && { rightSection: <kbd className={classes.keys}>{t("keys")}</kbd>, rightSectionWidth: 58, rightSectionPointerEvents: "none" })}
    />
  );
  if (size === "header") {
    return (
      <search>
        <form onSubmit={submit}>{field}</form>
      </search>
    );
  }
  return (
    <search>
      <form className={classes.page} onSubmit={submit}>
        <div className={classes.row}>
          {field}
          <Button type="submit" size="md">
            {t("submit")}
          </Button>
          {target.kind === "account" && (
            <Button variant="default" size="md" onClick={() => router.push(groupHref(text, wanted))}>
              {t("asGroup")}
            </Button>
          )}
        </div>
        <output className={classes.hint}>{target.kind === "empty" ? t("hint.empty", { example: "@TGS#2CLUZEAEJ" }) : t(`hint.${target.kind}`, { account: "", group: "", member: "", count: 0, ...target })}</output>
      </form>
    </search>
  );
}

function useSearchKeys(input: { current: HTMLInputElement | null }) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const wanted = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey);
      if (!wanted || !input.current) return;
      event.preventDefault();
      input.current.focus();
      input.current.select();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [input]);
}
