import { describe, expect, test } from "vitest";
import { startValues } from "@/components/jobs/start-values";

const typed = { confirm: "", startAt: "", hours: { from: "22:00", to: "06:00", timeZone: "Asia/Shanghai" }, stopPercent: "20" };
const at = (schema: ReturnType<typeof startValues>, values: typeof typed) => schema.safeParse(values);
const complaints = (answer: ReturnType<typeof at>) => answer.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("the start form", () => {
  test("asks for nothing but the percentage when it starts at once and at any hour", () => {
    expect(at(startValues({ later: false, between: false }), { ...typed, startAt: "half", hours: { from: "", to: "", timeZone: "" }, confirm: " Shop Chat " }).data).toEqual({ confirm: "Shop Chat", startAt: undefined, hours: undefined, stopPercent: 20 });
  });

  test("sends the moment that its local time means", () => {
    const { data } = at(startValues({ later: true, between: false }), { ...typed, startAt: "2099-11-21T22:00:00" });
    expect(data?.startAt).toBe(new Date("2099-11-21T22:00:00").toISOString());
  });

  test("wants a time where a later one was asked for", () => {
    expect(complaints(at(startValues({ later: true, between: false }), typed))).toEqual(["startAt: up_to_not_a_time"]);
    expect(complaints(at(startValues({ later: true, between: false }), { ...typed, startAt: "tomorrow" }))?.[0]).toMatch(/^startAt: /);
  });

  test("takes no time that has passed", () => {
    expect(complaints(at(startValues({ later: true, between: false }), { ...typed, startAt: "2020-01-01T03:00:00" }))).toEqual(["startAt: start_in_past"]);
  });

  test("wants hours of a clock, and a zone that exists", () => {
    const schema = startValues({ later: false, between: true });
    expect(at(schema, typed).data?.hours).toEqual(typed.hours);
    expect(complaints(at(schema, { ...typed, hours: { from: "25:00", to: "", timeZone: "Mars/Base" } }))).toEqual(["hours.from: time_of_day", "hours.to: time_of_day", "hours.timeZone: time_zone"]);
  });

  test.each(["0", "101", "1.5", "", "many"])("takes no %s as a percentage", (stopPercent) => {
    expect(complaints(at(startValues({ later: false, between: false }), { ...typed, stopPercent }))?.[0]).toMatch(/^stopPercent: /);
  });
});
