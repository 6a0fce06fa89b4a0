import { useFormatter, useTranslations } from "next-intl";
import type { JobRow, RowProblem } from "@/lib/shared/jobs";
import table from "../ui/table.module.css";
import classes from "./problems-view.module.css";

/** A line per problem: the row as the spreadsheet numbers it, the column, the value, and what is wrong with it. */
export function ProblemsTable({ rows }: { rows: JobRow[] }) {
  const t = useTranslations("jobs.problemsView");
  const format = useFormatter();
  return (
    <table className={table.table} aria-label={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("row")}</th>
          <th scope="col">{t("column")}</th>
          <th scope="col">{t("value")}</th>
          <th scope="col">{t("problem")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.flatMap(({ row, problems }) =>
          problems.map((problem, index) => (
            // A row's problems have no names, and never change their places.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={`${row}.${index}`}>
              <th scope="row" className={classes.row}>
                <span className={classes.narrow}>{t("row")} </span>
                {format.number(row)}
              </th>
              <td>{problem.column && <bdi>{problem.column}</bdi>}</td>
              <td>{problem.value && <bdi className={classes.value}>{problem.value}</bdi>}</td>
              <td className={table.wide}>
                <ProblemText problem={problem} />
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

/** What is wrong with a row, as a sentence. */
export function ProblemText({ problem: { code, row } }: { problem: RowProblem }) {
  const t = useTranslations("jobs.problems");
  // The key comes from the server as data, so the compiler cannot check it.
  const key = code as Parameters<typeof t>[0];
  return t.has(key) ? t(key, { row: row ?? 0 }) : code;
}
