import type { Job, JobKindName } from "@/lib/shared/jobs";

export type JobStepName = "file" | "columns" | "problems" | "dryRun" | "approval" | "run";
/** `skipped`: it was left out, and the job has gone on. */
export type StepStatus = "done" | "current" | "todo" | "skipped";
/** What a job's page can show; the address names it. */
export const jobViews = ["columns", "problems", "dry-run", "run"] as const;
export type JobView = (typeof jobViews)[number];

export interface JobStep {
  name: JobStepName;
  status: StepStatus;
  /** Where the step can be looked at; `undefined` while there is nothing to see. */
  view: JobView | undefined;
}

/** The way of a job from its file to its run, and how far it is. */
export function jobSteps(job: Job): JobStep[] {
  const mapped = job.state !== "mapping";
  const step = (name: JobStepName, status: StepStatus, view: JobView | undefined): JobStep => ({ name, status: job.state === "cancelled" && status === "current" ? "todo" : status, view });
  return [
    step("file", "done", undefined),
    step("columns", mapped ? "done" : "current", "columns"),
    step("problems", problemsStatus(job), mapped ? "problems" : undefined),
    step("dryRun", dryRunStatus(job), mapped ? "dry-run" : undefined),
    ...(job.needsApproval ? [step("approval", approvalStatus(job), mapped ? "dry-run" : undefined)] : []),
    step("run", runStatus(job), hasBegun(job) ? "run" : undefined),
  ];
}

/** Whether a kind changes anything. A report does not, so there is nothing to see beforehand and nothing to type twice. */
export function changesNumbers(kind: JobKindName): boolean {
  return kind !== "query_unread";
}

/** Whether the run was asked for: it waits for its time, goes on, rests or is over. */
export function hasBegun({ state, run }: Pick<Job, "state" | "run">): boolean {
  return ["scheduled", "running", "paused", "finished"].includes(state) || run !== null;
}

/** What the page shows: what the address asks for, where there is something to see, else what is next for the job. */
export function jobView(job: Job, asked: string): JobView {
  const seen = jobSteps(job).find(({ view }) => view !== undefined && view === asked)?.view;
  if (seen) return seen;
  if (job.state === "mapping") return "columns";
  if (hasBegun(job)) return "run";
  return looksAtProblems(job) ? "problems" : "dry-run";
}

function looksAtProblems({ state, problems, usable, check }: Job): boolean {
  return (state === "ready" || state === "cancelled") && check === null && (problems > 0 || usable === 0);
}

function problemsStatus(job: Job): StepStatus {
  if (job.state === "mapping") return "todo";
  return looksAtProblems(job) ? "current" : "done";
}

function dryRunStatus(job: Job): StepStatus {
  if (job.state === "mapping") return "todo";
  if (job.state === "checking") return "current";
  if (job.state === "ready") return looksAtProblems(job) || !changesNumbers(job.kind) ? "todo" : "current";
  if (job.check !== null) return "done";
  return hasBegun(job) ? "skipped" : "todo";
}

function approvalStatus(job: Job): StepStatus {
  if (job.approvedBy !== null) return "done";
  return job.state === "checked" ? "current" : "todo";
}

function runStatus(job: Job): StepStatus {
  if (job.state === "finished" || (job.state === "cancelled" && hasBegun(job))) return "done";
  if (hasBegun(job)) return "current";
  const mayStart = job.state === "checked" || (job.state === "ready" && !changesNumbers(job.kind) && !looksAtProblems(job));
  return mayStart && (!job.needsApproval || job.approvedBy !== null) ? "current" : "todo";
}
