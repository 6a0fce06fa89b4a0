import * as fc from "fast-check";
import { expect, test } from "vitest";
import { counted } from "@/lib/server/groups/to-member";

const sequence = fc.nat(4_294_967_295);

test("prefers the server's own number, whatever the sequence numbers say", () => {
  fc.assert(
    fc.property(sequence, fc.option(sequence), fc.option(sequence), (reportedUnread, nextMsgSeq, readSeq) => {
      expect(counted({ reportedUnread, nextMsgSeq, readSeq })).toEqual({ counted: true, value: reportedUnread, source: "reported" });
    }),
  );
});

test("else counts the messages after the last one read, and never below 0", () => {
  fc.assert(
    fc.property(sequence, sequence, (nextMsgSeq, readSeq) => {
      const value = nextMsgSeq > readSeq ? nextMsgSeq - 1 - readSeq : 0;
      expect(counted({ reportedUnread: null, nextMsgSeq, readSeq })).toEqual({ counted: true, value, source: "derived" });
    }),
  );
});

test("never makes up a number that IM did not give", () => {
  expect(() => counted({ reportedUnread: null, nextMsgSeq: 5, readSeq: null })).toThrow(expect.objectContaining({ code: "im_bad_answer" }));
  expect(() => counted({ reportedUnread: null, nextMsgSeq: null, readSeq: 5 })).toThrow(expect.objectContaining({ code: "im_bad_answer" }));
});
