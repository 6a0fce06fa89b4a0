import { createElement } from "react";
import { expect, test } from "vitest";
import { RowNumber } from "@/components/accounts/row-number";
import { render, textOf } from "../acts/render";

const text = (unread: number | null, change?: { before: number | null; after: number | null }) => textOf(render(createElement(RowNumber, { unread, change }))).trim();

test("shows a number, or what an act or time made of it", () => {
  expect(text(12)).toBe("12");
  expect(text(0, { before: 12, after: 0 })).toBe("12 → 0");
});

test("what came in since an act stands beside it, and that it could not be read since", () => {
  expect(text(3, { before: 12, after: 0 })).toBe("12 → 0 · now 3");
  expect(text(null, { before: 250, after: 0 })).toBe("250 → 0 · now ?");
});

test("of a number that the act itself could not read nothing more is said", () => {
  expect(text(null, { before: 12, after: null })).toBe("12 → ?");
});
