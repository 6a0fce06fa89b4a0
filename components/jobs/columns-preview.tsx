import { VisuallyHidden } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { Job, JobRow } from "@/lib/shared/jobs";
import classes from "./columns-preview.module.css";

/** The file's first rows as they were read, and what each column is taken for. Wide files scroll inside. */
export function ColumnsPreview({ header, mapping, rows }: { header: readonly string[]; mapping: Job["mapping"]; rows: readonly JobRow[] }) {
  const t = useTranslations("jobs.columns");
  const format = useFormatter();
  const meaning = (place: number) => Object.entries(mapping).find(([, of]) => of === place)?.[0];
  const head = header.map((title, place) => ({ title, place, means: meaning(place) }));
  return (
    // What scrolls has to be reached by the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.scroll} aria-label={t("preview")} tabIndex={0}>
      <table className={classes.table}>
        <caption className={classes.caption}>{t("preview")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t("row")}</VisuallyHidden>
            </th>
            {head.map(({ title, place, means }) => (
              <th key={place} scope="col" data-used={means !== undefined || undefined}>
                <bdi>{title === "" ? t("unnamed", { place: place + 1 }) : title}</bdi>
                <span className={classes.means}>{means ?? t("unused")}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">{format.number(row)}</th>
              {head.map(({ place }) => (
                <td key={place}>{cells[place] ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
