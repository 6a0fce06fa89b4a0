import { expect, test } from "vitest";
import { accountHref, groupHref } from "@/lib/client/paths";

test.each([
  ["alice", "/accounts/alice?app=1"],
  ["a/b#c?d%e", "/accounts/a%2Fb%23c%3Fd%25e?app=1"],
  ["<b>&amp;", "/accounts/%3Cb%3E%26amp%3B?app=1"],
  ["..", "/unread?app=1&account=.."],
])("the account %j has the page %s", (account, href) => {
  expect(accountHref(account, "1")).toBe(href);
  expect(new URL(href, "https://console.example").href).toBe(`https://console.example${href}`);
});

test("a group's marks survive in the link to its page", () => {
  expect(groupHref("@TGS#2CLUZEAEJ", "1", { ticket: "ZD 1" })).toBe("/groups/%40TGS%232CLUZEAEJ?app=1&ticket=ZD+1");
  expect(groupHref(".", null)).toBe("/group-unread?group=.");
});
