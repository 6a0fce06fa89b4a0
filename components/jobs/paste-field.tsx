import { InputBase } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ChangeEvent } from "react";
import { pastedRows, type FileProblem } from "./job-file";
import classes from "./paste-field.module.css";

interface Props {
  text: string;
  problem: FileProblem | undefined;
  onChange: (text: string) => void;
}

/** Rows copied from a spreadsheet, their header first. */
export function PasteField({ text, problem, onChange }: Props) {
  const t = useTranslations("jobs.new");
  const rows = pastedRows(text);
  return (
    <InputBase
      component="textarea"
      multiline
      className={classes.field ?? ""}
      classNames={{ input: classes.box }}
      label={t("pasteLabel")}
      description={
        <>
          {t("pasteHint")} {rows > 0 && <strong>{t("pastedRows", { rows })}</strong>}
        </>
      }
      required
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={text}
      error={problem === "nothingPasted" && text.trim() === "" ? t("problems.nothingPasted") : undefined}
      onChange={({ currentTarget }: ChangeEvent<HTMLTextAreaElement>) => onChange(currentTarget.value)}
    />
  );
}
