import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readNumber } from "@/components/form/values";
import { UnreadNumber } from "@/lib/shared/groups";

test.each([
  ["0", 0],
  ["12", 12],
  [" 12\n", 12],
  ["　12　", 12],
  ["007", 7],
  ["-0", 0],
  ["-3", -3],
  ["1.5", 1.5],
  ["1,234", 1234],
  ["12,345,678", 12_345_678],
  ["1，234", 1234],
  ["1 234", 1234],
  ["1\u00a0234", 1234],
  ["1\u202f234\u202f567", 1_234_567],
  ["-1,234", -1234],
  ["４２", 42],
  ["１，２３４", 1234],
  ["4294967295", 4_294_967_295],
])("reads %j as %d", (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test.each(["1,5", "1 2", "1，5", "12,34", "1,2345", "1234,567", ",123", "1,234,", "1,234 567", "1,234.5", "1.", ".5", "0x10", "1e3", "+1", "--1", "- 1", "1 000 00", "1\n234", "1\t234", "²", "①", "٣", "abc", "12a", "Infinity", "NaN", "0b1", "1_000", "1'000"])(
  "takes %j for no number",
  (text) => {
    expect(readNumber(text)).toBeNaN();
  },
);

test.each(["", " ", "\n"])("%j is nothing at all", (text) => {
  expect(readNumber(text)).toBeUndefined();
});

test.each([
  ["", "unread_not_a_number"],
  ["1,5", "unread_not_a_number"],
  ["1 2", "unread_not_a_number"],
  ["1.5", "unread_not_whole"],
  ["-3", "unread_negative"],
  ["-1,234", "unread_negative"],
  ["4,294,967,296", "unread_too_big"],
  ["99999999999999999999", "unread_too_big"],
])("%j is refused in its own words: %s", (text, key) => {
  expect(UnreadNumber.safeParse(readNumber(text)).error?.issues[0]?.message).toBe(key);
});

test("a number that is written in thousands reads as itself in every writing of it", () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(",", "，", " ", "\u00a0", "\u202f", ""), fc.boolean(), (number, separator, wide) => {
      const text = number.toLocaleString("en").replaceAll(",", separator);
      expect(readNumber(wide ? text.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit))) : text)).toBe(number + 0);
    }),
  );
});

test("no text reads as a number with other digits than its own", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("0", "1", "5", "23", "456", ",", " ", ".", "-", "e", "x", "，"), { maxLength: 7 }), (parts) => {
      const text = parts.join("");
      const number = readNumber(text);
      if (number === undefined || Number.isNaN(number)) return;
      const digits = text.replaceAll(/[^\d.]/gu, "");
      expect(Math.abs(number)).toBe(Number(digits));
      // A separator stands before three digits only.
      expect(text.trim()).not.toMatch(/[, ，](?!\d{3}(?!\d))/u);
    }),
    { numRuns: 5000 },
  );
});
