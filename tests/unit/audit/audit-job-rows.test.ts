import { createElement } from "react";
import { expect, test } from "vitest";
import { noFilter, type FilterValues } from "@/components/audit/audit-filter";
import { AuditJobRows } from "@/components/audit/audit-job-rows";
import { render, textOf } from "../acts/render";

const draw = (values: Partial<FilterValues>) => render(createElement(AuditJobRows, { values: { ...noFilter, ...values }, app: "1400000001" }));

test("who looks for an account or a group is led to what jobs did there row by row", () => {
  expect(draw({ account: "alice" })).toContain('href="/accounts/alice?app=1400000001"');
  expect(textOf(draw({ account: "alice" }))).toContain("What jobs did to this account, row by row, stands in");
  expect(draw({ group: "@TGS#1" })).toContain('href="/groups/%40TGS%231?app=1400000001"');
});

test("any other filter says nothing of it", () => {
  expect(textOf(draw({ actor: "ann", ticket: "OPS-1" })).trim()).toBe("");
});
