import { afterEach, beforeEach, expect, test } from "vitest";
import { toLocalTime, UpToText, upToText } from "@/components/form/values";

const zone = process.env.TZ;
beforeEach(() => void (process.env.TZ = "America/New_York"));
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

// On this day 1:30 comes twice; this is the second time.
const second = "2026-11-01T06:30:00.000Z";

test("a moment in the hour that a clock change repeats is the one picked while its text is not edited", () => {
  const text = toLocalTime(second);
  expect(text).toBe("2026-11-01T01:30:00");
  expect(upToText(second).parse(text)).toBe(second);
  expect(UpToText.parse(text)).toBe("2026-11-01T05:30:00.000Z");
});

test("an edited text is what it says, and an emptied one no moment", () => {
  expect(upToText(second).parse("2026-11-02T01:30:00")).toBe("2026-11-02T06:30:00.000Z");
  expect(upToText(second).parse("")).toBeUndefined();
});
