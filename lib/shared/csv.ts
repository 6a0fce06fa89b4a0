/** What a spreadsheet takes for the beginning of a formula, wide forms included, behind any number of our own marks. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs: what it would run, and what looks as if it had been escaped already, gets a `'` in front. */
export function escapeCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Exactly the inverse of `escapeCell`: for every `text`, `unescapeCell(escapeCell(text))` is `text`. */
export function unescapeCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** One line of CSV with its line end (RFC 4180), texts escaped for spreadsheets; `null` is an empty cell. */
export function toCsvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => (typeof cell === "string" ? quote(escapeCell(cell)) : String(cell ?? ""))).join(",")}\r\n`;
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
