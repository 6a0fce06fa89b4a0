import { fileBroken, fileTooLarge, fileTooWide } from "./faults";
import { limits } from "./limits";
import type { Delimiter, RawRow } from "./types";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Takes text in pieces of any size, gives records (RFC 4180, any line end). As lenient as spreadsheets are: a quote inside a cell is
 * itself, and what follows a closing quote belongs to the cell. Refuses a record as soon as it is too wide or a cell too long, so that
 * no more than that is ever held; this is why it is ours: csv-parse notices too many columns when it has them all.
 */
export class RecordReader {
  readonly #delimiter: number;
  #row = 1;
  #cells: string[] = [];
  #cell = "";
  /** Inside quotes. */
  #quoting = false;
  /** The cell began with a quote, so that a quote after its end is one in it. */
  #quoted = false;
  /** The last character was the closing quote. */
  #closed = false;
  /** The last character was a CR, whose LF may follow. */
  #returned = false;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Columns of the record under way. */
  get width(): number {
    return this.#cells.length + 1;
  }

  /** The records that `text` completes. Lines without a single character are left out and counted. */
  push(text: string): RawRow[] {
    const rows: RawRow[] = [];
    for (let at = 0; at < text.length; ) {
      if (this.#quoting) {
        const end = text.indexOf('"', at);
        this.#add(text.slice(at, end < 0 ? text.length : end));
        if (end < 0) break;
        this.#quoting = false;
        this.#closed = true;
        at = end + 1;
        continue;
      }
      const code = text.charCodeAt(at);
      if (this.#closed) {
        this.#closed = false;
        if (code === quote) {
          this.#add('"');
          this.#quoting = true;
          at += 1;
          continue;
        }
      }
      if (this.#returned) {
        this.#returned = false;
        if (code === lineFeed) {
          at += 1;
          continue;
        }
      }
      if (code === this.#delimiter) {
        this.#endCell();
        at += 1;
      } else if (code === lineFeed || code === carriageReturn) {
        this.#returned = code === carriageReturn;
        this.#endRecord(rows);
        at += 1;
      } else if (code === quote && this.#cell === "" && !this.#quoted) {
        this.#quoting = true;
        this.#quoted = true;
        at += 1;
      } else {
        const end = this.#endOfPlain(text, at);
        this.#add(text.slice(at, end));
        at = end;
      }
    }
    return rows;
  }

  /** The last record, where no line end closed it. Throws `file_broken` for a quote that is still open. */
  end(): RawRow[] {
    if (this.#quoting) throw fileBroken("quote", this.#row);
    const rows: RawRow[] = [];
    this.#endRecord(rows);
    return rows;
  }

  #endOfPlain(text: string, from: number): number {
    let at = from + 1;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === this.#delimiter || code === lineFeed || code === carriageReturn) break;
    }
    return at;
  }

  #add(text: string): void {
    this.#cell = this.#cell === "" ? text : this.#cell + text;
    if (this.#cell.length > limits.cell) throw fileTooLarge("cell", limits.cell, this.#row);
  }

  #endCell(): void {
    if (this.#cells.length === limits.columns) throw fileTooWide(this.#row);
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#quoted = false;
    this.#closed = false;
  }

  #endRecord(rows: RawRow[]): void {
    if (this.#cells.length > 0 || this.#cell !== "" || this.#quoted) {
      this.#endCell();
      rows.push({ row: this.#row, cells: this.#cells });
      this.#cells = [];
    }
    this.#row += 1;
  }
}
