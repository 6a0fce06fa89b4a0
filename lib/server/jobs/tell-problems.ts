import "server-only";
import type { RowProblem } from "@/lib/shared/jobs";
import type { Locale } from "@/lib/shared/locales";
import { createTranslation } from "../translate";

/** All that is wrong with a row of the file, in one line: `UnreadMsgNum “nine”: This is no number…`. */
export function tellProblems(locale: Locale, problems: readonly RowProblem[]): string {
  const { text } = createTranslation(locale);
  return problems
    .map(({ column, value, code, row }) => {
      const sentence = text(`jobs.problems.${code}`, { row: row ?? 0 }) ?? code;
      const where = [column, value && `“${value}”`].filter(Boolean).join(" ");
      return where === "" ? sentence : `${where}: ${sentence}`;
    })
    .join(" ");
}
