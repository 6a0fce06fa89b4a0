import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { fromFdPromise, type Entry } from "yauzl";
import { fileBroken, fileNotText, fileTooLarge } from "../faults";
import { limits } from "../limits";

export interface Zip {
  has(part: string): boolean;
  /** The content of a part, inflated as it is asked for, checked against its checksum; at most `max` bytes of it. */
  read(part: string, max?: number): AsyncGenerator<Buffer, void>;
}

/**
 * A zip file's parts. Their names are without regard to case, as in every Office file. What is read is counted over all parts: more
 * than any list needs, or packed better than any list is, is `file_too_large`.
 */
export async function openZip(file: FileHandle, signal: AbortSignal | undefined): Promise<Zip> {
  const { size } = await file.stat();
  // The handle stays ours to close.
  const zip = await fromFdPromise(file.fd, { autoClose: false });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName.toLowerCase(), entry);
    if (entries.size > limits.parts) throw fileNotText("not_a_workbook");
  }
  let unpacked = 0;
  async function* read(part: string, max = Infinity): AsyncGenerator<Buffer, void> {
    const entry = entries.get(part.toLowerCase());
    if (!entry) throw fileBroken("workbook");
    if (entry.isEncrypted()) throw fileNotText("locked");
    const stream = await zip.openReadStreamPromise(entry);
    let sum = 0;
    let own = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        signal?.throwIfAborted();
        own += chunk.length;
        unpacked += chunk.length;
        if (own > max || unpacked > limits.unpacked || (unpacked > limits.unsuspicious && unpacked > limits.packing * size)) throw fileTooLarge("unpacked");
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } finally {
      stream.destroy();
    }
    if (sum !== entry.crc32) throw fileBroken("workbook");
  }
  return { has: (part) => entries.has(part.toLowerCase()), read };
}
