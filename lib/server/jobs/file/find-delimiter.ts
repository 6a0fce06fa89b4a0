import { limits } from "./limits";
import { RecordReader } from "./record-reader";
import type { Delimiter } from "./types";

const delimiters: readonly Delimiter[] = [",", ";", "\t"];

interface Found {
  delimiter: Delimiter;
  /** What was read to find it, Excel's own line about it taken off. */
  text: string;
}

/** What separates the cells: Excel's first line `sep=;` says so; else whatever of comma, semicolon and tab gives the header most columns. */
export async function findDelimiter(texts: AsyncIterator<string, void>): Promise<Found> {
  const candidates = delimiters.map((delimiter) => new Candidate(delimiter));
  let text = "";
  for (;;) {
    const { done, value = "" } = await texts.next();
    text += value;
    const ended = done === true || text.length > 4 * limits.piece;
    // One character more than the line end, which may be a CR whose LF is still to come.
    const told = /^"?sep=([,;\t])"?(?:\r\n|\n|\r(?=[^\n]))/i.exec(text);
    if (told) return { delimiter: told[1] as Delimiter, text: text.slice(told[0].length) };
    for (const candidate of candidates) candidate.push(value, ended);
    if (ended || (candidates.every(({ columns }) => columns !== undefined) && !/^"?sep=.?"?\r?$/i.test(text))) break;
  }
  const most = candidates.toSorted((a, b) => (b.columns ?? 0) - (a.columns ?? 0));
  return { delimiter: most[0]?.delimiter ?? ",", text };
}

class Candidate {
  readonly delimiter: Delimiter;
  /** Of the header, once that is complete. */
  columns: number | undefined;
  readonly #reader: RecordReader;

  constructor(delimiter: Delimiter) {
    this.delimiter = delimiter;
    this.#reader = new RecordReader(delimiter);
  }

  push(text: string, ended: boolean): void {
    try {
      // Line by line: what is wrong with later ones is no matter here.
      for (const [line] of text.matchAll(/[^\r\n]*[\r\n]|[^\r\n]+/g)) {
        if (this.columns !== undefined) return;
        this.columns = this.#reader.push(line)[0]?.cells.length;
      }
      if (ended) this.columns ??= this.#reader.end()[0]?.cells.length;
    } catch {
      // What is wrong with the header is told when the file is read in earnest.
      this.columns = this.#reader.width;
    }
  }
}
