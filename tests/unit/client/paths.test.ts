import * as fc from "fast-check";
import { expect, test } from "vitest";
import { accountHref, groupHref, readSegment } from "@/lib/client/paths";

const hrefs = [
  { page: "accounts", href: accountHref },
  { page: "groups", href: groupHref },
] as const;

test.each(hrefs)("a link to any of the $page leads to just that one, whatever its id holds", ({ page, href }) => {
  const id = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 48 }).filter((text) => text !== "." && text !== "..");
  fc.assert(
    fc.property(id, (text) => {
      const { pathname, searchParams, hash } = new URL(href(text, "1400000001"), "https://console.example");
      const [empty, noun, segment = "", ...more] = pathname.split("/");
      expect([empty, noun, readSegment(segment), ...more]).toEqual(["", page, text]);
      expect([...searchParams, hash]).toEqual([["app", "1400000001"], ""]);
    }),
  );
});

test("a segment that is badly written is taken as it stands", () => {
  expect(readSegment("100%")).toBe("100%");
});
