import { createElement } from "react";
import { expect, test } from "vitest";
import { FindMissing } from "@/components/accounts/find-missing";
import { MissingEnd } from "@/components/accounts/missing-end";
import { MissingNow } from "@/components/accounts/missing-now";
import { advance, type MissingProgress } from "@/lib/client/missing";
import type { MissingLine } from "@/lib/shared/missing";
import { anApp, render, textOf } from "./render";

const huang = { peer: "huang.na", nick: "黄娜", unread: 2 };
const noah = { peer: "noah", nick: null, unread: 3 };
const line = (values: Partial<MissingLine>): MissingLine => ({ source: "groups", checked: 10, calls: 3, found: [], remaining: 12, ...values });
const begun = { startedAt: 0, input: { known: ["teacher"], missing: 12 }, line: undefined, checked: 0, checkedBefore: 0, found: [], remaining: 12 };
const progress: MissingProgress = { line: line({ groupId: "@TGS#2CLUZEAEJ" }), checked: 70, found: [huang, noah], remaining: 7 };

test("each line adds what is new, and says what is left", () => {
  const first = advance(begun, line({ found: [huang], remaining: 10 }));
  const second = advance(first, line({ found: [huang, noah], checked: 20, remaining: 7 }));
  expect(second).toMatchObject({ found: [huang, noah], checked: 20, remaining: 7 });
});

test("a search that goes on counts on the candidates of the one before", () => {
  expect(advance({ ...begun, checkedBefore: 300, checked: 300 }, line({ checked: 20 }))).toMatchObject({ checked: 320 });
});

test("says before it begins what it is for and what it may spend", () => {
  const html = render(createElement(FindMissing, { app: anApp(), account: "crowded", known: [], missing: 12, onChange: () => undefined, onMarkRead: () => undefined }));
  expect(textOf(html)).toContain("Find the missing 12");
  expect(textOf(html)).toContain("Reads only, at most 40 IM calls.");
});

test("shows while it runs what was spent, found and left, and where it is looking", () => {
  const html = render(createElement(MissingNow, { progress, running: true }));
  expect(textOf(html)).toContain("3 of 40 calls · 70 candidates checked · 5 found, 7 still unexplained");
  expect(textOf(html)).toContain("Members of the account’s groups @TGS#2CLUZEAEJ");
  expect(html).toMatch(/<progress[^>]*max="40"[^>]*value="3"/);
});

test.each([
  ["explained", "Everything is explained."],
  ["exhausted", "No candidates are left; 7 unread still unexplained."],
  ["limit", "40 calls are used up; 7 unread still unexplained."],
  ["stopped", "Stopped; 7 unread still unexplained."],
] as const)("tells the end “%s” from the others", (end, title) => {
  expect(textOf(render(createElement(MissingEnd, { end, progress })))).toContain(title);
});

const atLimit = (next?: number) => textOf(render(createElement(MissingEnd, { end: "limit", progress: { ...progress, line: line(next === undefined ? {} : { next }) } })));

test("promises to go on only where there is a place to go on from", () => {
  expect(atLimit(300)).toContain("“Search on” goes on from here.");
  expect(atLimit()).not.toContain("Search on");
  expect(atLimit()).toContain("paste the ids under “Check other peers”");
});

test("names the sources that could not be read", () => {
  const html = render(createElement(MissingEnd, { end: "exhausted", progress: { ...progress, line: line({ failed: ["marks", "groups"] }) } }));
  expect(textOf(html)).toContain("Could not be read, so candidates may be missing: marked conversations and group members.");
});
