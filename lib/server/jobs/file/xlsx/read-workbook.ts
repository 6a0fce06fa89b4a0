import { AppError } from "@/lib/shared/errors";
import { fileBroken } from "../faults";
import type { RawRow } from "../types";
import { findParts } from "./find-parts";
import { openZip } from "./open-zip";
import { readSharedTexts } from "./read-shared-texts";
import { SheetReader } from "./sheet-reader";
import { spool } from "./spool";
import { TextTable } from "./text-table";
import { XmlReader } from "./xml-reader";

export interface SpoolOptions {
  tempDir: string;
  signal: AbortSignal | undefined;
}

/** The lines of an Excel file's first sheet, as many at a time as a piece of it holds. */
export async function* readWorkbook(pieces: AsyncIterable<Buffer>, { tempDir, signal }: SpoolOptions): AsyncGenerator<RawRow[], void> {
  const file = await spool(pieces, tempDir);
  let sheet: SheetReader | undefined;
  try {
    const zip = await openZip(file, signal);
    const parts = await findParts(zip);
    sheet = new SheetReader(parts.sharedTexts !== undefined && zip.has(parts.sharedTexts) ? await readSharedTexts(zip.read(parts.sharedTexts)) : new TextTable());
    const xml = new XmlReader(sheet);
    for await (const piece of zip.read(parts.sheet)) {
      xml.write(piece);
      yield sheet.take();
    }
    xml.end();
  } catch (error) {
    signal?.throwIfAborted();
    throw inWords(error, sheet?.row ?? 0);
  } finally {
    await file.close();
  }
}

/** What zip, inflate and XML readers throw is the file's fault; what the operating system says is not. */
function inWords(error: unknown, row: number): unknown {
  if (error instanceof Error && "syscall" in error) return error;
  if (error instanceof AppError && (error.code !== "file_broken" || row === 0)) return error;
  return fileBroken("workbook", row, error);
}
