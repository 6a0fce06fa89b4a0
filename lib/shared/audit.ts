import * as z from "zod/mini";
import { Effect } from "./unread";

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
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Any text the database can compare with: it knows no NUL. */
const filter = z.string().check(z.maxLength(64, "invalid"), z.regex(/^[^\0]*$/, "invalid"));

export const AuditQuery = z.object({
  cursor: z.optional(z.string().check(z.regex(/^\d{1,18}$/, "cursor"))),
  actor: z.optional(filter),
  account: z.optional(filter),
  /** `changes`: what was done or tried, without who came and went. */
  kind: z.optional(z.enum(["changes"], "invalid")),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = z.object({ entries: z.array(AuditEntry), nextCursor: z.nullable(z.string()) });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditVerification = z.union([
  z.object({ ok: z.literal(true), rows: z.int() }),
  z.object({ ok: z.literal(false), rows: z.int(), brokenSeq: z.int() }),
]);
export type AuditVerification = z.infer<typeof AuditVerification>;
