import { toCsvLine } from "@/lib/shared/csv";

/** A file to fill in: a header and examples below it, without byte order mark. */
export function templateCsv(columns: readonly string[], examples: readonly (readonly string[])[]): string {
  return [columns, ...examples].map((cells) => toCsvLine(cells)).join("");
}
