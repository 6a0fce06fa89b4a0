import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readSearch } from "@/components/search/read-search";

const read = (text: string) => readSearch(text, "1400000001").map(({ kind, href }) => [kind, href]);

test("an id may be an account's or a group's, and likelier an account's", () => {
  expect(read(" alice\n")).toEqual([
    ["account", "/accounts/alice?app=1400000001"],
    ["group", "/groups/alice?app=1400000001"],
  ]);
});

test("an assigned group id is a group's, and an account beside it one of the members", () => {
  expect(read("@TGS#2CLUZEAEJ")).toEqual([["group", "/groups/%40TGS%232CLUZEAEJ?app=1400000001"]]);
  expect(read("alice, @TGS#2CLUZEAEJ")).toEqual([
    ["member", "/groups/%40TGS%232CLUZEAEJ?app=1400000001&member=alice"],
    ["group", "/groups/%40TGS%232CLUZEAEJ?app=1400000001"],
  ]);
});

test("several ids are an account and its peers", () => {
  expect(read("alice,bob;teacher")).toEqual([["peers", "/unread?app=1400000001&account=alice&peers=bob%2Cteacher"]]);
});

test("words with only blanks between them may also be one id", () => {
  expect(read("all unread")).toEqual([
    ["peers", "/unread?app=1400000001&account=all&peers=unread"],
    ["account", "/accounts/all%20unread?app=1400000001"],
    ["group", "/groups/all%20unread?app=1400000001"],
  ]);
});

test("an id in quotes is one id, whatever it holds", () => {
  expect(read('"a, b"')).toEqual([
    ["account", "/accounts/a%2C%20b?app=1400000001"],
    ["group", "/groups/a%2C%20b?app=1400000001"],
  ]);
});

test("signs that mean something in an address stay part of the id", () => {
  expect(read("odd/id?&#%")[0]).toEqual(["account", "/accounts/odd%2Fid%3F%26%23%25?app=1400000001"]);
});

test.each([".", ".."])("%s leads to the forms, for no path can hold it", (id) => {
  expect(read(id).map(([, href]) => href)).toEqual([`/unread?app=1400000001&account=${id}`, `/group-unread?app=1400000001&group=${id}`]);
});

test("what is too long for an account may be a group's, and what is too long for both is nothing", () => {
  expect(read("a".repeat(33)).map(([kind]) => kind)).toEqual(["group"]);
  expect(read("a".repeat(49))).toEqual([]);
});

test.each(["", " \n", "林小雨", "查询 未读"])("%j holds no id", (text) => {
  expect(read(text)).toEqual([]);
});

test("whatever is pasted, what it leads to is a page of this console", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const { href } of readSearch(text, "")) expect(new URL(href, "https://console.example").pathname).toMatch(/^\/(?:accounts\/[^/]+|groups\/[^/]+|unread|group-unread)$/);
    }),
  );
});
