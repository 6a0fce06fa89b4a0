import { expect, test } from "vitest";
import { toRates } from "@/components/jobs/chart-rates";

const at = (seconds: number) => Date.parse("2026-11-21T14:00:00.000Z") + seconds * 1000;
const sample = (seconds: number, done: number, failed = 0) => ({ at: new Date(at(seconds)).toISOString(), done, failed });
const rates = (samples: ReturnType<typeof sample>[], from: number, until: number) => toRates({ seconds: 10, samples }, { from: at(from), until: at(until) });

test("divides what was done by the seconds that belong to the run, at its beginning and its end too", () => {
  expect(rates([sample(0, 500), sample(10, 1500), sample(20, 800)], 5, 28).map(({ perSecond }) => perSecond)).toEqual([100, 150, 100]);
});

test("a stretch in which nothing was done is a zero, and keeps its place", () => {
  expect(rates([sample(0, 1000), sample(20, 1000, 7)], 0, 30)).toMatchObject([
    { from: at(0), perSecond: 100, failed: 0 },
    { from: at(10), perSecond: 0 },
    { from: at(20), perSecond: 100, failed: 7 },
  ]);
});

test("what has hardly begun is no dip", () => {
  expect(rates([sample(0, 1000), sample(10, 3)], 0, 12)).toHaveLength(1);
  expect(rates([], 0, 0)).toEqual([]);
});

test("a night of samples becomes as many points as a chart can show, and loses none of what they count", () => {
  const samples = Array.from({ length: 4000 }, (_, index) => sample(index * 10, 1600, 1));
  const many = rates(samples, 0, 40_000);
  expect(many.length).toBeLessThanOrEqual(240);
  expect(many.reduce((sum, { failed }) => sum + failed, 0)).toBe(4000);
  expect(many.every(({ perSecond }) => Math.abs(perSecond - 160) < 1e-6)).toBe(true);
});
