import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeRead } from "@/lib/server/unread/describe-read";

test.each([
  [3, 0, "changed"],
  [3, 1, "changed"],
  [250, 249, "changed"],
  [0, 0, "unchanged"],
  [0, 2, "unchanged"],
  [3, 3, "no_effect"],
  [3, 5, "no_effect"],
  [null, 0, "unverified"],
  [3, null, "unverified"],
  [0, null, "unverified"],
  [null, null, "unverified"],
])("from %s to %s is %s", (before, after, effect) => {
  expect(describeRead({ before, after })).toBe(effect);
});

/** One conversation as the server keeps it: the seconds in which unread messages came. Marking read drops those up to a time. */
test("says what a server did that drops every message up to a time", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 }), fc.integer({ min: 0, max: 21 }), (times, upTo) => {
      const left = times.filter((time) => time > upTo);
      const effect = describeRead({ before: times.length, after: left.length });
      expect(effect).toBe(times.length === 0 ? "unchanged" : left.length === times.length ? "no_effect" : "changed");
    }),
  );
});
