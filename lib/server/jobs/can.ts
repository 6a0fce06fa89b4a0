import "server-only";
import { AppError } from "@/lib/shared/errors";
import { allowedStates, type JobAction, type JobState } from "@/lib/shared/jobs";
import { hasScope, lowestRoleWith, type Scope } from "@/lib/shared/roles";
import type { Actor, Settings } from "../context";
import type { JobRow } from "./find-job";
import { kindOf } from "./kinds";
import { rowsRemoved } from "./rows-removed";

/** What only the job's creator or an admin may do. Whoever may run jobs may stop one, and make a new one from what is left of it. */
const creatorsOwn = new Set<JobAction>(["columns", "dry-run", "start", "resume"]);

/** Whether a second person has to approve the job: it changes something, in more rows than the console's setting allows one person. */
export function needsApproval(job: Pick<JobRow, "kind" | "usable">, { jobApprovalRows }: Pick<Settings, "jobApprovalRows">): boolean {
  return kindOf(job.kind).write !== undefined && job.usable > jobApprovalRows;
}

/** Why `actor` cannot do this with the job now; nothing where it can be done. */
export function whyNot(actor: Actor, job: JobRow, action: JobAction, settings: Pick<Settings, "jobApprovalRows" | "readOnly">): AppError | undefined {
  const scope: Scope = action === "approve" ? "jobs:approve" : "jobs:run";
  if (!hasScope(actor.role, scope)) {
    const role = lowestRoleWith(scope);
    return new AppError("forbidden", `Your role may not do this; it takes the role “${role}” or higher.`, { params: { role } });
  }
  if (creatorsOwn.has(action) && actor.name !== job.createdBy && actor.role !== "admin") {
    return new AppError("not_your_job", `This job belongs to ${job.createdBy}. You may look at it, pause it and cancel it; an admin may do the rest.`, { params: { owner: job.createdBy } });
  }
  if (!allowedStates[action].includes(job.state as JobState)) {
    return new AppError("wrong_state", `This job is ${job.state} now, and that cannot be done with it. Nothing was changed.`, { params: { state: job.state } });
  }
  switch (action) {
    case "columns":
      // A row that is put back knows what it was to be; with other columns it would be another row.
      return job.parentId === null ? undefined : new AppError("nothing_to_do", "The columns of a job that was made from another are those of that job.");
    case "approve":
      if (!needsApproval(job, settings)) return new AppError("nothing_to_do", "This job needs no approval.");
      if (job.approvedBy !== null) return new AppError("already_approved", "This job is approved already.");
      if (actor.name === job.createdBy) return new AppError("own_job", "Whoever made a job cannot approve it. Ask somebody else who may.");
      return undefined;
    case "start":
      if (settings.readOnly && kindOf(job.kind).write) return new AppError("read_only", "This console is set to read only; nothing can be changed from here.");
      if (job.usable === 0) return new AppError("nothing_to_do", "No row of this job can be run.");
      if (!needsApproval(job, settings) || job.approvedBy !== null) return undefined;
      if (job.state === "ready") return new AppError("dry_run_first", "Do a dry run first: more rows than one person may start alone have to be previewed and approved.");
      return new AppError("approval_required", `A second person has to approve this job before it starts: it has more than ${settings.jobApprovalRows} rows.`, { params: { rows: settings.jobApprovalRows } });
    case "dry-run":
      return job.usable === 0 ? new AppError("nothing_to_do", "No row of this job can be run.") : undefined;
    case "resume":
      return settings.readOnly && kindOf(job.kind).write ? new AppError("read_only", "This console is set to read only; nothing can be changed from here.") : undefined;
    case "put-back":
      if (!kindOf(job.kind).reversible) return new AppError("kind_not_reversible", "Only changed group numbers can be put back; marking read cannot be undone, and a report changes nothing.");
      return hasRows(job);
    case "retry":
      return hasRows(job);
    default:
      return undefined;
  }
}

function hasRows(job: JobRow): AppError | undefined {
  if (job.runStartedAt !== null && job.runFinishedAt === null) return new AppError("still_ending", "What was under way when this job was cancelled is still being looked at. Try again in some seconds.");
  return job.rowsRemovedAt === null ? undefined : rowsRemoved();
}
