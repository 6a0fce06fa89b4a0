import { AppError } from "@/lib/shared/errors";
import { limits } from "./limits";

const asked = "Save the list as .xlsx or as CSV (UTF-8) and upload that.";

const empty = {
  nothing: "The file is empty. Its first line has to name the columns, with one row below it for each thing to do.",
  header_only: "The file has a header and no rows below it. Add at least one row and upload it again.",
};

export function fileEmpty(reason: keyof typeof empty): AppError {
  return new AppError("file_empty", empty[reason], { params: { reason } });
}

const notText = {
  old_excel: "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password, or as CSV (UTF-8), and upload that.",
  locked: "The Excel file is protected with a password. Save it without one and upload that.",
  not_a_workbook: `This is a zip file, but not an Excel workbook. ${asked}`,
  document: "This is a web page, an XML file, an RTF or a PDF, whatever its name says. Open it in a spreadsheet, save it as .xlsx or as CSV (UTF-8), and upload that.",
  encoding: "The file begins in one character encoding and goes on in another, or is damaged. Save it again as CSV (UTF-8) and upload that.",
  binary: `The file is not text. ${asked}`,
};

export function fileNotText(reason: keyof typeof notText, cause?: unknown): AppError {
  return new AppError("file_not_text", notText[reason], { params: { reason }, cause });
}

const broken = {
  quote: (row: number) => `A quotation mark opens a cell in row ${row} and is never closed. Close it, or remove it, and upload the file again.`,
  cut_off: () => "The upload broke off before the end of the file. Upload it again.",
  end: () => "The file ends in the middle of a character, so its end is probably missing. Save it again and upload that.",
  workbook: (row: number) => `The Excel file is damaged or incomplete${row ? `, at row ${row} or just after it` : ""}. Open it in a spreadsheet, save it again and upload that.`,
};

/** `row` is 0 where it is not known. */
export function fileBroken(reason: keyof typeof broken, row = 0, cause?: unknown): AppError {
  return new AppError("file_broken", broken[reason](row), { params: { reason, row }, cause });
}

export function fileTooWide(row: number): AppError {
  const max = limits.columns;
  return new AppError("file_too_wide", `Row ${row} has more than ${max} columns. Remove those that are not needed, or check what separates the cells.`, { params: { row, max } });
}

export function tooManyRows(max: number): AppError {
  return new AppError("file_too_many_rows", `The file has more than ${max.toLocaleString("en")} rows, the most a job takes. Split it and upload the parts.`, { params: { max } });
}

const tooLarge = {
  bytes: (max: number) => `The file is larger than ${max.toLocaleString("en")} MB. Split it and upload the parts.`,
  unpacked: () => "Unpacked, the Excel file is far larger than its size lets expect. Save the list as CSV (UTF-8) and upload that.",
  cell: (max: number, row: number) => `A cell in row ${row} is longer than ${max.toLocaleString("en")} characters. Shorten it; or perhaps a quotation mark in front of it is never closed.`,
  row: (max: number, row: number) => `Row ${row} holds more than ${max.toLocaleString("en")} characters in all. Remove columns that are not needed.`,
  column_name: (max: number, row: number) => `A column name in row ${row} is longer than ${max.toLocaleString("en")} characters. The first line of the file has to name the columns.`,
};

/** `max` is in MB for `bytes`, in characters for cells. */
export function fileTooLarge(reason: keyof typeof tooLarge, max = 0, row = 0): AppError {
  return new AppError("file_too_large", tooLarge[reason](max, row), { params: { reason, max, row } });
}
