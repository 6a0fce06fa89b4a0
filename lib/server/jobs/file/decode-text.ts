import { isAscii } from "node:buffer";
import { fileBroken, fileNotText } from "./faults";
import { limits } from "./limits";
import type { Encoding } from "./types";

export interface DecodedText {
  texts: AsyncGenerator<string, void>;
  /** What was found out so far; plain ASCII counts as UTF-8. */
  encoding(): Encoding;
}

/**
 * The text of `pieces`. Byte order marks and the NULs of UTF-16 decide at once, by `first`; anything else stays undecided while it is
 * plain ASCII, and is then UTF-8 if what follows is valid as that, else GB18030. Throws `file_not_text` for what is none of these.
 */
export function decodeText(first: Buffer, pieces: AsyncIterable<Buffer>): DecodedText {
  const marked = encodingOf(first);
  let found = marked;
  async function* decode(): AsyncGenerator<string, void> {
    const rest = pieces[Symbol.asyncIterator]();
    let piece = await rest.next();
    const held: Buffer[] = [];
    let encoding = marked;
    if (!encoding) {
      for (; !piece.done && isAscii(piece.value); piece = await rest.next()) yield checked(piece.value.toString("latin1"), "utf-8");
      if (piece.done) return;
      const from = piece.value.findIndex((byte) => byte > 0x7f);
      yield checked(piece.value.toString("latin1", 0, from), "utf-8");
      held.push(piece.value.subarray(from));
      let size = piece.value.length - from;
      for (piece = await rest.next(); size < limits.piece && !piece.done; piece = await rest.next()) {
        held.push(piece.value);
        size += piece.value.length;
      }
      encoding = judge(Buffer.concat(held), piece.done === true);
      found = encoding;
    }
    // Only at its beginning is U+FEFF a mark.
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: !marked });
    for (const value of held) yield checked(inWords(() => decoder.decode(value, { stream: true })), encoding);
    for (; !piece.done; piece = await rest.next()) {
      const { value } = piece;
      yield checked(inWords(() => decoder.decode(value, { stream: true })), encoding);
    }
    try {
      decoder.decode();
    } catch (error) {
      throw fileBroken("end", 0, error);
    }
  }
  return { texts: decode(), encoding: () => found ?? "utf-8" };
}

/** What the first bytes alone tell, or nothing. */
function encodingOf(first: Buffer): Encoding | undefined {
  const mark = first.toString("hex", 0, 4);
  if (mark.startsWith("efbbbf")) return "utf-8";
  if (mark === "fffe0000" || mark === "0000feff") throw fileNotText("binary");
  if (mark.startsWith("fffe")) return "utf-16le";
  if (mark.startsWith("feff")) return "utf-16be";
  let even = 0;
  let odd = 0;
  for (let at = first.indexOf(0); at >= 0; at = first.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even + odd === 0) return undefined;
  // Some of the letters, and all the commas and line ends, have a NUL on the one side; on the other it takes a character like U+4E00.
  if (Math.max(even, odd) * 16 < first.length || Math.max(even, odd) < 4 * Math.min(even, odd)) throw fileNotText("binary");
  return odd > even ? "utf-16le" : "utf-16be";
}

/** UTF-8 or GB18030, by a stretch of text that begins with what is not ASCII; `whole` where nothing follows. */
function judge(bytes: Buffer, whole: boolean): Encoding {
  const utf8 = decodedAs("utf-8", bytes, false);
  // What is UTF-8 but for its last bytes lost them on the way: as GB18030 it would be read as other words.
  if (utf8 !== undefined && !isAsciiText(utf8)) return "utf-8";
  const text = decodedAs("gb18030", bytes, whole);
  if (text === undefined || rubbish.test(text)) throw fileNotText("binary");
  return "gb18030";
}

function decodedAs(encoding: Encoding, bytes: Buffer, whole: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !whole });
  } catch {
    return undefined;
  }
}

function isAsciiText(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** Control characters that no text has. GB18030 takes almost any bytes, so that these are what tells a picture from a list. */
// oxlint-disable-next-line no-control-regex -- they are the point
const rubbish = /[\0-\x08\x0e-\x19\x1b-\x1f]/;

function checked(text: string, encoding: Encoding): string {
  if (encoding === "gb18030" ? rubbish.test(text) : text.includes("\0")) throw fileNotText("binary");
  return text;
}

function inWords(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    throw fileNotText("encoding", error);
  }
}
