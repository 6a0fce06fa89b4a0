import { sql } from "drizzle-orm";
import { bigint, boolean, doublePrecision, index, integer, json, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Hours, JobKindName, JobPhase, JobState, RowOutcome, RowProblem } from "@/lib/shared/jobs";
import type { Role } from "@/lib/shared/roles";

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** People who may sign in. A name is kept in lower case, so that two spellings are one person. */
export const users = pgTable("users", {
  name: text().primaryKey(),
  role: text().$type<Role>().notNull(),
  passwordHash: text("password_hash").notNull(),
  disabled: boolean().notNull().default(false),
  /** Raised when sessions begun before must end. */
  sessionEpoch: integer("session_epoch").notNull().default(1),
  createdAt: at("created_at").notNull().defaultNow(),
  lastSignInAt: at("last_sign_in_at"),
});

/** Failed sign-ins by name and by address, for the growing delay. */
export const signInAttempts = pgTable("sign_in_attempts", {
  key: text().primaryKey(),
  failures: integer().notNull(),
  blockedUntil: at("blocked_until").notNull(),
  lastFailedAt: at("last_failed_at").notNull(),
});

/** The record. Append only: a trigger refuses changes, and each row carries the hash of the one before it. */
export const auditEvents = pgTable(
  "audit_events",
  {
    seq: bigint({ mode: "number" }).primaryKey(),
    at: at("at").notNull(),
    phase: text().$type<"started" | "finished" | "denied" | "noted">().notNull(),
    /** On a `finished` row, the row that started it. */
    startedSeq: bigint("started_seq", { mode: "number" }),
    actor: text().notNull(),
    role: text(),
    action: text().notNull(),
    requestId: text("request_id").notNull(),
    sdkAppId: text("sdk_app_id"),
    account: text(),
    peer: text(),
    groupId: text("group_id"),
    reason: text(),
    ticket: text(),
    outcome: text().$type<"ok" | "failed" | "denied">(),
    effect: text(),
    before: bigint({ mode: "number" }),
    asked: bigint({ mode: "number" }),
    after: bigint({ mode: "number" }),
    errorCode: text("error_code"),
    imCode: bigint("im_code", { mode: "number" }),
    // Not jsonb: the text as it was written, so that the hash over it stays true.
    detail: json().$type<Record<string, unknown>>(),
    previousHash: text("previous_hash").notNull(),
    hash: text().notNull(),
  },
  (table) => {
    // Who looks something up looks for what begins an entry; with nothing but its number in the index, that is quick to walk.
    const begins = sql`${table.phase} <> 'finished'`;
    const ends = sql`${table.phase} = 'finished'`;
    return [
      index("audit_events_started_seq").on(table.startedSeq),
      index("audit_events_account").on(table.account, table.seq).where(begins),
      index("audit_events_peer").on(table.peer, table.seq).where(begins),
      index("audit_events_group").on(table.groupId, table.seq).where(begins),
      index("audit_events_actor").on(table.actor, table.seq).where(begins),
      index("audit_events_app").on(table.sdkAppId, table.seq).where(begins),
      index("audit_events_action").on(table.action, table.seq).where(begins),
      index("audit_events_ticket").on(table.ticket, table.seq).where(begins),
      index("audit_events_at").on(table.at, table.seq).where(begins),
      index("audit_events_outcome").on(table.outcome, table.seq).where(begins),
      index("audit_events_ended_outcome").on(table.outcome, table.startedSeq).where(ends),
      index("audit_events_ended_effect").on(table.effect, table.startedSeq).where(ends),
    ];
  },
);

/** The writes that have not reported their end, by number. A trigger on the record keeps it: what is missing is not found by looking for it. */
export const auditOpen = pgTable("audit_open", { seq: bigint({ mode: "number" }).primaryKey() });

/** When the next call of a command may be sent, per app and lane, in Unix milliseconds of the database's clock. */
export const rateSchedules = pgTable(
  "rate_schedules",
  {
    app: text().notNull(),
    command: text().notNull(),
    interactiveAt: doublePrecision("interactive_at").notNull().default(0),
    bulkAt: doublePrecision("bulk_at").notNull().default(0),
    /** How far the budget of both lanes together is spent. */
    totalAt: doublePrecision("total_at").notNull().default(0),
    /** When the people who were waiting last will have had their turn. */
    queueAt: doublePrecision("queue_at").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.app, table.command] })],
);

/** A file to be worked off, and how far that has come. */
export const jobs = pgTable(
  "jobs",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sdkAppId: text("sdk_app_id").notNull(),
    kind: text().$type<JobKindName>().notNull(),
    /** `uploading` until the file is in whole; what was left so by a process that died is removed. */
    state: text().$type<JobState | "uploading">().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    /** Who reads its rows anew, or plans its chunks: only they may go on with that. */
    claim: uuid(),
    /** When the upload was last heard of, or, of a cancelled job, when that was. */
    touchedAt: at("touched_at").notNull().defaultNow(),
    reason: text(),
    ticket: text(),
    fileName: text("file_name"),
    columns: json().$type<string[]>().notNull(),
    mapping: json().$type<Record<string, number | null>>().notNull(),
    rows: integer().notNull().default(0),
    usable: integer().notNull().default(0),
    /** Different groups or accounts among the usable rows: how many times rows have to be read together. */
    keys: integer().notNull().default(0),
    digest: text(),
    parentId: integer("parent_id"),
    relation: text().$type<"retry" | "put_back">(),
    approvedBy: text("approved_by"),
    approvedAt: at("approved_at"),
    startedBy: text("started_by"),
    startAt: at("start_at"),
    hours: json().$type<Hours>(),
    stopPercent: integer("stop_percent").notNull().default(20),
    pausedBy: text("paused_by"),
    pausedAt: at("paused_at"),
    pauseCause: text("pause_cause").$type<"person" | "failures" | "unreachable">(),
    pauseFailed: integer("pause_failed"),
    pauseOf: integer("pause_of"),
    checkStartedAt: at("check_started_at"),
    checkFinishedAt: at("check_finished_at"),
    runStartedAt: at("run_started_at"),
    runFinishedAt: at("run_finished_at"),
    rowsRemovedAt: at("rows_removed_at"),
  },
  (table) => [index("jobs_state").on(table.state), index("jobs_digest").on(table.digest), index("jobs_parent").on(table.parentId)],
);

/** The lines of a job's file. Once settled they do not change any more: what was previewed is what runs. */
export const jobRows = pgTable(
  "job_rows",
  {
    jobId: integer("job_id").notNull(),
    /** As a spreadsheet numbers it: the header is 1. */
    row: integer().notNull(),
    cells: json().$type<string[]>().notNull(),
    /** What rows are read together by: the group, or the account whose conversations they name. `null` with `item` where unusable. */
    key: text(),
    /** The member, or the peer; empty for all conversations together. */
    item: text(),
    asked: bigint({ mode: "number" }),
    /** Unix seconds to mark read up to. */
    upTo: bigint("up_to", { mode: "number" }),
    /** What the number has to be still, for it to be put back. */
    expected: bigint({ mode: "number" }),
    problems: json().$type<RowProblem[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.row] }),
    index("job_rows_target").on(table.jobId, table.key, table.item, table.row),
    index("job_rows_key").on(table.key, table.jobId),
    index("job_rows_item").on(table.item, table.jobId),
    index("job_rows_problems").on(table.jobId, table.row).where(sql`${table.problems} is not null`),
  ],
);

/** A stretch of a job's rows, in the order of their targets, that one process works off at a time. */
export const jobChunks = pgTable(
  "job_chunks",
  {
    jobId: integer("job_id").notNull(),
    phase: text().$type<JobPhase>().notNull(),
    chunk: integer().notNull(),
    fromKey: text("from_key").notNull(),
    fromItem: text("from_item").notNull(),
    fromRow: integer("from_row").notNull(),
    rows: integer().notNull(),
    /** Who works on it; only who stands here may store how it ended. */
    owner: uuid(),
    /**
     * Numbers from before the first command, by row: kept before anything is sent, so that doing it again cannot mistake its own work for
     * them. With each, how often the row was sent; `null` where whoever kept it has not told.
     */
    before: json().$type<Record<string, [before: number, attempts: number | null]>>(),
    doneAt: at("done_at"),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.phase, table.chunk] }), index("job_chunks_open").on(table.jobId, table.phase, table.chunk).where(sql`${table.doneAt} is null`)],
);

/** What became of each row, or would. Written once. */
export const jobOutcomes = pgTable(
  "job_outcomes",
  {
    jobId: integer("job_id").notNull(),
    phase: text().$type<JobPhase>().notNull(),
    row: integer().notNull(),
    outcome: text().$type<Exclude<RowOutcome, "pending">>().notNull(),
    before: bigint({ mode: "number" }),
    after: bigint({ mode: "number" }),
    code: text(),
    attempts: integer().notNull(),
    rerun: boolean().notNull(),
    at: at("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.phase, table.row] }),
    index("job_outcomes_outcome").on(table.jobId, table.phase, table.outcome, table.row),
    index("job_outcomes_code").on(table.jobId, table.phase, table.code, table.row).where(sql`${table.code} is not null`),
  ],
);

/** Counts of outcomes, kept with each chunk that is stored, so that nobody has to count a million rows. */
export const jobTallies = pgTable(
  "job_tallies",
  {
    jobId: integer("job_id").notNull(),
    phase: text().$type<JobPhase>().notNull(),
    outcome: text().$type<Exclude<RowOutcome, "pending">>().notNull(),
    /** Empty where there is nothing to explain. */
    code: text().notNull(),
    rows: integer().notNull(),
    rerun: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.phase, table.outcome, table.code] })],
);

/** Rows finished in each stretch of ten seconds, for the chart and the rates. */
export const jobSamples = pgTable(
  "job_samples",
  {
    jobId: integer("job_id").notNull(),
    phase: text().$type<JobPhase>().notNull(),
    at: at("at").notNull(),
    done: integer().notNull(),
    failed: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.phase, table.at] })],
);
