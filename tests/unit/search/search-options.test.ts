import { expect, test } from "vitest";
import { searchOptions, type PageName } from "@/components/search/search-options";
import type { Recent } from "@/lib/client/recents";

const pages: PageName[] = [
  { key: "home", path: "/", name: "Home", words: "首页" },
  { key: "markRead", path: "/mark-read", name: "Mark read", words: "标记已读" },
  { key: "audit", path: "/audit", name: "Audit", words: "操作审计 history" },
];

const recent = (kind: Recent["kind"], id: string, name: string | null = null): Recent => ({ kind, app: "1", id, name });

const hrefs = (text: string, recents: Recent[] = []) => searchOptions({ text, app: "", recents, pages }).map(({ section, href }) => `${section} ${href}`);

test("before anything is typed there are the recent look-ups and every page", () => {
  expect(hrefs("", [recent("account", "alice"), recent("group", "standup")])).toEqual(["recent /accounts/alice", "recent /groups/standup", "pages /", "pages /mark-read", "pages /audit"]);
});

test("what was typed as a whole comes before what holds it", () => {
  expect(hrefs("crowd", [recent("account", "crowded")])).toEqual(["open /accounts/crowd", "open /groups/crowd", "recent /accounts/crowded"]);
});

test("an id that was opened before is what it was then, under the name it had, and stands there once", () => {
  const options = searchOptions({ text: "standup", app: "", recents: [recent("group", "standup", "Daily stand-up")], pages });
  expect(options.map(({ section, href }) => [section, href])).toEqual([
    ["open", "/groups/standup"],
    ["open", "/accounts/standup"],
  ]);
  expect(options[0]).toMatchObject({ name: "Daily stand-up" });
});

test("recent look-ups are found by their names, in whatever case", () => {
  expect(hrefs("小美", [recent("account", "crowded", "客服小美 Crowded")])).toEqual(["recent /accounts/crowded"]);
  expect(hrefs("WORK", [recent("group", "@TGS#1", "Work team")])).toContain("recent /groups/%40TGS%231");
});

test("pages are found by their name and by other words for it", () => {
  expect(hrefs("审计")).toEqual(["pages /audit"]);
  expect(hrefs("hist").at(-1)).toBe("pages /audit");
});

test("a page's whole name is the page first, though it may be somebody's id", () => {
  expect(hrefs("audit")[0]).toBe("pages /audit");
  expect(hrefs("Mark read")[0]).toBe("pages /mark-read");
  expect(hrefs("aud")[0]).toBe("open /accounts/aud");
});

test("at most eight recent look-ups are offered, the newest", () => {
  const many = Array.from({ length: 20 }, (_, index) => recent("account", `user${index}`));
  expect(hrefs("user", many).filter((option) => option.startsWith("recent"))).toHaveLength(8);
  expect(hrefs("user", many)).toContain("recent /accounts/user0");
});

test("nothing fits a text that is no id and no name", () => {
  expect(hrefs("没有这个")).toEqual([]);
});
