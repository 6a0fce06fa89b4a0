import * as z from "zod/mini";
import { Reason, SdkAppId, Ticket } from "./ids";
import { JobKindName, RowOutcome } from "./job-acts";

export * from "./job-acts";

/**
 * `mapping`: which column is which has to be said first. `ready`: rows are read and settled. `checking`, `checked`: the dry run.
 * `scheduled`: begins by itself. `running` may wait for its hours. `finished` and `cancelled` are ends.
 */
export const jobStates = ["mapping", "ready", "checking", "checked", "scheduled", "running", "paused", "finished", "cancelled"] as const;
export const JobState = z.enum(jobStates, "invalid");
export type JobState = z.infer<typeof JobState>;

/** What can be asked of a job, as it stands in the path. */
export const jobActions = ["columns", "dry-run", "approve", "start", "pause", "resume", "cancel", "retry", "put-back"] as const;
export type JobAction = (typeof jobActions)[number];

/** The states in which each action is possible; everywhere else it is refused with `wrong_state` and changes nothing. */
export const allowedStates: Record<JobAction, readonly JobState[]> = {
  columns: ["mapping", "ready", "checked"],
  "dry-run": ["ready", "checked"],
  approve: ["checked"],
  start: ["ready", "checked"],
  pause: ["scheduled", "running"],
  resume: ["paused"],
  cancel: ["mapping", "ready", "checking", "checked", "scheduled", "running", "paused"],
  retry: ["finished", "cancelled"],
  "put-back": ["finished", "cancelled"],
};

/** `check`: the dry run. `run`: the run itself. */
export const jobPhases = ["check", "run"] as const;
export const JobPhase = z.enum(jobPhases, "invalid");
export type JobPhase = z.infer<typeof JobPhase>;

/** How many rows had an outcome for a reason; `code` is IM's number, one of ours, or `null` where there is nothing to explain. */
export const Tally = z.object({ outcome: RowOutcome, code: z.nullable(z.string()), rows: z.int(), meaning: z.optional(z.string()), advice: z.optional(z.string()) });
export type Tally = z.infer<typeof Tally>;

export const PhaseProgress = z.object({
  /** Rows that have an outcome. */
  done: z.int(),
  /** By outcome and code; together they are `done`. */
  tallies: z.array(Tally),
  /** Rows that were under way when a process died and were done once more. */
  rerun: z.int(),
  startedAt: z.nullable(z.string()),
  finishedAt: z.nullable(z.string()),
  /** Rows per second of the last seconds and since the start, pauses left out; `null` before there is anything to measure. */
  rateNow: z.nullable(z.number()),
  rateAverage: z.nullable(z.number()),
  /** Seconds left at the present rate. */
  secondsLeft: z.nullable(z.number()),
});
export type PhaseProgress = z.infer<typeof PhaseProgress>;

export const Column = z.object({ name: z.string(), required: z.boolean() });
export type Column = z.infer<typeof Column>;

/** A time of day by the clock of a place; where `from` is after `to`, the night between them. */
const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time_of_day"));
export const Hours = z.object({ from: TimeOfDay, to: TimeOfDay, timeZone: z.string().check(z.refine(isTimeZone, "time_zone")) });
export type Hours = z.infer<typeof Hours>;

export const Job = z.object({
  id: z.int(),
  kind: JobKindName,
  state: JobState,
  sdkAppId: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  reason: z.nullable(z.string()),
  ticket: z.nullable(z.string()),
  fileName: z.nullable(z.string()),
  /** The user's own columns, in their order. */
  columns: z.array(z.string()),
  /** Which of them is which of the kind's; `null` where none is. */
  mapping: z.record(z.string(), z.nullable(z.int())),
  /** Rows of the file; rows that can be run; rows with a problem. `rows = usable + problems`. */
  rows: z.int(),
  usable: z.int(),
  problems: z.int(),
  /** SHA-256 over all usable rows in the order in which they run: what was approved is what runs. */
  digest: z.nullable(z.string()),
  /** An earlier job with the same rows, kind and app. */
  sameAs: z.nullable(z.int()),
  /** The job this one retries or puts back. */
  parent: z.nullable(z.object({ id: z.int(), relation: z.enum(["retry", "put_back"]) })),
  children: z.array(z.object({ id: z.int(), relation: z.enum(["retry", "put_back"]) })),
  /** Whether a second person has to approve it, and who did. */
  needsApproval: z.boolean(),
  approvedBy: z.nullable(z.string()),
  approvedAt: z.nullable(z.string()),
  startedBy: z.nullable(z.string()),
  startAt: z.nullable(z.string()),
  hours: z.nullable(Hours),
  /** It runs, but its hours have not come. */
  waitingUntil: z.nullable(z.string()),
  /** Share of failures among the last rows above which it pauses by itself, in percent. */
  stopPercent: z.int(),
  /** Why it is paused: a person's doing, or what the stop rule saw. */
  pause: z.nullable(z.object({ by: z.nullable(z.string()), at: z.string(), cause: z.enum(["person", "failures", "unreachable"]), failed: z.nullable(z.int()), of: z.nullable(z.int()) })),
  check: z.nullable(PhaseProgress),
  run: z.nullable(PhaseProgress),
  /** Rows per second that the pace allows now, and what is kept for people; seconds the whole run takes at that pace. */
  pace: z.object({ perSecond: z.number(), kept: z.number(), estimateSeconds: z.number() }),
  /** Webhooks the app will get: one for each conversation marked read. */
  webhooks: z.int(),
  /** Whether changed numbers can be put back afterwards. */
  reversible: z.boolean(),
  /** When the rows were removed, as the retention setting asks. */
  rowsRemovedAt: z.nullable(z.string()),
  /** What the asker can do now, and for everything else why not: an error code. */
  can: z.record(z.string(), z.nullable(z.string())),
});
export type Job = z.infer<typeof Job>;

export const JobSummary = z.pick(Job, { id: true, kind: true, state: true, sdkAppId: true, createdBy: true, createdAt: true, reason: true, ticket: true, fileName: true, rows: true, usable: true, problems: true, needsApproval: true, approvedBy: true, parent: true });
export type JobSummary = z.infer<typeof JobSummary>;
export const JobLine = z.extend(JobSummary, {
  /** Of the run, or of the dry run before the job was started. */
  done: z.int(),
  failed: z.int(),
  /** It runs, but its hours have not come. */
  waitingUntil: z.nullable(z.string()),
  finishedAt: z.nullable(z.string()),
});
export type JobLine = z.infer<typeof JobLine>;

export const JobsQuery = z.object({
  app: z.optional(SdkAppId),
  state: z.optional(JobState),
  /** `mine`: created by the asker; `open`: not at an end. */
  only: z.optional(z.enum(["mine", "open"], "invalid")),
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/, "cursor"))),
});
export type JobsQuery = z.infer<typeof JobsQuery>;
export const JobsPage = z.object({ jobs: z.array(JobLine), nextCursor: z.nullable(z.string()) });
export type JobsPage = z.infer<typeof JobsPage>;

/** Something about a row that keeps it from running, by the user's own column. `code` is a key of `jobs.problems`. */
export const RowProblem = z.object({ column: z.nullable(z.string()), value: z.nullable(z.string()), code: z.string(), /** The row it repeats or contradicts. */ row: z.optional(z.int()) });
export type RowProblem = z.infer<typeof RowProblem>;

export const JobRow = z.object({
  /** As a spreadsheet numbers it: the header is 1. */
  row: z.int(),
  cells: z.array(z.string()),
  account: z.nullable(z.string()),
  peer: z.nullable(z.string()),
  groupId: z.nullable(z.string()),
  asked: z.nullable(z.int()),
  /** Of marking read up to a time: that time. */
  upTo: z.nullable(z.string()),
  problems: z.array(RowProblem),
  outcome: RowOutcome,
  before: z.nullable(z.int()),
  after: z.nullable(z.int()),
  code: z.nullable(z.string()),
  message: z.nullable(z.string()),
  advice: z.nullable(z.string()),
  /** Times its command was sent. */
  attempts: z.int(),
  /** It was under way when a process died, and was done once more. */
  rerun: z.boolean(),
  at: z.nullable(z.string()),
});
export type JobRow = z.infer<typeof JobRow>;

export const JobRowsQuery = z.object({
  /** The run's rows once it has begun, else the dry run's. */
  phase: z.optional(JobPhase),
  outcome: z.optional(RowOutcome),
  code: z.optional(z.string().check(z.maxLength(64, "invalid"), z.regex(/^[^\0]*$/, "invalid"))),
  /** Only rows with a problem. */
  problems: z.optional(z.literal("true", "invalid")),
  /** The row after which to go on; any row number will do. */
  cursor: z.optional(z.string().check(z.regex(/^\d{1,9}$/, "cursor"))),
});
export type JobRowsQuery = z.infer<typeof JobRowsQuery>;
export const JobRowsPage = z.object({ phase: JobPhase, rows: z.array(JobRow), nextCursor: z.nullable(z.string()) });
export type JobRowsPage = z.infer<typeof JobRowsPage>;

/** The rows of a result file: all, or those with one outcome. */
export const ResultQuery = z.pick(JobRowsQuery, { outcome: true });

export const JobSamplesQuery = z.pick(JobRowsQuery, { phase: true });
/** Rows finished in a stretch of time, for the chart. */
export const JobSamples = z.object({ seconds: z.int(), samples: z.array(z.object({ at: z.string(), done: z.int(), failed: z.int() })) });
export type JobSamples = z.infer<typeof JobSamples>;

export const JobPath = z.object({ id: z.pipe(z.string().check(z.regex(/^\d{1,9}$/, "invalid")), z.transform(Number)) });
export const AppPath = z.object({ app: SdkAppId });

/** What comes with the file, in the address: the body is the file itself. */
export const UploadQuery = z.object({
  kind: JobKindName,
  reason: z.optional(Reason),
  ticket: z.optional(Ticket),
  name: z.optional(z.string().check(z.trim(), z.maxLength(200, "name_too_long"))),
});
export type UploadQuery = z.infer<typeof UploadQuery>;
/** `mapping` is true where columns have to be named before anything else. `problems` counts rows. */
export const UploadResult = z.object({ jobId: z.int(), rows: z.int(), problems: z.int(), mapping: z.boolean(), sameAs: z.nullable(z.int()) });
export type UploadResult = z.infer<typeof UploadResult>;

export const ColumnsInput = z.object({ columns: z.record(z.string(), z.nullable(z.int().check(z.gte(0, "invalid"), z.lte(999, "invalid")))) });
export type ColumnsInput = z.infer<typeof ColumnsInput>;

/** The dry run that was looked at, by its end (`check.finishedAt`): of a later one nothing was seen. */
const CheckedAt = z.optional(z.iso.datetime({ offset: true, error: "not_a_time" }));
export const ApproveInput = z.object({ checkedAt: CheckedAt });
export type ApproveInput = z.infer<typeof ApproveInput>;

export const StartInput = z.object({
  checkedAt: CheckedAt,
  /** In production: the app's label, typed. */
  confirm: z.optional(z.string().check(z.maxLength(200, "invalid"))),
  /** Start without a dry run; not where a second person has to approve. */
  skipDryRun: z.optional(z.literal(true, "invalid")),
  startAt: z.optional(z.iso.datetime({ offset: true, error: "not_a_time" })),
  hours: z.optional(Hours),
  stopPercent: z.optional(z.int("invalid").check(z.gte(1, "stop_percent"), z.lte(100, "stop_percent"))),
});
export type StartInput = z.infer<typeof StartInput>;

/** A person's reason for a new job that retries or puts back; what the old one gave unless told. */
export const FollowUpInput = z.object({ reason: z.optional(Reason), ticket: z.optional(Ticket) });
export type FollowUpInput = z.infer<typeof FollowUpInput>;
export const FollowUpResult = z.object({ jobId: z.int(), rows: z.int() });
export type FollowUpResult = z.infer<typeof FollowUpResult>;

/** Actions that are asked for without anything to say besides. */
export const NoInput = z.object({});

export const JobKindInfo = z.object({ kind: JobKindName, columns: z.array(Column), writes: z.boolean(), reversible: z.boolean() });
export const JobKindInfos = z.array(JobKindInfo);
export type JobKindInfo = z.infer<typeof JobKindInfo>;
export const TemplatePath = z.object({ kind: JobKindName });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
