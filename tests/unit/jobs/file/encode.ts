const fourBytes = new Map<number, Buffer>();
const twoBytes = new Map<number, Buffer>();

/** Learns GB18030 by reading all of it: there are only decoders at hand. */
function learn(): void {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  const learned = (bytes: Buffer, table: Map<number, Buffer>) => {
    try {
      const code = decoder.decode(bytes).codePointAt(0);
      if (code !== undefined && !table.has(code)) table.set(code, bytes);
    } catch {
      // Not every place is taken.
    }
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) for (let trail = 0x40; trail <= 0xfe; trail += 1) learned(Buffer.from([lead, trail]), twoBytes);
  for (let place = 0; place < 4 * 12_600; place += 1) learned(placed(0x81, place), fourBytes);
}

/** The four bytes at a place, counted from those that begin with `lead`. */
function placed(lead: number, place: number): Buffer {
  return Buffer.from([lead + Math.floor(place / 12_600), 0x30 + (Math.floor(place / 1260) % 10), 0x81 + (Math.floor(place / 10) % 126), 0x30 + (place % 10)]);
}

/** `text` in GB18030, without the few characters that this edition of it has no place for. */
export function gb18030(text: string): Buffer {
  if (twoBytes.size === 0) learn();
  return Buffer.concat(Array.from(text, (character) => bytesOf(character.codePointAt(0) ?? 0) ?? Buffer.alloc(0)));
}

function bytesOf(code: number): Buffer | undefined {
  if (code < 0x80) return Buffer.from([code]);
  return code > 0xffff ? placed(0x90, code - 0x10000) : (twoBytes.get(code) ?? fourBytes.get(code));
}

export function utf16le(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

export function utf16be(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}
