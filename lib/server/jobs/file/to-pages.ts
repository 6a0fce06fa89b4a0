import { unescapeCell } from "@/lib/shared/csv";
import { fileEmpty, fileTooLarge, tooManyRows } from "./faults";
import { limits } from "./limits";
import type { FileRow, RawRow } from "./types";

interface Header {
  columns: string[];
  /** Rows that were read together with it. */
  rest: RawRow[];
}

/** Reads as far as the first line that is not blank. Throws `file_empty` where there is none. */
export async function takeHeader(batches: AsyncIterator<RawRow[], void>): Promise<Header> {
  for (;;) {
    const { done, value } = await batches.next();
    if (done) throw fileEmpty("nothing");
    for (const [index, { row, cells }] of value.entries()) {
      const columns = withoutEmptyEnd(cells.map(clean), 0);
      if (columns.length === 0) continue;
      if (columns.some((name) => name.length > limits.columnName)) throw fileTooLarge("column_name", limits.columnName, row);
      return { columns, rest: value.slice(index + 1) };
    }
  }
}

interface PageOptions {
  /** Of the header. */
  width: number;
  maxRows: number;
  pageRows: number;
  signal: AbortSignal | undefined;
}

/** Rows in pages, their cells cleaned and brought to the header's width. Throws `file_empty` at the end when there was not one. */
export async function* toPages(rest: RawRow[], batches: AsyncIterable<RawRow[]>, { width, maxRows, pageRows, signal }: PageOptions): AsyncGenerator<FileRow[], void> {
  let page: FileRow[] = [];
  let size = 0;
  let rows = 0;
  for await (const batch of following(rest, batches)) {
    for (const { row, cells } of batch) {
      const cleaned = withoutEmptyEnd(cells.map(clean), width);
      if (cleaned.every((cell) => cell === "")) continue;
      while (cleaned.length < width) cleaned.push("");
      rows += 1;
      if (rows > maxRows) throw tooManyRows(maxRows);
      page.push({ row, cells: cleaned });
      const characters = cleaned.reduce((sum, cell) => sum + cell.length, 0);
      if (characters > limits.row) throw fileTooLarge("row", limits.row, row);
      size += characters;
      if (page.length < pageRows && size < limits.page) continue;
      size = 0;
      yield page;
      signal?.throwIfAborted();
      page = [];
    }
  }
  if (rows === 0) throw fileEmpty("header_only");
  if (page.length > 0) yield page;
}

async function* following(first: RawRow[], batches: AsyncIterable<RawRow[]>): AsyncGenerator<RawRow[], void> {
  yield first;
  yield* batches;
}

/** Spreadsheets love blanks at the ends of cells, U+00A0 and U+3000 among them. The escape comes off first: it stands before any blank. */
function clean(cell: string): string {
  return unescapeCell(cell).trim();
}

/** Takes empty cells off the end, down to `width`. */
function withoutEmptyEnd(cells: string[], width: number): string[] {
  while (cells.length > width && cells.at(-1) === "") cells.pop();
  return cells;
}
