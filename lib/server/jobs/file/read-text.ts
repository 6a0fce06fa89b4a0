import type { DecodedText } from "./decode-text";
import { fileNotText } from "./faults";
import { findDelimiter } from "./find-delimiter";
import { RecordReader } from "./record-reader";
import type { Delimiter, RawRow } from "./types";

/** Text that is no table, though some programs name it so: HTML as `.xls` most of all. */
const document = /^\s*(?:<(?:!doctype|\?xml|html|head|meta|table)\b|%PDF-|\{\\rtf)/i;

/** The lines of a text file, as many at a time as a piece of it holds. `told` is given the delimiter before the first. */
export async function* readText({ texts }: DecodedText, told: (delimiter: Delimiter) => void): AsyncGenerator<RawRow[], void> {
  try {
    const { delimiter, text } = await findDelimiter(texts);
    if (document.test(text)) throw fileNotText("document");
    told(delimiter);
    const reader = new RecordReader(delimiter);
    yield reader.push(text);
    for await (const more of texts) yield reader.push(more);
    yield reader.end();
  } finally {
    await texts.return();
  }
}
