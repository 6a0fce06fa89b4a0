import { fileBroken, fileTooLarge } from "../faults";
import { limits } from "../limits";

/**
 * The texts that the cells of a workbook share, by number. They stand in one buffer: a million strings would cost several times as much,
 * and each of them keep alive the stretch of XML it was cut from.
 */
export class TextTable {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #used = 0;
  readonly #ends: number[] = [];

  add(text: string): void {
    const most = this.#used + text.length * 3;
    if (most + this.#ends.length * 8 > limits.sharedTexts) throw fileTooLarge("unpacked");
    if (most > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], Math.max(most, this.#bytes.length * 2));
    this.#used += this.#bytes.write(text, this.#used);
    this.#ends.push(this.#used);
  }

  /** Throws `file_broken` where there is none. */
  get(index: number): string {
    const end = this.#ends[index];
    if (end === undefined) throw fileBroken("workbook");
    return this.#bytes.toString("utf8", this.#ends[index - 1] ?? 0, end);
  }
}
