import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ownPath } from "@/lib/client/session";

const origin = "https://console.example";

test.each([
  ["/unread?account=alice&peers=bob#total", "/unread?account=alice&peers=bob#total"],
  ["https://console.example/audit?actor=ann", "/audit?actor=ann"],
  ["audit", "/audit"],
  ["/", "/"],
])("leads back to %s", (wanted, path) => {
  expect(ownPath(wanted, origin)).toBe(path);
});

test.each(["", null, undefined, "/sign-in", "/sign-in?callbackUrl=/sign-in", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "https://console.example.elsewhere.example/", "http://[", "/.//sign-in"])(
  "leads home instead of to %j",
  (wanted) => {
    expect(ownPath(wanted, origin)).toBe("/");
  },
);

test.each(["/.//elsewhere.example/x", "/a/..//elsewhere.example/x", "/.\\\\elsewhere.example/x", "/%2e//elsewhere.example/x", "https://console.example//elsewhere.example/x", "/.///elsewhere.example/x", "/.\t//elsewhere.example/x"])(
  "keeps %j on this site, though it turns into another's address",
  (wanted) => {
    expect(ownPath(wanted, origin)).toBe("/elsewhere.example/x");
  },
);

test("whatever is asked for stays on this site", () => {
  const pieces = fc.constantFrom("/", "//", "\\", ".", "..", "%2e", "%2f", "@", ":", "?", "#", "\t", "\n", "a", "elsewhere.example", "https:", "blob:", "javascript:", origin);
  fc.assert(
    fc.property(fc.oneof(fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join("")), fc.string(), fc.webUrl()), (wanted) => {
      const path = ownPath(wanted, origin);
      expect(path).toMatch(/^\/(?![/\\])/);
      expect(new URL(path, origin).origin).toBe(origin);
    }),
    { numRuns: 2000 },
  );
});
