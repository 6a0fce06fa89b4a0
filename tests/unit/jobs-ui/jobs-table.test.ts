import { createElement } from "react";
import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime.js";
import { expect, test } from "vitest";
import { JobsTable } from "@/components/jobs/jobs-table";
import type { JobLine } from "@/lib/shared/jobs";
import { render, textOf } from "../acts/render";
import { aJob } from "../jobs-run/jobs";

const draw = (differing: Partial<JobLine>) => render(createElement(SearchParamsContext, { value: new URLSearchParams() }, createElement(JobsTable, { jobs: [{ ...aJob(), done: 0, failed: 0, finishedAt: null, ...differing }] })));
const line = (differing: Partial<JobLine>) => textOf(draw(differing));

test("a job that a second person has to approve says so before its dry run and after it", () => {
  for (const state of ["ready", "checked"] as const) {
    expect(line({ state, needsApproval: true })).toContain("needs approval");
    expect(line({ state, needsApproval: true, approvedBy: "admin" })).not.toContain("needs approval");
  }
});

test("a run that waits for its hours is not said to be running", () => {
  expect(line({ waitingUntil: "2026-11-21T14:00:00.000Z" })).toMatch(/waits for its hours/);
  expect(line({})).toContain("running");
});

test("what a dry run looked at is neither done nor failed", () => {
  const checked = line({ state: "checked", done: 100, failed: 97 });
  expect(checked).toContain("100 rows");
  expect(checked).not.toMatch(/of 100|97/);
  expect(line({ state: "running", done: 60, failed: 8 })).toMatch(/60 of 100.*8/);
});

test("the end of a job says how many rows failed, and stands out when some did", () => {
  const finishedAt = "2026-11-21T14:00:00.000Z";
  expect(line({ state: "finished", done: 604, failed: 600, finishedAt })).toContain("600 of 604 failed");
  expect(draw({ state: "finished", done: 604, failed: 600, finishedAt })).toContain('data-tone="warn"');
  expect(line({ state: "finished", done: 604, finishedAt })).toContain("no row failed");
  expect(draw({ state: "finished", done: 604, finishedAt })).not.toContain('data-tone="warn"');
});
