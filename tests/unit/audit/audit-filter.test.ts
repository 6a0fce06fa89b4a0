import { afterEach, expect, test, vi } from "vitest";
import { isFiltered, noFilter, readDay, tidy, toAuditFilter } from "@/components/audit/audit-filter";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("nothing is asked for where nothing is given, of whichever app", () => {
  expect(toAuditFilter(noFilter, "1400000001")).toEqual({});
  expect(isFiltered(noFilter)).toBe(false);
});

test("the chosen app narrows only where that is asked for", () => {
  expect(toAuditFilter({ ...noFilter, scope: "app", account: "alice" }, "1400000001")).toEqual({ app: "1400000001", account: "alice" });
});

test.each([
  ["UTC", "2025-11-20T00:00:00.000Z", "2025-11-21T00:00:00.000Z"],
  ["Asia/Shanghai", "2025-11-19T16:00:00.000Z", "2025-11-20T16:00:00.000Z"],
])("in %s, a day lasts from its own midnight to the next", (zone, from, to) => {
  vi.stubEnv("TZ", zone);
  expect(toAuditFilter({ ...noFilter, from: "2025-11-20", to: "2025-11-20" }, "1")).toEqual({ from, to });
});

test("a day of 25 hours lasts 25 hours", () => {
  vi.stubEnv("TZ", "America/New_York");
  expect(toAuditFilter({ ...noFilter, from: "2025-11-02", to: "2025-11-02" }, "1")).toEqual({ from: "2025-11-02T04:00:00.000Z", to: "2025-11-03T05:00:00.000Z" });
});

test.each(["2025-02-31", "yesterday", "2025-1-1", "2025-11-20T10:00:00Z"])("%s is no day, and goes to the server as it stands", (text) => {
  expect(readDay(text)).toBeUndefined();
  expect(toAuditFilter({ ...noFilter, from: text }, "1")).toEqual({ from: text });
});

test("blanks around what was typed go, those that a link brought stay", () => {
  const was = { ...noFilter, account: " alice " };
  expect(tidy({ ...was, actor: " bob\t" }, was)).toMatchObject({ account: " alice ", actor: "bob" });
});
