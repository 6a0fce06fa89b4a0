export type Delimiter = "," | ";" | "\t";
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** What stands in a file's first line, and how it was read. */
export interface FileHead {
  /** The user's header cells, in order, trimmed; always at least one. */
  columns: string[];
  format: "csv" | "xlsx";
  /** As far as the header tells: a file that is plain ASCII up to there counts as UTF-8. */
  encoding: Encoding | null;
  delimiter: Delimiter | null;
}

/** One line of the file. */
export interface FileRow {
  /** As a spreadsheet's margin numbers it: the header is 1, and blank lines count. A record with quoted line ends is one. */
  row: number;
  /** Trimmed, escapes undone; at least as many as the header has, more only where something stands beyond it. */
  cells: string[];
}

export interface OpenedFile {
  head: FileHead;
  /**
   * Pages of up to `pageRows` rows, in order, blank lines left out; to be gone through once. Whoever decides against that calls the
   * iterator's `return()` or aborts the signal, so that the file behind it is let go.
   */
  pages: AsyncIterable<FileRow[]>;
}

/** A line as it stands in the file, before its cells are cleaned. */
export interface RawRow {
  row: number;
  cells: string[];
}
