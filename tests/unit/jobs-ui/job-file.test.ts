import { describe, expect, test } from "vitest";
import { chosenProblem, fileProblem, pastedRows, pastedType, typeOfFile } from "@/components/jobs/job-file";

describe("what a file is sent as", () => {
  test.each([
    ["rows.csv", "text/csv"],
    ["ROWS.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["rows.tsv", "text/tab-separated-values"],
    ["rows.TAB", "text/tab-separated-values"],
    ["rows.txt", "text/csv"],
    ["rows", "text/csv"],
    ["rows.xlsx.csv", "text/csv"],
  ])("%s is sent as %s", (name, type) => {
    expect(typeOfFile({ name })).toBe(type);
  });

  test("pasted text is in tabs if it has one, else in commas", () => {
    expect(pastedType("To_Account\tNote\nalice\t")).toBe("text/tab-separated-values");
    expect(pastedType("To_Account\nalice")).toBe("text/csv");
  });
});

test("counts pasted rows without the header and blank lines, whatever ends a line", () => {
  expect(pastedRows("")).toBe(0);
  expect(pastedRows("To_Account")).toBe(0);
  expect(pastedRows("To_Account\r\nalice\r\n\r\nbob\n")).toBe(2);
  expect(pastedRows("To_Account\ralice\rbob")).toBe(2);
});

test("refuses several files and old Excel files when they are chosen, and nothing else", () => {
  expect(chosenProblem([{ name: "a.csv" }, { name: "b.csv" }])).toBe("several");
  expect(chosenProblem([{ name: "A.XLS" }])).toBe("oldExcel");
  expect(chosenProblem([{ name: "a.xlsx" }])).toBeUndefined();
  expect(chosenProblem([{ name: "holiday.png" }])).toBeUndefined();
  expect(chosenProblem([])).toBeUndefined();
});

describe("when the rows are to be sent", () => {
  test("a file has to be there, and pasted text has to say something", async () => {
    expect(await fileProblem({ file: undefined })).toBe("noFile");
    expect(await fileProblem({ text: " \n\t" })).toBe("nothingPasted");
    expect(await fileProblem({ text: "To_Account\nalice" })).toBeUndefined();
    expect(await fileProblem({ file: new File(["To_Account\nalice"], "a.csv") })).toBeUndefined();
    // The server says what is wrong with an empty file.
    expect(await fileProblem({ file: new File([], "a.csv") })).toBeUndefined();
  });

  test("a file that can no longer be read has to be chosen again", async () => {
    const file = new File(["rows"], "a.csv");
    file.slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new DOMException("changed on disk", "NotReadableError")) });
    expect(await fileProblem({ file })).toBe("fileChanged");
  });
});
