import { expect, test } from "vitest";
import { stillFound } from "@/components/accounts/still-found";
import type { MarkReadItem } from "@/lib/shared/unread";

const found = [{ peer: "bob", nick: null, unread: 5 }, { peer: "carol", nick: null, unread: 2 }];
const finds = { found, startedAt: 100 };
const read = (peer: string, at: number): [string, { item: MarkReadItem; at: number }] => [peer, { item: { peer, before: 5, after: 0, effect: "changed" }, at }];
const held = (listed: string[], ...results: ReturnType<typeof read>[]) => stillFound(finds, { listed, results: new Map(results), readAt: 300 });

test("what was found holds all of it until something happens to it", () => {
  expect(held([])).toBe(7);
});

test("what was marked read, or is listed by now, no longer counts", () => {
  expect(held([], read("bob", 200))).toBe(2);
  expect(held(["carol"])).toBe(5);
});

test("an act before the search says nothing about it, and one that the picture cannot know of yet is no difference to it", () => {
  expect(held([], read("bob", 50))).toBe(7);
  expect(held([], read("bob", 400))).toBe(7);
});
