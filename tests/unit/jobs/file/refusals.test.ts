import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openFile } from "@/lib/server/jobs/file";
import { gb18030, utf16le } from "./encode";
import { inPieces, readFile } from "./read";

const rows = (count: number) => `a,b\n${"1,2\n".repeat(count)}`;

async function* brokenOff() {
  yield Buffer.from(rows(1000));
  throw new Error("aborted");
}

test.for([
  ["nothing at all", ""],
  ["nothing but blank lines", "\n \r\n,,,\n"],
  ["nothing but a byte order mark", "\uFEFF"],
  ["nothing but Excel's word about the delimiter", "sep=;\n"],
])("%s is an empty file", async ([, file = ""]) => {
  await expect(openFile(inPieces(Buffer.from(file)), { maxRows: 1 })).rejects.toMatchObject({ code: "file_empty", params: { reason: "nothing" } });
});

test("a header with no rows is told when the end has come", async () => {
  const { head, pages } = await openFile(inPieces(Buffer.from("a,b\n,\n\n")), { maxRows: 1 });
  expect(head.columns).toEqual(["a", "b"]);
  await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "file_empty", params: { reason: "header_only" } });
});

describe("what is no list", () => {
  test.for([
    ["an old Excel file", Buffer.from("d0cf11e0a1b11ae1", "hex"), "old_excel"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d494844520000000100000001", "hex"), "binary"],
    ["something packed", gzipSync("a,b\n1,2\n".repeat(1000)), "binary"],
    ["a NUL among ASCII", Buffer.from(`a,b\n${"1,2\n".repeat(1000)}\0`), "binary"],
    ["a NUL among UTF-8", Buffer.from(`a,b\n${"中,2\n".repeat(1000)}\0`), "binary"],
    ["a NUL among UTF-16", utf16le(`\uFEFFa,b\n${"1,2\n".repeat(1000)}\0`), "binary"],
    ["UTF-32", Buffer.from("fffe000061000000", "hex"), "binary"],
    ["a web page with a table", Buffer.from("\uFEFF\n<html><table><tr><td>GroupId</td></tr></table>"), "document"],
    ["a spreadsheet of the first XML kind", Buffer.from('<?xml version="1.0"?>\n<Workbook/>'), "document"],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj\n"), "document"],
  ] as const)("%s is told for what it is", async ([, file, reason]) => {
    await expect(readFile(file)).rejects.toMatchObject({ code: "file_not_text", params: { reason }, status: 422 });
  });

  test.for([
    ["UTF-8 that goes on as GB18030", Buffer.concat([Buffer.from(`a,b\n${"中文,2\n".repeat(20_000)}`), gb18030("中文,1\n")])],
    ["GB18030 that goes on as anything", Buffer.concat([gb18030(`a,b\n${"中文,2\n".repeat(20_000)}`), Buffer.from([0xff, 0x2c])])],
    ["half of a surrogate pair", utf16le(`\uFEFFa,b\n${"1,2\n".repeat(20_000)}\uD83D,1\n`)],
  ] as const)("%s is not guessed at", async ([, file]) => {
    await expect(readFile(file, { maxRows: 30_000 })).rejects.toMatchObject({ code: "file_not_text", params: { reason: "encoding" } });
  });
});

describe("what is broken", () => {
  test("a quote that is never closed is told with its row, not with the last", async () => {
    await expect(readFile('a,b\n1,2\n3,"4\n5,6\n7,8\n')).rejects.toMatchObject({ code: "file_broken", params: { reason: "quote", row: 3 }, message: expect.stringContaining("row 3") });
    await expect(readFile('a,"b\n1,2\n')).rejects.toMatchObject({ code: "file_broken", params: { row: 1 } });
  });

  test("an upload that breaks off is no shorter file", async () => {
    await expect(readFile(brokenOff())).rejects.toMatchObject({ code: "file_broken", params: { reason: "cut_off" }, cause: { message: "aborted" } });
  });

  test.for([
    ["UTF-8", Buffer.from("a,b\n中,中").subarray(0, -1)],
    ["UTF-16", utf16le("\uFEFFa,b\n1,2").subarray(0, -1)],
    ["GB18030", gb18030(`a,b\n${"中文,中文\n".repeat(20_000)}中`).subarray(0, -1)],
  ] as const)("a file that ends within a character has lost its end: %s", async ([, file]) => {
    await expect(readFile(file, { maxRows: 30_000 })).rejects.toMatchObject({ code: "file_broken", params: { reason: "end" } });
  });
});

describe("what is too much", () => {
  test("one row more than may be, and not one less", async () => {
    expect((await readFile(rows(10), { maxRows: 10 })).rows).toHaveLength(10);
    await expect(readFile(rows(11), { maxRows: 10 })).rejects.toMatchObject({ code: "file_too_many_rows", params: { max: 10 }, status: 413 });
  });

  test.for([",", ";", "\t"])("more than 200 columns between %j, in the header or in a row", async (delimiter) => {
    const wide = (columns: number) => `${Array.from({ length: columns }, (_, index) => `c${index}`).join(delimiter)}\n`;
    expect((await readFile(wide(200) + wide(200))).rows).toHaveLength(1);
    await expect(readFile(wide(201) + wide(2))).rejects.toMatchObject({ code: "file_too_wide", params: { row: 1, max: 200 } });
    await expect(readFile(wide(3) + wide(3) + wide(10_000))).rejects.toMatchObject({ code: "file_too_wide", params: { row: 3, max: 200 } });
  });

  test("a row without end is refused before it is read", async () => {
    let taken = 0;
    async function* endless() {
      yield Buffer.from("a,b\n");
      for (; ; taken += 1) yield Buffer.alloc(1000, ",");
    }
    await expect(readFile(endless())).rejects.toMatchObject({ code: "file_too_wide" });
    expect(taken).toBeLessThan(5);
  });

  test("a cell without end is refused when it is too long, quoted or not", async () => {
    for (const quote of ["", '"']) {
      let taken = 0;
      async function* endless() {
        yield Buffer.from(`a,b\n1,2\n${quote}`);
        for (; ; taken += 1) yield Buffer.alloc(1000, "x");
      }
      await expect(readFile(endless())).rejects.toMatchObject({ code: "file_too_large", params: { reason: "cell", max: 32_768, row: 3 }, status: 413 });
      expect(taken).toBeLessThan(40);
    }
    expect((await readFile(`a\n${"x".repeat(32_768)}`)).rows[0]?.cells[0]).toHaveLength(32_768);
  });

  test("a header that never ends is refused, too", async () => {
    for (const file of ["x".repeat(500_000), `"${"x\n".repeat(500_000)}`]) await expect(readFile(file)).rejects.toMatchObject({ code: "file_too_large", params: { reason: "cell", row: 1 } });
  });

  test("a column name is no story", async () => {
    expect((await readFile(`a,${"b".repeat(200)}\n1,2`)).rows).toHaveLength(1);
    await expect(readFile(`a,${"b".repeat(201)}\n1,2`)).rejects.toMatchObject({ code: "file_too_large", params: { reason: "column_name", max: 200, row: 1 } });
  });

  test("more bytes than the caller takes", async () => {
    expect((await readFile(rows(100), { maxBytes: 404 })).rows).toHaveLength(100);
    await expect(readFile(rows(101), { maxBytes: 404 })).rejects.toMatchObject({ code: "file_too_large", params: { reason: "bytes" }, status: 413 });
  });
});
