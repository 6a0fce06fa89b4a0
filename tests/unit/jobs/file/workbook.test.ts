import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "@/lib/server/jobs/file/limits";
import { numberText } from "@/lib/server/jobs/file/xlsx/sheet-reader";
import { TextTable } from "@/lib/server/jobs/file/xlsx/text-table";
import { inPieces, readCells, readFile } from "./read";
import { columnName, sheetOf, workbook, xlsxOf, zip, type ZipPart } from "./xlsx";

/** A file whose first row is the header `a`, `b` and whose other rows are given as XML. */
function file(rows: string, { sharedTexts, more }: { sharedTexts?: string; more?: ZipPart[] } = {}): Buffer {
  const xml = sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="str"><v>b</v></c></row>${rows}`);
  return zip(workbook({ sheets: [{ name: "Sheet1", xml }], ...(sharedTexts !== undefined && { sharedTexts }), ...(more && { more }) }));
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom("'", "=", "@", "0", "a", "中", " ", "\t", "\r", "\n", "<", "&", "_x0041_", "_", "😀"), maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 6 }),
).map((text) => text.replaceAll(/^'+/g, ""));

test.each([true, false])("any table comes back (texts shared: %s), in whatever pieces", async (shared) => {
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }).filter((rows) => rows.some((cells) => cells.join("").trim() !== ""));
  const property = fc.asyncProperty(table, fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 5 }), async (rows, sizes) => {
    const read = await readFile(inPieces(xlsxOf([["GroupId", "账号", "n"], ...rows], { shared }), sizes));
    expect(read.head).toEqual({ columns: ["GroupId", "账号", "n"], format: "xlsx", encoding: null, delimiter: null });
    expect(read.rows).toEqual(rows.map((cells, index) => ({ row: index + 2, cells: cells.map((text) => text.trim()) })).filter(({ cells }) => cells.some((text) => text !== "")));
  });
  await fc.assert(property, { numRuns: 100 });
});

describe("cells", () => {
  test("every kind of cell is the text that people see", async () => {
    const sharedTexts = "<sst><si><t>@TGS#1</t></si><si><r><t>two </t></r><r><rPr/><t>runs</t></r><rPh sb='0' eb='1'><t>ruby</t></rPh><phoneticPr/></si><si/></sst>";
    const kinds = [`t="s"><v>0</v>`, `t="s"><v>1</v>`, `t="inlineStr"><is><r><t>in</t></r><r><t><![CDATA[<line>]]></t></r></is>`, `t="str"><f>A1&amp;"x"</f><v>formula</v>`, `><v>7</v>`, `t="n"><v>1.2345678901234E+13</v>`, `t="b"><v>1</v>`, `t="b"><v>0</v>`, `t="e"><v>#N/A</v>`, `t="s"><v>2</v>`];
    expect(await readCells(file(kinds.map((kind, index) => `<row r="${index + 2}"><c r="A${index + 2}" ${kind}</c><c><v>1</v></c></row>`).join(""), { sharedTexts }))).toEqual(["@TGS#1", "two runs", "in<line>", "formula", "7", "12345678901234", "TRUE", "FALSE", "#N/A", ""].map((text) => [text, "1"]));
  });

  test.for([
    ["12345678901234", "12345678901234"],
    ["12345678901234567890", "12345678901234567890"],
    ["1.2345678901234499E+17", "123456789012345000"],
    ["1.23456789012345E+17", "123456789012345000"],
    ["0.10000000000000001", "0.1"],
    ["1E+20", "100000000000000000000"],
    ["1E+300", "1E+300"],
    ["-5", "-5"],
    ["007", "007"],
  ] as const)("the number kept as %s is %s", ([written, text]) => {
    expect(numberText(written)).toBe(text);
  });

  test("empty cells keep their place, and so do empty rows", async () => {
    const { rows } = await readFile(file(`<row r="3"><c r="B3"><v>1</v></c></row><row r="4"/><row r="5"><c r="A5" s="1"/><c r="B5" t="s"/></row><row r="9"><c r="A9"><v>2</v></c><c r="AB9" s="4"/></row>`));
    expect(rows).toEqual([
      { row: 3, cells: ["", "1"] },
      { row: 9, cells: ["2", ""] },
    ]);
  });

  test("places may be left out, and elements have a prefix", async () => {
    const xml = `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><x:controls><row r="1"><c><v>9</v></c></row></x:controls></x:worksheet>`;
    expect((await readFile(zip(workbook({ sheets: [{ name: "S", xml }] })))).rows).toEqual([{ row: 2, cells: ["1"] }]);
  });

  test("formats without content may reach to the last column, content may not", async () => {
    expect(await readCells(file(`<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>`))).toEqual([["1", ""]]);
    expect((await readCells(file(`<row r="2"><c r="${columnName(199)}2"><v>1</v></c></row>`)))[0]).toHaveLength(200);
    await expect(readFile(file(`<row r="2"><c r="${columnName(200)}2"><v>1</v></c></row>`))).rejects.toMatchObject({ code: "file_too_wide", params: { row: 2 } });
  });
});

function sheet(text: string): string {
  return sheetOf(`<row><c t="str"><v>${text}</v></c></row><row><c><v>1</v></c></row>`);
}

describe("sheets", () => {
  test("the first one in the workbook's order is read, whatever its part is called", async () => {
    expect((await readFile(zip(workbook({ sheets: [{ name: "B", xml: sheet("first") }, { name: "A", xml: sheet("second") }] })))).head.columns).toEqual(["first"]);
  });

  test("a hidden one is not what people see", async () => {
    expect((await readFile(zip(workbook({ sheets: [{ name: "B", xml: sheet("hidden"), state: "hidden" }, { name: "A", xml: sheet("seen") }] })))).head.columns).toEqual(["seen"]);
  });
});

describe("refusals", () => {
  const good = file(`<row r="2"><c r="A2"><v>1</v></c></row>`);

  test.for([
    ["a zip file of something else", zip([{ name: "notes.txt", content: "a,b" }]), "file_not_text", "not_a_workbook"],
    ["an empty zip file", zip([]), "file_not_text", "not_a_workbook"],
    ["a document of another program", zip([{ name: "_rels/.rels", content: '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>' }, { name: "word/document.xml", content: "<document/>" }]), "file_not_text", "not_a_workbook"],
    ["a binary workbook", zip([{ name: "_rels/.rels", content: '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>' }, { name: "xl/workbook.bin", content: "\x01" }]), "file_not_text", "not_a_workbook"],
    ["a locked part", file("", { more: [{ name: "xl/workbook.xml", content: "<workbook/>", claims: { flags: 1 } }] }), "file_not_text", "locked"],
    ["one that lost its end", good.subarray(0, -100), "file_broken", "workbook"],
    ["one with a part that is not there", zip(workbook({ sheets: [{ name: "S", xml: "" }] }).filter(({ name }) => !name.includes("worksheets/"))), "file_broken", "workbook"],
    ["a wrong checksum", file("", { more: [{ name: "xl/sharedStrings.xml", content: "<sst/>", claims: { crc32: 1 } }] }), "file_broken", "workbook"],
    ["a wrong size", file("", { more: [{ name: "xl/sharedStrings.xml", content: "<sst></sst>", claims: { uncompressedSize: 3 } }] }), "file_broken", "workbook"],
    ["a document type", file("", { sharedTexts: '<!DOCTYPE sst [<!ENTITY a "b">]><sst/>' }), "file_broken", "workbook"],
    ["bytes that are no UTF-8", file("", { more: [{ name: "xl/sharedStrings.xml", content: Buffer.from("<sst>\xff</sst>", "latin1") }] }), "file_broken", "workbook"],
    ["only a header", file(""), "file_empty", "header_only"],
    ["an empty sheet", xlsxOf([]), "file_empty", "nothing"],
  ] as const)("%s", async ([, bytes, code, reason]) => {
    await expect(readFile(bytes)).rejects.toMatchObject({ code, params: { reason } });
  });

  test.for([
    ["XML that ends too early", `<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c`],
    ["a text that is not among the shared ones", `<row r="3"><c r="A3" t="s"><v>5</v></c></row>`],
    ["a row that comes twice", `<row r="3"/><row r="3"/>`],
    ["a cell that comes twice", `<row r="3"><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row>`],
    ["an entity that nobody declared", `<row r="3"><c r="A3"><v>&rubbish;</v></c></row>`],
  ] as const)("%s is told with its row", async ([, rows]) => {
    await expect(readFile(file(rows))).rejects.toMatchObject({ code: "file_broken", params: { reason: "workbook", row: 3 }, message: expect.stringContaining("row 3") });
  });

  test("a damaged file is never taken for a good one", async () => {
    const original = await readFile(good);
    const damage = fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const damaged = Buffer.from(good);
      damaged[at] = (damaged[at] ?? 0) ^ change;
      // What a date or a version says is no content.
      const read = await readFile(damaged).catch((error: unknown) => ({ error }));
      if ("error" in read) expect(read.error).toMatchObject({ code: expect.stringMatching(/^file_/) });
      else expect(read).toEqual(original);
    });
    await fc.assert(damage, { numRuns: 300 });
  });
});

describe("what is too much", () => {
  test("a zip bomb is not unpacked", async () => {
    const blanks = Buffer.alloc(60 * 1024 ** 2, " ");
    for (const part of ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]) {
      const content = Buffer.concat([Buffer.from("<x>"), blanks, Buffer.from("</x>")]);
      await expect(readFile(file("", { more: [{ name: part, content }] }))).rejects.toMatchObject({ code: "file_too_large", params: { reason: "unpacked" }, status: 413 });
    }
  });

  test("many parts that are each small enough are a bomb together", async () => {
    const blanks = " ".repeat(15 * 1024 ** 2);
    const parts = workbook({ sheets: [{ name: "S", xml: sheet("a") }], sharedTexts: "<sst></sst>" });
    const blown = parts.map(({ name, content }) => ({ name, content: String(content).replace(/<\/[^>]*>$/, (end) => blanks + end) }));
    await expect(readFile(zip(blown))).rejects.toMatchObject({ code: "file_too_large", params: { reason: "unpacked" } });
  });

  test("a part that should be small is not read when it is large", async () => {
    await expect(readFile(file("", { more: [{ name: "xl/workbook.xml", content: `<workbook>${"<a/>".repeat(5 * 1024 ** 2)}</workbook>` }] }))).rejects.toMatchObject({ code: "file_too_large", params: { reason: "unpacked" } });
  });

  test("a cell too long, in one piece or in many", async () => {
    for (const text of ["x".repeat(32_769), `${"x".repeat(20_000)}</t></r><r><t>${"x".repeat(20_000)}`]) {
      const shared = file(`<row r="3"><c r="A3" t="s"><v>0</v></c></row>`, { sharedTexts: `<sst><si><r><t>${text}</t></r></si></sst>` });
      await expect(readFile(shared)).rejects.toMatchObject({ code: "file_too_large", params: { reason: "cell", row: 3 } });
      await expect(readFile(file(`<row r="3"><c r="A3" t="inlineStr"><is><r><t>${text}</t></r></is></c></row>`))).rejects.toMatchObject({ code: "file_too_large", params: { reason: "cell", row: 3 } });
    }
  });

  test("a text too long that no cell of the sheet has is no matter", async () => {
    const sharedTexts = `<sst><si><t>${"x".repeat(50_000)}</t></si><si><t>1</t></si></sst>`;
    expect(await readCells(file(`<row r="2"><c r="A2" t="s"><v>1</v></c></row>`, { sharedTexts }))).toEqual([["1", ""]]);
  });

  test("one row more than may be", async () => {
    const bytes = xlsxOf([["a"], ["1"], ["2"], ["3"]]);
    expect((await readFile(bytes, { maxRows: 3 })).rows).toHaveLength(3);
    await expect(readFile(bytes, { maxRows: 2 })).rejects.toMatchObject({ code: "file_too_many_rows", params: { max: 2 } });
  });

  test("more shared text than memory is given to", () => {
    const table = new TextTable();
    const text = "中".repeat(limits.cell);
    const fill = () => {
      for (let size = 0; size <= limits.sharedTexts; size += 3 * limits.cell) table.add(text);
    };
    expect(fill).toThrow(expect.objectContaining({ code: "file_too_large" }));
    expect(table.get(100)).toBe(text);
  });
});
