import * as fc from "fast-check";
import { expect, test } from "vitest";
import { oneAtATime } from "@/lib/server/one-at-a-time";

/** Work that is under way until it is told to end. */
function work<T>(value: T) {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const seen = {
    began: false,
    end,
    run: async () => {
      seen.began = true;
      await ended;
      return value;
    },
  };
  return seen;
}

/** Long enough for everything that could go on to have gone on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("what concerns one target waits for what was begun before", async () => {
  const [first, second] = [work(1), work(2)];
  const both = [oneAtATime(["a"], first.run), oneAtATime(["a"], second.run)];
  await settle();
  expect([first.began, second.began]).toEqual([true, false]);
  first.end();
  await settle();
  expect(second.began).toBe(true);
  second.end();
  expect(await Promise.all(both)).toEqual([1, 2]);
});

test("what concerns another target goes on beside it", async () => {
  const [first, second] = [work(1), work(2)];
  const waiting = oneAtATime(["a"], first.run);
  const other = oneAtATime(["b"], second.run);
  second.end();
  expect(await other).toBe(2);
  first.end();
  await waiting;
});

test("a failure is passed on, and holds nobody back", async () => {
  const failing = oneAtATime(["a"], () => Promise.reject(new Error("No.")));
  const next = oneAtATime(["a"], () => Promise.resolve("done"));
  await expect(failing).rejects.toThrow("No.");
  expect(await next).toBe("done");
});

test("several targets are waited for together, in whatever order they are named", async () => {
  const first = work(1);
  const order: string[] = [];
  const note = (name: string) => () => Promise.resolve(void order.push(name));
  const all = [oneAtATime(["a", "b"], first.run), oneAtATime(["b", "c"], note("bc")), oneAtATime(["c", "a"], note("ca")), oneAtATime(["d"], note("d"))];
  await settle();
  expect(order).toEqual(["d"]);
  first.end();
  await Promise.all(all);
  expect(order).toEqual(["d", "bc", "ca"]);
});

test("never two at a time on one target, however many there are", async () => {
  const target = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(target, { maxLength: 12 }), async (asked) => {
      const busy = new Set<string>();
      const clashes: string[] = [];
      await Promise.all(
        asked.map((targets) =>
          oneAtATime(targets, async () => {
            for (const name of targets) if (busy.has(name)) clashes.push(name);
            for (const name of targets) busy.add(name);
            await settle();
            for (const name of targets) busy.delete(name);
          }),
        ),
      );
      expect(clashes).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
