import { describe, expect, test } from "vitest";
import { jobSteps, jobView } from "@/components/jobs/job-steps";
import type { Job } from "@/lib/shared/jobs";
import { donePhase, readyJob } from "./jobs";

/** `file ✓, columns ✓, …`: each step's name and status in one line. */
const told = (job: Job) => jobSteps(job).map(({ name, status }) => `${name} ${status}`).join(", ");

const mapping: Job = { ...readyJob, state: "mapping", usable: 0 };
const withProblems: Job = { ...readyJob, rows: 3, problems: 1 };
const checked: Job = { ...readyJob, state: "checked", check: donePhase };
const large: Job = { ...checked, needsApproval: true };

describe("the steps of a job", () => {
  test.each([
    ["that waits for its columns", mapping, "file done, columns current, problems todo, dryRun todo, run todo"],
    ["whose rows are all good", readyJob, "file done, columns done, problems done, dryRun current, run todo"],
    ["that is a report, which needs no dry run", { ...readyJob, kind: "query_unread" }, "file done, columns done, problems done, dryRun todo, run current"],
    ["with a bad row", withProblems, "file done, columns done, problems current, dryRun todo, run todo"],
    ["in its dry run", { ...withProblems, state: "checking", check: donePhase }, "file done, columns done, problems done, dryRun current, run todo"],
    ["that may start", checked, "file done, columns done, problems done, dryRun done, run current"],
    ["that waits for approval", large, "file done, columns done, problems done, dryRun done, approval current, run todo"],
    ["that is approved", { ...large, approvedBy: "zhou" }, "file done, columns done, problems done, dryRun done, approval done, run current"],
    ["that runs without a dry run", { ...readyJob, state: "running", run: donePhase }, "file done, columns done, problems done, dryRun skipped, run current"],
    ["that is over", { ...checked, state: "finished", run: donePhase }, "file done, columns done, problems done, dryRun done, run done"],
    ["cancelled in the middle", { ...checked, state: "cancelled", run: donePhase }, "file done, columns done, problems done, dryRun done, run done"],
    ["cancelled before it began", { ...withProblems, state: "cancelled" }, "file done, columns done, problems todo, dryRun todo, run todo"],
  ] satisfies [string, Job, string][])("of a job %s", (_name, job, steps) => {
    expect(told(job)).toBe(steps);
  });
});

describe("what a job's page shows", () => {
  test.each([
    ["columns", mapping],
    ["dry-run", readyJob],
    ["problems", withProblems],
    ["problems", { ...readyJob, usable: 0, problems: 2 }],
    ["dry-run", { ...withProblems, state: "checking" }],
    ["dry-run", large],
    ["run", { ...checked, state: "scheduled" }],
    ["run", { ...checked, state: "paused", run: donePhase }],
    ["run", { ...checked, state: "cancelled", run: donePhase }],
    ["dry-run", { ...checked, state: "cancelled" }],
    ["problems", { ...withProblems, state: "cancelled" }],
  ] satisfies [string, Job][])("is %s when nothing is asked for", (view, job) => {
    expect(jobView(job, "")).toBe(view);
  });

  test("is what the address asks for, as soon as there is something to see", () => {
    expect(jobView(checked, "columns")).toBe("columns");
    expect(jobView({ ...checked, state: "running", run: donePhase }, "dry-run")).toBe("dry-run");
    expect(jobView(mapping, "problems")).toBe("columns");
    expect(jobView(checked, "run")).toBe("dry-run");
    expect(jobView(checked, "approval")).toBe("dry-run");
  });
});
