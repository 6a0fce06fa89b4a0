/** Why what was chosen cannot be sent; a key of `jobs.new.problems`. */
export type FileProblem = "noFile" | "several" | "oldExcel" | "fileChanged" | "nothingPasted";

const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const tabs = "text/tab-separated-values";
const commas = "text/csv";

/** What the file is sent as. Browsers go by what is installed beside them, so the name decides; text of any other name is read as CSV. */
export function typeOfFile({ name }: Pick<File, "name">): string {
  if (/\.xlsx$/iu.test(name)) return excel;
  return /\.(?:tsv|tab)$/iu.test(name) ? tabs : commas;
}

/** Spreadsheets put tabs between copied cells; copied text may also be CSV. */
export function pastedType(text: string): string {
  return text.includes("\t") ? tabs : commas;
}

/** How many rows pasted text has below its header. */
export function pastedRows(text: string): number {
  return Math.max(0, text.split(/\r?\n|\r/u).filter((line) => line.trim() !== "").length - 1);
}

/** What stands against one of these files; the server judges what is in it. */
export function chosenProblem(files: readonly Pick<File, "name">[]): FileProblem | undefined {
  if (files.length > 1) return "several";
  return files.some(({ name }) => /\.xls$/iu.test(name)) ? "oldExcel" : undefined;
}

/** What keeps the rows from being sent, looked up when they are to be. */
export async function fileProblem({ file, text }: { file?: File | undefined; text?: string }): Promise<FileProblem | undefined> {
  if (text !== undefined) return text.trim() === "" ? "nothingPasted" : undefined;
  if (!file) return "noFile";
  // A browser no longer reads a file that was saved again after it was chosen.
  const readable = await file.slice(0, 1).arrayBuffer().then(
    () => true,
    () => false,
  );
  return readable ? undefined : "fileChanged";
}
