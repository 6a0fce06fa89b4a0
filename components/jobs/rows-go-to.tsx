import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { readNumber } from "../form/values";
import classes from "./rows-go-to.module.css";
import { firstRow } from "./rows-source";

/** Leads to a row by its number in the file, whatever is filtered. */
export function GoToRow({ onGo }: { onGo: (row: number) => void }) {
  const t = useTranslations("jobs.run.rows");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const row = readNumber(text);
    const fits = row !== undefined && Number.isInteger(row) && row >= firstRow && row <= 999_999_999;
    setWrong(!fits);
    if (fits) onGo(row);
  };
  return (
    <search>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          size="xs"
          className={classes.field}
          aria-label={t("goTo")}
          placeholder={t("goTo")}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          error={wrong && t("goToHint", { first: firstRow })}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="xs">
          {t("go")}
        </Button>
      </form>
    </search>
  );
}
