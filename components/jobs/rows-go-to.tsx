import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import classes from "./rows-go-to.module.css";
import { firstRow } from "./rows-source";

/** Leads to a row by its number in the file, whatever is filtered. */
export function GoToRow({ onGo }: { onGo: (row: number) => void }) {
  const t = useTranslations("jobs.run.rows");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const hint = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // People write numbers with what stands between thousands, as they read them here.
    const typed = text.replaceAll(/[\s,，.]/gu, "");
    const fits = /^\d{1,9}$/.test(typed) && Number(typed) >= firstRow;
    setWrong(!fits);
    if (fits) onGo(Number(typed));
  };
  return (
    <search>
      <form className={classes.form} onSubmit={submit} noValidate>
        <input
          className={classes.field}
          aria-label={t("goTo")}
          placeholder={t("goTo")}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={wrong}
          {...(wrong && { "aria-describedby": hint })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="xs">
          {t("go")}
        </Button>
        {wrong && (
          <span id={hint} role="alert" className={classes.hint}>
            {t("goToHint", { first: firstRow })}
          </span>
        )}
      </form>
    </search>
  );
}
