import { openFile, type FileHead, type FileRow } from "@/lib/server/jobs/file";

/** `bytes` as they might arrive: in pieces of the given sizes, over and over. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = [bytes.length || 1]): AsyncGenerator<Uint8Array> {
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

type Options = Parameters<typeof openFile>[1];

interface ReadFile {
  head: FileHead;
  rows: FileRow[];
}

/** A whole file, its pages put together. */
export async function readFile(body: AsyncIterable<Uint8Array> | Uint8Array | string, options: Partial<Options> = {}): Promise<ReadFile> {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const { head, pages } = await openFile(bytes instanceof Uint8Array ? inPieces(bytes) : bytes, { maxRows: 1000, ...options });
  const rows: FileRow[] = [];
  for await (const page of pages) rows.push(...page);
  return { head, rows };
}

/** The cells alone. */
export async function readCells(body: AsyncIterable<Uint8Array> | Uint8Array | string): Promise<string[][]> {
  return (await readFile(body)).rows.map(({ cells }) => cells);
}
