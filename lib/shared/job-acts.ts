import * as z from "zod/mini";

// Apart from the rest of `jobs.ts` because every account's and group's page loads it: these are at the limit of what a first visit may load.

/** What a job does with each row of its file. */
export const jobKinds = ["set_group_unread", "mark_read", "query_unread"] as const;
export const JobKindName = z.enum(jobKinds, "invalid");
export type JobKindName = z.infer<typeof JobKindName>;

/**
 * What became of a row, or, in the dry run, what would. `read`: a report has its number. `failed`: IM refused it or could not be asked.
 * `refused`: never sent, because the console knows better. `pending`: not its turn yet; when the job was cancelled, never to be.
 */
export const rowOutcomes = ["changed", "unchanged", "clamped", "no_effect", "unverified", "read", "failed", "refused", "pending"] as const;
export const RowOutcome = z.enum(rowOutcomes, "invalid");
export type RowOutcome = z.infer<typeof RowOutcome>;

/** A row as the history of its account or group tells it. */
export const JobAct = z.object({
  jobId: z.int(),
  row: z.int(),
  at: z.string(),
  kind: JobKindName,
  actor: z.string(),
  reason: z.nullable(z.string()),
  ticket: z.nullable(z.string()),
  account: z.nullable(z.string()),
  peer: z.nullable(z.string()),
  groupId: z.nullable(z.string()),
  asked: z.nullable(z.int()),
  outcome: RowOutcome,
  before: z.nullable(z.int()),
  after: z.nullable(z.int()),
  code: z.nullable(z.string()),
});
export type JobAct = z.infer<typeof JobAct>;
export const JobActsQuery = z.object({
  account: z.optional(z.string().check(z.maxLength(64, "invalid"), z.regex(/^[^\0]*$/, "invalid"))),
  group: z.optional(z.string().check(z.maxLength(64, "invalid"), z.regex(/^[^\0]*$/, "invalid"))),
  cursor: z.optional(z.string().check(z.regex(/^\d{1,16}\.\d{1,15}\.\d{1,9}$/, "cursor"))),
});
export type JobActsQuery = z.infer<typeof JobActsQuery>;
export const JobActsPage = z.object({ acts: z.array(JobAct), nextCursor: z.nullable(z.string()) });
export type JobActsPage = z.infer<typeof JobActsPage>;
