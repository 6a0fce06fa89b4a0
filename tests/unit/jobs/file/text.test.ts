import { describe, expect, test } from "vitest";
import { openFile } from "@/lib/server/jobs/file";
import { gb18030, utf16be, utf16le } from "./encode";
import { inPieces, readCells, readFile } from "./read";

const text = "群组,账号,UnreadMsgNum\r\n@TGS#2CLUZEAEJ,张三,12\r\n";

describe("encodings", () => {
  test.for([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${text}`), "utf-8"],
    ["UTF-16 with its mark", utf16le(`\uFEFF${text}`), "utf-16le"],
    ["UTF-16 with its mark, the other way round", utf16be(`\uFEFF${text}`), "utf-16be"],
    ["UTF-16 without mark", utf16le(text), "utf-16le"],
    ["UTF-16 without mark, the other way round", utf16be(text), "utf-16be"],
    ["GB18030", gb18030(text), "gb18030"],
  ] as const)("%s is known by its bytes", async ([, bytes, encoding]) => {
    const { head, rows } = await readFile(bytes);
    expect(head).toEqual({ columns: ["群组", "账号", "UnreadMsgNum"], format: "csv", encoding, delimiter: "," });
    expect(rows).toEqual([{ row: 2, cells: ["@TGS#2CLUZEAEJ", "张三", "12"] }]);
  });

  test.for([
    ["UTF-8", (late: string) => Buffer.from(late)],
    ["GB18030", gb18030],
  ] as const)("the first Chinese character may come after megabytes of ASCII, in %s", async ([, encode]) => {
    const many = 120_000;
    const plain = `Peer_Account,note\n${"user_0123456789,nothing to say about it\n".repeat(many)}`;
    const file = Buffer.concat([Buffer.from(plain), encode("user_1,张三，中文\n")]);
    const { rows } = await readFile(inPieces(file, [16_384]), { maxRows: many + 1 });
    expect(rows).toHaveLength(many + 1);
    expect(rows.at(-1)).toEqual({ row: many + 2, cells: ["user_1", "张三，中文"] });
  });

  test("a character may be cut anywhere between two pieces", async () => {
    for (const encode of [Buffer.from, gb18030, (all: string) => utf16le(`\uFEFF${all}`)] as ((all: string) => Buffer)[]) {
      expect(await readCells(inPieces(encode(text), [1]))).toEqual([["@TGS#2CLUZEAEJ", "张三", "12"]]);
    }
  });

  test("U+FEFF within the text is no mark", async () => {
    expect(await readCells("a,b\nx\uFEFFy,z\n")).toEqual([["x\uFEFFy", "z"]]);
  });
});

describe("delimiters", () => {
  test.for([
    ["a,b,c\n1;x,2,3\n", ","],
    ["a;b;c\n1,x;2;3\n", ";"],
    ["a\tb\tc\n1,x\t2\t3\n", "\t"],
    ['"a,b,c,d";b;c\n1;2;3\n', ";"],
    ["a,b;c;d\n1;2;3\n", ";"],
    ['"a\n,,,,b";"c"\n1;2\n', ";"],
  ] as const)("the header of %j is separated by %j", async ([file, delimiter]) => {
    expect((await readFile(file)).head.delimiter).toBe(delimiter);
  });

  test.for(["sep=;\r\na,b;c\r\n1;2\r\n", "SEP=;\ra,b;c\r1;2\r", '"sep=;"\na,b;c\n1;2\n'])("Excel's own word %j is taken, and is no row", async (file) => {
    for (const size of [1, 6, 1000]) {
      const { head, rows } = await readFile(inPieces(Buffer.from(file), [size]));
      expect(head).toMatchObject({ columns: ["a,b", "c"], delimiter: ";" });
      expect(rows).toEqual([{ row: 2, cells: ["1", "2"] }]);
    }
  });

  test("one column needs none", async () => {
    const { head, rows } = await readFile("To_Account\nalice\n007\n");
    expect(head.columns).toEqual(["To_Account"]);
    expect(rows).toEqual([
      { row: 2, cells: ["alice"] },
      { row: 3, cells: ["007"] },
    ]);
  });

  test("what was copied from a spreadsheet is read with its tabs and quoted line ends", async () => {
    expect(await readCells('GroupId\tnote\n@TGS#1\t"two\nlines, ""quoted"""\n')).toEqual([["@TGS#1", 'two\nlines, "quoted"']]);
  });
});

describe("lines", () => {
  test("every line end is one, also mixed and missing at the end", async () => {
    expect(await readCells("a,b\r\n1,2\n3,4\r5,6\r\n7,8")).toEqual([
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
      ["7", "8"],
    ]);
  });

  test("blank lines are left out and keep their number; so do records over several lines", async () => {
    const { rows } = await readFile('\r\na,b\r\n\r\n1,"x\r\ny\r\nz"\r\n,\r\n"",\r\n \u00A0\r\n2,\r\n\r\n');
    expect(rows).toEqual([
      { row: 4, cells: ["1", "x\r\ny\r\nz"] },
      { row: 8, cells: ["2", ""] },
    ]);
  });

  test("pages are as long as asked, the last one shorter", async () => {
    const { pages } = await openFile(inPieces(Buffer.from("a\n1\n2\n3\n4\n5\n")), { maxRows: 5, pageRows: 2 });
    const lengths: number[] = [];
    for await (const page of pages) lengths.push(page.length);
    expect(lengths).toEqual([2, 2, 1]);
  });
});

describe("cells", () => {
  test("a row is brought to the header's width; only what is beyond it and not empty stays", async () => {
    expect(await readCells("a,b,c\n1\n1,2,3,,\n1,2,3,,5,\n")).toEqual([
      ["1", "", ""],
      ["1", "2", "3"],
      ["1", "2", "3", "", "5"],
    ]);
  });

  test("columns without a name at the header's end are none, in between they are", async () => {
    expect((await readFile("a,,b,, \n1,2,3,,\n")).head.columns).toEqual(["a", "", "b"]);
  });

  test("blanks come off the ends, zeros stay, and inner blanks too", async () => {
    expect(await readCells('a,b,c\n\u00A0x y\u3000, 007 ," 0012 "\n')).toEqual([["x y", "007", "0012"]]);
  });

  test("what was escaped for spreadsheets is as it was, and nothing else loses its apostrophe", async () => {
    expect(await readCells("a,b,c,d\n'@TGS#1,''=x,'plain,'\n")).toEqual([["@TGS#1", "'=x", "'plain", "'"]]);
  });

  test("quotes are read as spreadsheets read them, also where they are not quite right", async () => {
    expect(await readCells('a,b,c\nsay "hi",5" x,"x"y"\n"a""b","", "q"\n')).toEqual([
      ['say "hi"', '5" x', 'xy"'],
      ['a"b', "", '"q"'],
    ]);
  });
});
