import { fileTooLarge } from "../faults";
import { limits } from "../limits";

/** Collects the text of one cell: of all its runs, without the pronunciation (`rPh`) that stands among them in Japanese files. */
export class CellText {
  #text = "";
  #taking = false;
  #pronunciation = false;

  clear(): void {
    this.#text = "";
  }

  open(name: string): void {
    if (name === "rPh") this.#pronunciation = true;
    else if (name === "t" || name === "v") this.#taking = !this.#pronunciation;
  }

  /** `row` is for the message of a cell that is too long. */
  add(text: string, row: number): void {
    if (!this.#taking) return;
    this.#text = this.#text === "" ? text : this.#text + text;
    if (this.#text.length > limits.cell) throw fileTooLarge("cell", limits.cell, row);
  }

  close(name: string): void {
    if (name === "rPh") this.#pronunciation = false;
    else if (name === "t" || name === "v") this.#taking = false;
  }

  /** As people see it: what XML cannot hold is written `_x000D_` in these files. */
  get text(): string {
    return this.#text.includes("_x") ? this.#text.replaceAll(/_x([\da-f]{4})_/gi, (_written, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : this.#text;
  }

  /** As it is written. */
  get raw(): string {
    return this.#text;
  }
}
