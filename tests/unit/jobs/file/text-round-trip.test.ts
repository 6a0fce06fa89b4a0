import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toCsvLine } from "@/lib/shared/csv";
import { gb18030, utf16be, utf16le } from "./encode";
import { inPieces, readFile } from "./read";

/** Texts with all that matters to a reader of CSV, far more often than by chance, and any characters at all. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', "'", ",", ";", "\t", "\r", "\n", " ", "=", "@", "0", "a", "中", "é", "\uFEFF", "😀"), maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 8 }).map((text) => text.replaceAll("\0", "")),
);

const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 }).filter((rows) => rows.some((cells) => cells.join("").trim() !== ""));
const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 });

/** What a table comes back as: trimmed, and without lines where there is nothing. */
function expected(rows: readonly (readonly string[])[]) {
  return rows.map((cells, index) => ({ row: index + 2, cells: cells.map((text) => text.trim()) })).filter(({ cells }) => cells.some((text) => text !== ""));
}

async function comesBack(header: readonly string[], rows: readonly (readonly string[])[], encode: (text: string) => Buffer, pieces: readonly number[]) {
  const read = await readFile(inPieces(encode([header, ...rows].map((cells) => toCsvLine(cells)).join("")), pieces));
  expect(read.head.columns).toEqual(header);
  expect(read.rows).toEqual(expected(rows));
}

const ascii = ["GroupId", "Member_Account", "UnreadMsgNum"];

test.each([
  ["UTF-8", (text: string) => Buffer.from(text)],
  ["UTF-8 with its mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16 with its mark", (text: string) => utf16le(`\uFEFF${text}`)],
  ["UTF-16 with its mark, the other way round", (text: string) => utf16be(`\uFEFF${text}`)],
  ["UTF-16 without mark", utf16le],
  ["UTF-16 without mark, the other way round", utf16be],
])("any table comes back in %s, in whatever pieces", async (_name, encode) => {
  await fc.assert(fc.asyncProperty(table, sizes, (rows, pieces) => comesBack(ascii, rows, encode, pieces)), { numRuns: 200 });
});

test("any table of text comes back in GB18030, in whatever pieces", async () => {
  const known = new TextDecoder("gb18030");
  // oxlint-disable-next-line no-control-regex -- those are what no text has
  const texts = table.map((rows) => rows.map((cells) => cells.map((text) => known.decode(gb18030(text.replaceAll(/[\x01-\x08\x0e-\x1f]/g, "")))))).filter((rows) => rows.some((cells) => cells.join("").trim() !== ""));
  // Bytes that are valid as both are UTF-8; the header's are not.
  await fc.assert(fc.asyncProperty(texts, sizes, (rows, pieces) => comesBack(["群组", "账号", "未读数"], rows, gb18030, pieces)), { numRuns: 200 });
});
