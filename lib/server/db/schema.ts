import { sql } from "drizzle-orm";
import { bigint, boolean, doublePrecision, index, integer, json, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
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
