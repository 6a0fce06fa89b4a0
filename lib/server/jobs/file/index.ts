import "server-only";

export { matchColumns } from "./match-columns";
export { openFile } from "./open-file";
export { templateCsv } from "./template-csv";
export type { FileHead, FileRow, OpenedFile } from "./types";
