import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createDatabaseClock } from "@/lib/server/pacing/database-clock";

test("never takes a moment of the database's for earlier than it is", () => {
  const reading = fc.record({ idle: fc.integer({ min: 0, max: 5000 }), there: fc.integer({ min: 0, max: 300 }), back: fc.integer({ min: 0, max: 300 }) });
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_800_000_000 }), fc.array(reading, { minLength: 1 }), (difference, readings) => {
      const clock = createDatabaseClock();
      let local = 0;
      for (const { idle, there, back } of readings) {
        const asked = local + idle;
        local = asked + there + back;
        clock.sync({ at: asked + there + difference, asked, answered: local });
        expect(clock.toLocal(local + difference)).toBeGreaterThanOrEqual(local);
        expect(clock.toLocal(local + difference)).toBeLessThanOrEqual(local + there + back);
      }
    }),
  );
});

test("follows when the database's clock is set", () => {
  const clock = createDatabaseClock();
  clock.sync({ at: 10_000, asked: 0, answered: 2 });
  clock.sync({ at: 5000, asked: 10, answered: 12 });
  expect(clock.toLocal(5000)).toBeGreaterThanOrEqual(10);
  expect(clock.toLocal(5000)).toBeLessThanOrEqual(12);
  clock.sync({ at: 90_000, asked: 20, answered: 22 });
  expect(clock.toLocal(90_000)).toBeGreaterThanOrEqual(20);
  expect(clock.toLocal(90_000)).toBeLessThanOrEqual(22);
});
