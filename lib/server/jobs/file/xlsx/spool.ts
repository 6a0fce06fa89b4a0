import { randomUUID } from "node:crypto";
import { open, unlink, type FileHandle } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes `pieces` to a file in `folder` that nobody else may read, and that has no name any more while it is written: it is gone with
 * the handle, even when the process is killed. The index of a zip file stands at its end, so that it has to be there whole.
 */
export async function spool(pieces: AsyncIterable<Buffer>, folder: string): Promise<FileHandle> {
  const path = join(folder, `unread-console-${randomUUID()}.xlsx`);
  const file = await open(path, "wx+", 0o600);
  try {
    await unlink(path);
    for await (const piece of pieces) await file.writeFile(piece);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
