import "server-only";
import type { RowProblem } from "@/lib/shared/jobs";
import type { JobKind, Target } from "./kinds";

/** Which of the file's columns is which of the kind's. */
export type Mapping = Record<string, number | null>;

export interface ReadRow {
  row: number;
  cells: string[];
  target: Target | null;
  problems: RowProblem[] | null;
}

/** Long values are told by their beginning: they are shown, not used. */
const shown = 200;

/** What a line of the file comes to: a target, or everything that is wrong with it. */
export function readRow(kind: JobKind, columns: readonly string[], mapping: Mapping, { row, cells }: { row: number; cells: string[] }): ReadRow {
  const problems: RowProblem[] = [];
  const byColumn: Record<string, string> = {};
  for (const { name, required, problemOf } of kind.columns) {
    const place = mapping[name] ?? null;
    const cell = place === null ? "" : (cells[place] ?? "");
    byColumn[name] = cell;
    const code = cell === "" ? (required ? "missing_value" : undefined) : problemOf(cell);
    if (code !== undefined) problems.push({ column: place === null ? name : (columns[place] ?? name), value: cell.slice(0, shown), code });
  }
  if (cells.length > columns.length) problems.push({ column: null, value: cells.slice(columns.length).join(" ").slice(0, shown), code: "extra_cells" });
  return problems.length === 0 ? { row, cells, target: kind.toTarget(byColumn), problems: null } : { row, cells, target: null, problems };
}
