import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isProtected } from "@/lib/server/apps/protected";

const is = (pattern: string, userId: string) => isProtected({ protectedAccounts: [pattern] }, userId);

test.for([
  ["boss", "boss", true],
  ["boss", "boss2", false],
  ["boss", "Boss", false],
  ["vip-*", "vip-", true],
  ["vip-*", "vip-7", true],
  ["vip-*", "a-vip-7", false],
  ["*-bot", "news-bot", true],
  ["*-bot", "news-bots", false],
  ["*bot*", "robots", true],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["a*b*a", "aba", true],
  ["a*b*b", "ab", false],
  ["**", "anybody", true],
  ["*", "anybody", true],
  ["a.c", "abc", false],
  ["(a+)+$", "aaaa", false],
  ["[x]*", "[x]y", true],
] as const)("the pattern %s and the account %s", ([pattern, userId, expected]) => {
  expect(is(pattern, userId)).toBe(expected);
});

test("protects nobody where nothing is configured", () => {
  expect(isProtected({ protectedAccounts: [] }, "boss")).toBe(false);
});

test("one pattern of several is enough", () => {
  expect(isProtected({ protectedAccounts: ["boss", "vip-*"] }, "vip-1")).toBe(true);
});

test("says of any pattern what a regular expression says", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", ".", "*"), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (written, userId) => {
      const equal = new RegExp(`^${written.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
      expect(is(written, userId)).toBe(equal.test(userId));
    }),
    { numRuns: 500 },
  );
});
