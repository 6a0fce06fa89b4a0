import "server-only";
import type { JobKindName } from "@/lib/shared/jobs";
import { templateCsv } from "./file";
import { kindOf } from "./kinds";

/** A file to begin with: the kind's columns and an example or two, as CSV that spreadsheets open rightly. */
export function template(name: JobKindName): Response {
  const { columns, examples } = kindOf(name);
  // The mark by which spreadsheets know UTF-8.
  const text = `\uFEFF${templateCsv(columns.map((column) => column.name), examples)}`;
  return new Response(text, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}.csv"`, "x-content-type-options": "nosniff" } });
}
