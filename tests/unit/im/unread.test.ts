import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chooseUnread, deriveUnread } from "@/lib/server/im/unread";

const seq = fc.integer({ min: 0, max: 4_294_967_295 });

test("derives unread as what comes after the last message read, and never less than nothing", () => {
  fc.assert(
    fc.property(seq, seq, (nextMsgSeq, readSeq) => {
      const unread = deriveUnread({ nextMsgSeq, readSeq });
      expect(unread).toBeGreaterThanOrEqual(0);
      // Reading on by what is unread leaves nothing; with one message more, exactly one is unread.
      expect(deriveUnread({ nextMsgSeq, readSeq: readSeq + unread })).toBe(0);
      if (unread > 0) expect(deriveUnread({ nextMsgSeq: nextMsgSeq + 1, readSeq })).toBe(unread + 1);
    }),
  );
});

test("takes the server's own number before a derived one, 0 included", () => {
  expect(chooseUnread({ reportedUnread: 0, nextMsgSeq: 10, readSeq: 2 })).toEqual({ value: 0, source: "reported" });
  expect(chooseUnread({ reportedUnread: null, nextMsgSeq: 10, readSeq: 2 })).toEqual({ value: 7, source: "derived" });
});

test("does not take an answer that says nothing for 0", () => {
  expect(chooseUnread({ reportedUnread: null, nextMsgSeq: null, readSeq: 2 })).toBeNull();
  expect(chooseUnread({ reportedUnread: null, nextMsgSeq: 10, readSeq: null })).toBeNull();
});
