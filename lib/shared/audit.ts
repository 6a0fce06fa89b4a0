import * as z from "zod/mini";
import { ConfirmProtected, Reason, SdkAppId, Ticket } from "./ids";
import { Effect, effects } from "./unread";

export const auditOutcomes = ["ok", "failed", "unknown", "denied"] as const;

/**
 * One thing somebody did or tried, as the page shows it: `started` and `finished` rows of the record folded into one entry.
 * A write that began and never reported its end has the outcome `unknown`.
 */
export const AuditEntry = z.object({
  /** The number of its first row in the record. */
  seq: z.int(),
  at: z.string(),
  finishedAt: z.nullable(z.string()),
  actor: z.string(),
  role: z.nullable(z.string()),
  action: z.string(),
  sdkAppId: z.nullable(z.string()),
  account: z.nullable(z.string()),
  peer: z.nullable(z.string()),
  groupId: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  ticket: z.nullable(z.string()),
  /** Of marking read up to a time: that time. */
  upTo: z.nullable(z.string()),
  outcome: z.enum(auditOutcomes),
  effect: z.nullable(Effect),
  before: z.nullable(z.int()),
  asked: z.nullable(z.int()),
  after: z.nullable(z.int()),
  errorCode: z.nullable(z.string()),
  imCode: z.nullable(z.int()),
  requestId: z.string(),
  /** What was sent to IM: command and body, and as a line for a terminal with placeholders for the credentials. `null` where nothing was. */
  request: z.nullable(z.object({ command: z.string(), body: z.record(z.string(), z.unknown()), curl: z.string() })),
  /** Whether the number from before can be put back: a group's number, changed, with both numbers known. */
  reversible: z.boolean(),
  /** Of putting back: the entry that was taken back. */
  putBackOf: z.nullable(z.int()),
  /** The job it is about, with its rows, the digest over them, and, of an end, how many had which outcome. */
  job: z.nullable(z.object({ id: z.int(), rows: z.nullable(z.int()), digest: z.nullable(z.string()), counts: z.nullable(z.record(z.string(), z.int())) })),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Any text the database can compare with: it knows no NUL. */
const filter = z.string().check(z.maxLength(64, "invalid"), z.regex(/^[^\0]*$/, "invalid"));

/** Every filter of the record; those that are given must all hold. */
const filters = {
  app: z.optional(SdkAppId),
  actor: z.optional(filter),
  /** Of the account itself or of the peer. */
  account: z.optional(filter),
  group: z.optional(filter),
  action: z.optional(filter),
  ticket: z.optional(z.string().check(z.maxLength(100, "ticket_too_long"), z.regex(/^[^\0]*$/, "invalid"))),
  outcome: z.optional(z.enum(auditOutcomes, "invalid")),
  effect: z.optional(z.enum(effects, "invalid")),
  /** From the beginning of one moment to before another. */
  from: z.optional(z.iso.datetime({ offset: true, error: "up_to_not_a_time" })),
  to: z.optional(z.iso.datetime({ offset: true, error: "up_to_not_a_time" })),
  /** `changes`: what was done or tried, without who came and went. */
  kind: z.optional(z.enum(["changes"], "invalid")),
};

export const AuditFilter = z.object(filters);
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditQuery = z.object({ ...filters, cursor: z.optional(z.string().check(z.regex(/^\d{1,18}$/, "cursor"))) });
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = z.object({ entries: z.array(AuditEntry), nextCursor: z.nullable(z.string()) });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditVerification = z.union([
  z.object({ ok: z.literal(true), rows: z.int() }),
  z.object({ ok: z.literal(false), rows: z.int(), brokenSeq: z.int() }),
]);
export type AuditVerification = z.infer<typeof AuditVerification>;

export const AuditEntryPath = z.object({ app: SdkAppId, seq: z.string().check(z.regex(/^\d{1,15}$/, "invalid")) });

export const PutBackInput = z.object({ reason: z.optional(Reason), ticket: z.optional(Ticket), confirmProtected: ConfirmProtected });
export type PutBackInput = z.infer<typeof PutBackInput>;
