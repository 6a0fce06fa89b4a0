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

  /** Of a text longer than any cell may be, one character too many is kept: nobody may need it, and whoever does sees that. */
  add(text: string): void {
    if (!this.#taking || this.#text.length > limits.cell) return;
    this.#text = this.#text === "" ? text : this.#text + text;
    if (this.#text.length > limits.cell) this.#text = this.#text.slice(0, limits.cell + 1);
  }

  close(name: string): void {
    if (name === "rPh") this.#pronunciation = false;
    else if (name === "t" || name === "v") this.#taking = false;
  }

  /** As people see it: what XML cannot hold is written `_x000D_` in these files. */
  get text(): string {
    return this.#text.includes("_x") && this.#text.length <= limits.cell ? this.#text.replaceAll(/_x([\da-f]{4})_/gi, (_written, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : this.#text;
  }

  /** As it is written. */
  get raw(): string {
    return this.#text;
  }
}
