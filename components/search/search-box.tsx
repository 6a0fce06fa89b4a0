"use client";

import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { useChosenApp } from "../shell/console-context";
import { SearchIcon } from "../ui/icons";
import { readSearch } from "./read-search";
import classes from "./search-box.module.css";

/** Takes whatever was pasted and leads to the page that answers it. Among groups, an id that may be either is a group's. */
export function SearchBox({ among = "accounts" }: { among?: "accounts" | "groups" }) {
  const t = useTranslations("search");
  const router = useRouter();
  const { wanted } = useChosenApp();
  const [text, setText] = useState("");
  const found = readSearch(text, wanted);
  const target = (among === "groups" && found.find(({ kind }) => kind === "group")) || found[0];
  const other = found.find((one) => one !== target && (one.kind === "account" || one.kind === "group"));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (target) router.push(target.href);
  };
  const hint = target ? t(`hint.${target.kind}`, { account: "", group: "", member: "", count: 0, ...target }) : text.trim() === "" ? t("hint.empty", { example: "@TGS#2CLUZEAEJ" }) : t("hint.invalid");
  return (
    <search>
      <form className={classes.page} onSubmit={submit}>
        <div className={classes.row}>
          <TextInput
            className={classes.input}
            size="md"
            type="search"
            aria-label={t("label")}
            placeholder={t("placeholder")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            leftSection={<SearchIcon />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" size="md">
            {t("submit")}
          </Button>
          {other && (target?.kind === "account" || target?.kind === "group") && (
            <Button variant="default" size="md" onClick={() => router.push(other.href)}>
              {t(other.kind === "group" ? "asGroup" : "asAccount")}
            </Button>
          )}
        </div>
        <output className={classes.hint}>{hint}</output>
      </form>
    </search>
  );
}
