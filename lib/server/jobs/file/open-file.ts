import { tmpdir } from "node:os";
import { decodeText } from "./decode-text";
import { fileEmpty, fileNotText } from "./faults";
import { readText } from "./read-text";
import { putBack, takeBytes, takeFirst } from "./take-bytes";
import { takeHeader, toPages } from "./to-pages";
import type { Delimiter, FileHead, FileRow, OpenedFile, RawRow } from "./types";
import { readWorkbook, type SpoolOptions } from "./xlsx/read-workbook";

interface Options {
  maxRows: number;
  pageRows?: number;
  /** Of the upload itself. */
  maxBytes?: number;
  signal?: AbortSignal;
  /** Where an Excel file waits to be read: its directory stands at its end. */
  tempDir?: string;
}

/** Bytes by which a file's kind is told; the NULs of UTF-16 show in as many. */
const enough = 1024;

/**
 * Reads `body` as far as the header: CSV, tab separated text or `.xlsx`, told apart by its bytes alone. What is wrong with the file as a
 * whole is thrown with one of the `file_…` codes, here or by `pages`; an abort with the signal's reason. Nothing is read much faster than
 * `pages` are taken, and nothing of it is kept: the body is let go and no temporary file is left, however it ends.
 */
export async function openFile(body: AsyncIterable<Uint8Array>, { maxRows, pageRows = 1000, maxBytes, signal, tempDir = tmpdir() }: Options): Promise<OpenedFile> {
  const bytes = takeBytes(body, { maxBytes, signal });
  let batches: AsyncGenerator<RawRow[], void> | undefined;
  const release = async () => {
    await batches?.return();
    await bytes.return();
  };
  try {
    const opened = await openLines(bytes, { tempDir, signal });
    batches = opened.batches;
    const { columns, rest } = await takeHeader(batches);
    const pages = toPages(rest, batches, { width: columns.length, maxRows, pageRows, signal });
    return { head: { columns, ...opened.head() }, pages: releasing(pages, release, signal) };
  } catch (error) {
    await release();
    throw error;
  }
}

interface Lines {
  batches: AsyncGenerator<RawRow[], void>;
  /** Known when the first line is. */
  head(): Omit<FileHead, "columns">;
}

async function openLines(bytes: AsyncGenerator<Buffer, void>, spool: SpoolOptions): Promise<Lines> {
  const first = await takeFirst(bytes, enough);
  if (first.length === 0) throw fileEmpty("nothing");
  const pieces = putBack(first, bytes);
  const mark = first.toString("hex", 0, 4);
  if (mark === "d0cf11e0") throw fileNotText("old_excel");
  // The second is a zip file with nothing in it.
  if (mark === "504b0304" || mark === "504b0506") return { batches: readWorkbook(pieces, spool), head: () => ({ format: "xlsx", encoding: null, delimiter: null }) };
  const text = decodeText(first, pieces);
  let delimiter: Delimiter | null = null;
  return {
    batches: readText(text, (found) => {
      delimiter = found;
    }),
    head: () => ({ format: "csv", encoding: text.encoding(), delimiter }),
  };
}

/** `pages`, at whose end, whether come to, broken off or aborted, `release` is called. A generator alone does nothing when left before its start. */
function releasing(pages: AsyncGenerator<FileRow[], void>, release: () => Promise<void>, signal: AbortSignal | undefined): AsyncIterable<FileRow[]> {
  const finish = async () => {
    signal?.removeEventListener("abort", finish);
    await pages.return();
    await release();
  };
  signal?.addEventListener("abort", finish, { once: true });
  const iterator: AsyncIterator<FileRow[], void> = {
    async next() {
      try {
        signal?.throwIfAborted();
        const result = await pages.next();
        if (result.done) await finish();
        return result;
      } catch (error) {
        await finish();
        throw error;
      }
    },
    async return() {
      await finish();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
