import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatPeers, parsePeers } from "@/lib/shared/peers";
import { UserId } from "@/lib/shared/ids";

const userId = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)), minLength: 1, maxLength: 32 });
/** Rich in the characters that mean something to the parser. */
const awkwardId = fc.string({ unit: fc.constantFrom('"', " ", ",", ";", "|", "a", "b"), minLength: 1, maxLength: 8 });

test("reads back any legal ids as they were written", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.oneof(userId, awkwardId), { maxLength: 20 }), (ids) => {
      expect(ids.every((id) => UserId.safeParse(id).success)).toBe(true);
      expect(parsePeers(formatPeers(ids))).toEqual(ids);
    }),
    { numRuns: 2000 },
  );
});

test("finds every id of a list, whatever it was pasted with", () => {
  const plain = fc.stringMatching(/^[A-Za-z0-9_@.#-]{1,32}$/);
  const between = fc.stringMatching(/^[ \t\r\n,;|、，；｜\u3000\u00a0]{1,4}$/u);
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, between), { maxLength: 20 }), (pairs) => {
      expect(parsePeers(pairs.flat().join(""))).toEqual([...new Set(pairs.map(([id]) => id))]);
    }),
  );
});

test.each([
  ["nothing", "", []],
  ["only separators", " \n,,;|\t、，；｜\u3000", []],
  ["a column of a spreadsheet", "bob\r\ncarol\r\n", ["bob", "carol"]],
  ["a row of a spreadsheet", "bob\tcarol", ["bob", "carol"]],
  ["a sentence in Chinese", "张三？no，bob、carol；dave", ["张三？no", "bob", "carol", "dave"]],
  ["an id twice", "bob, carol, bob", ["bob", "carol"]],
  ["ids that differ in capitals", "Bob bob", ["Bob", "bob"]],
  ["an id that begins with a byte order mark", "\uFEFFbob", ["bob"]],
  ["an id with a comma, in quotes", '"a, b", c', ["a, b", "c"]],
  ["a quote in quotes", '"say ""hi"" now"', ['say "hi" now']],
  ["a quote inside a word", 'a"b "c d"', ['a"b', "c d"]],
  ["a quote that is never closed", '"bob carol', ['"bob', "carol"]],
  ["empty quotes", '"" bob', ["bob"]],
  ["names of built-in properties", "__proto__ constructor", ["__proto__", "constructor"]],
])("reads %s", (_what, text, ids) => {
  expect(parsePeers(text)).toEqual(ids);
});

test("reads a hundred thousand quotes as quickly as anything else", () => {
  expect(parsePeers('"a '.repeat(100_000))).toEqual(['"a']);
});
