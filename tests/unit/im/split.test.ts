import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mapSideBySide, splitUnique } from "@/lib/server/im/split";

test("splits into parts that are not too big, with everything once and in order", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 })), fc.integer({ min: 1, max: 12 }), (items, size) => {
      const parts = splitUnique(items, size);
      expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
      expect(parts.flat()).toEqual([...new Set(items)]);
    }),
  );
});

test("answers in the order asked, however long each takes", async () => {
  const delays = Array.from({ length: 40 }, (_, index) => (index * 7) % 5);
  const answers = await mapSideBySide(delays, (delay) => new Promise<number>((resolve) => setTimeout(() => resolve(delay), delay)));
  expect(answers).toEqual(delays);
});

test("begins nothing more after a failure, and passes it on", async () => {
  let begun = 0;
  const work = async (item: number) => {
    begun += 1;
    await Promise.resolve();
    if (item === 3) throw new Error("three");
    await new Promise((resolve) => setTimeout(resolve, 5));
    return item;
  };
  await expect(mapSideBySide(Array.from({ length: 100 }, (_, index) => index), work)).rejects.toThrow("three");
  expect(begun).toBeLessThan(40);
});
