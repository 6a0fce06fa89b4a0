import { describe, expect, test } from "vitest";
import { isOpen, opensAt } from "@/lib/server/jobs/hours";

const night = { from: "22:00", to: "06:00", timeZone: "Asia/Shanghai" };
const day = { from: "09:00", to: "17:30", timeZone: "UTC" };

describe("hours of a job", () => {
  test("are those of the clock in their zone, from the first minute until before the last", () => {
    expect(isOpen(day, new Date("2026-11-21T08:59:59Z"))).toBe(false);
    expect(isOpen(day, new Date("2026-11-21T09:00:00Z"))).toBe(true);
    expect(isOpen(day, new Date("2026-11-21T17:29:59Z"))).toBe(true);
    expect(isOpen(day, new Date("2026-11-21T17:30:00Z"))).toBe(false);
  });

  test("may hold midnight", () => {
    expect(isOpen(night, new Date("2026-11-21T14:00:00Z"))).toBe(true);
    expect(isOpen(night, new Date("2026-11-21T16:30:00Z"))).toBe(true);
    expect(isOpen(night, new Date("2026-11-21T21:59:00Z"))).toBe(true);
    expect(isOpen(night, new Date("2026-11-21T22:00:00Z"))).toBe(false);
  });

  test("open at the first such minute to come; now, where they are open or there are none", () => {
    expect(opensAt(night, new Date("2026-11-21T08:15:20Z"))).toEqual(new Date("2026-11-21T14:00:00Z"));
    expect(opensAt(day, new Date("2026-11-21T17:30:00Z"))).toEqual(new Date("2026-11-22T09:00:00Z"));
    expect(opensAt(night, new Date("2026-11-21T14:00:00Z"))).toBeNull();
    expect(opensAt(null, new Date())).toBeNull();
    expect(opensAt({ ...day, to: "09:00" }, new Date("2026-11-21T03:00:00Z"))).toBeNull();
  });

  test("follow a clock that is set: an hour that does not exist that night opens with the next one", () => {
    // In Berlin 02:00 to 03:00 was left out on 29 March 2026.
    const gap = { from: "02:15", to: "02:45", timeZone: "Europe/Berlin" };
    expect(opensAt(gap, new Date("2026-03-29T00:30:00Z"))).toEqual(new Date("2026-03-30T00:15:00Z"));
  });
});
