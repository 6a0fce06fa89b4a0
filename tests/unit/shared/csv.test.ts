import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeCell, toCsvLine, unescapeCell } from "@/lib/shared/csv";

test.for([
  ["=1+1", "'=1+1"],
  ["+49", "'+49"],
  ["-2", "'-2"],
  ["@TGS#2CLUZEAEJ", "'@TGS#2CLUZEAEJ"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  ["＝1+1", "'＝1+1"],
  ["'=1", "''=1"],
  ["''@x", "'''@x"],
  ["'quoted", "'quoted"],
  ["'", "'"],
  ["a=b", "a=b"],
  ["", ""],
] as const)("the cell %j is written %j, and read as it was", ([text, cell]) => {
  expect(escapeCell(text)).toBe(cell);
  expect(unescapeCell(cell)).toBe(text);
});

/** Texts that begin with whatever matters here, far more often than by chance. */
const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", "＝", '"', ",", "a", "中"), maxLength: 8 }));

test("any text makes the round trip, and none begins as a formula", () => {
  fc.assert(
    fc.property(text, (original) => {
      const cell = escapeCell(original);
      expect(unescapeCell(cell)).toBe(original);
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
    { numRuns: 1000 },
  );
});

test("no two texts are written alike", () => {
  fc.assert(fc.property(text, text, (a, b) => (escapeCell(a) === escapeCell(b)) === (a === b)), { numRuns: 1000 });
});

test("a line ends as RFC 4180 says, quotes what it must, and leaves an unknown number empty", () => {
  expect(toCsvLine(["a", 0, null, "x,y", 'say "hi"', "two\nlines", "@TGS#1", "-1", -1])).toBe(`a,0,,"x,y","say ""hi""","two\nlines",'@TGS#1,'-1,-1\r\n`);
});
