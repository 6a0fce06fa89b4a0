import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeChange } from "@/lib/server/groups/describe-change";

test.each([
  ["set to another number", { asked: 5, before: 2, after: 5, messages: 20 }, "changed"],
  ["set to 0", { asked: 0, before: 7, after: 0, messages: 20 }, "changed"],
  ["set to the very number of messages", { asked: 20, before: 2, after: 20, messages: 20 }, "changed"],
  ["set to what it was", { asked: 5, before: 5, after: 5, messages: 20 }, "unchanged"],
  ["set to 0 when it was 0", { asked: 0, before: 0, after: 0, messages: 0 }, "unchanged"],
  ["set above the messages there are", { asked: 99, before: 2, after: 20, messages: 20 }, "clamped"],
  ["set above the messages there are, and was there already", { asked: 99, before: 20, after: 20, messages: 20 }, "clamped"],
  ["set to anything in a group without messages", { asked: 9, before: 0, after: 0, messages: 0 }, "clamped"],
  ["partly read by the member since", { asked: 15, before: 2, after: 10, messages: 20 }, "changed"],
  ["answered OK without moving", { asked: 5, before: 2, after: 2, messages: 20 }, "no_effect"],
  ["answered OK without moving, though it could have been lowered", { asked: 99, before: 2, after: 2, messages: 20 }, "no_effect"],
  ["overtaken by a new message", { asked: 5, before: 2, after: 6, messages: 21 }, "changed"],
  ["not to be read back", { asked: 5, before: 2, after: null, messages: 20 }, "unverified"],
])("a number %s", (_what, numbers, effect) => {
  const { asked, before, after } = numbers;
  expect(describeChange(numbers)).toEqual({ asked, before, after, effect });
});

const numbers = fc.record({ asked: fc.nat(60), messages: fc.nat(40), share: fc.double({ min: 0, max: 1, noNaN: true }) });

test("says what a server did that keeps at most as many as there are messages", () => {
  fc.assert(
    fc.property(numbers, ({ asked, messages, share }) => {
      const before = Math.round(messages * share);
      const after = Math.min(asked, messages);
      const expected = asked > messages ? "clamped" : after === before ? "unchanged" : "changed";
      expect(describeChange({ asked, before, after, messages }).effect).toBe(expected);
    }),
  );
});

test("never calls it a change when the server did nothing", () => {
  fc.assert(
    fc.property(numbers, ({ asked, messages, share }) => {
      const before = Math.round(messages * share);
      const { effect } = describeChange({ asked, before, after: before, messages });
      expect(effect).toBe(before === asked ? "unchanged" : asked > messages && before === messages ? "clamped" : "no_effect");
    }),
  );
});
