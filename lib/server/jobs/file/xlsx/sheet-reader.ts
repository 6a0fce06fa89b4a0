import { fileBroken, fileTooLarge, fileTooWide } from "../faults";
import { limits } from "../limits";
import type { RawRow } from "../types";
import { CellText } from "./cell-text";
import type { TextTable } from "./text-table";
import type { XmlHandlers } from "./xml-reader";

/** Takes what stands in a sheet's XML and collects its rows. Empty cells keep their place, cells with a format and no content do not count. */
export class SheetReader implements XmlHandlers {
  /** The row that was begun last. */
  row = 0;
  readonly #shared: TextTable;
  readonly #cell = new CellText();
  #rows: RawRow[] = [];
  /** Other parts of a sheet have elements of the same names. */
  #inData = false;
  #cells: string[] = [];
  #column = -1;
  #type: string | undefined;

  constructor(shared: TextTable) {
    this.#shared = shared;
  }

  /** The rows that are complete, each once. */
  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === "sheetData") this.#inData = true;
    else if (!this.#inData) return;
    else if (name === "row") this.#openRow(attributes.r);
    else if (name === "c") this.#openCell(attributes);
    else this.#cell.open(name);
  }

  text(text: string): void {
    this.#cell.add(text);
  }

  close(name: string): void {
    if (!this.#inData) return;
    if (name === "c") this.#closeCell();
    else if (name === "row") this.#closeRow();
    else if (name === "sheetData") this.#inData = false;
    else this.#cell.close(name);
  }

  #openRow(written: string | undefined): void {
    const row = written === undefined ? this.row + 1 : Number(written);
    if (!Number.isSafeInteger(row) || row <= this.row) throw fileBroken("workbook");
    this.row = row;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell({ r: reference, t: type }: Record<string, string>): void {
    const column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (column <= this.#column) throw fileBroken("workbook");
    this.#column = column;
    this.#type = type;
    this.#cell.clear();
  }

  #closeCell(): void {
    if (this.#cell.raw === "") return;
    const value = this.#value();
    if (value === "") return;
    if (value.length > limits.cell) throw fileTooLarge("cell", limits.cell, this.row);
    if (this.#column >= limits.columns) throw fileTooWide(this.row);
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells.push(value);
  }

  #closeRow(): void {
    if (this.#cells.length > 0) this.#rows.push({ row: this.row, cells: this.#cells });
  }

  #value(): string {
    const { raw, text } = this.#cell;
    if (this.#type === "s") return this.#shared.get(Number(raw));
    if (this.#type === "b") return raw === "1" ? "TRUE" : "FALSE";
    if (this.#type === undefined || this.#type === "n") return numberText(raw);
    return text;
  }
}

/** The column of a cell like `BC12`, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

/** A number as it was typed. Files hold all 17 digits of it, and an exponent where it is long: `1.2345678901234499E+17`. */
export function numberText(written: string): string {
  const number = Number(written);
  return /^-?\d+$/.test(written) || !Number.isFinite(number) || Math.abs(number) >= 1e21 ? written : String(number);
}
