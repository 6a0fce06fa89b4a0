import "server-only";
import { and, desc, eq, isNull, ne, notInArray, or, sql, type SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobOutcomes, jobRows, jobs } from "../db/schema";

/** Rows of this app about this account, this group, or this account in this group. */
export interface Whom {
  sdkAppId: string;
  account: string | undefined;
  group: string | undefined;
}

export interface Act {
  job: typeof jobs.$inferSelect;
  line: typeof jobRows.$inferSelect;
  end: typeof jobOutcomes.$inferSelect;
}

/** No time that a cursor names is after this one, which PostgreSQL still knows. */
const latest = 8.64e15;

/** What runs have done to `whom`, newest first; of the same millisecond, later jobs and rows first. `after` is `<ms>.<jobId>.<row>`. */
export function pickActs(db: Db, whom: Whom, { after, limit }: { after: string | undefined; limit: number }): Promise<Act[]> {
  const [ms = 0, job, row] = (after ?? "").split(".").map(Number);
  return db
    .select({ job: jobs, line: jobRows, end: jobOutcomes })
    .from(jobRows)
    .innerJoin(jobs, eq(jobs.id, jobRows.jobId))
    .innerJoin(jobOutcomes, and(eq(jobOutcomes.jobId, jobRows.jobId), eq(jobOutcomes.phase, "run"), eq(jobOutcomes.row, jobRows.row)))
    .where(
      and(
        isAbout(whom),
        eq(jobs.sdkAppId, whom.sdkAppId),
        ne(jobs.kind, "query_unread"),
        isNull(jobs.rowsRemovedAt),
        notInArray(jobOutcomes.outcome, ["refused", "read"]),
        after === undefined ? undefined : sql`(${jobOutcomes.at}, ${jobs.id}, ${jobRows.row}) < (to_timestamp(${Math.min(ms, latest)}::double precision / 1000), ${job}::bigint, ${row}::bigint)`,
      ),
    )
    .orderBy(desc(jobOutcomes.at), desc(jobs.id), desc(jobRows.row))
    .limit(limit);
}

/** A group stands in `key`, its member in `item`; of marking read, the account in `key` and the peer in `item`. */
function isAbout({ account, group }: Whom): SQL | undefined {
  const ofGroup = group === undefined ? undefined : and(eq(jobRows.key, group), eq(jobs.kind, "set_group_unread"));
  if (account === undefined) return ofGroup;
  if (ofGroup) return and(ofGroup, eq(jobRows.item, account));
  return and(or(eq(jobRows.item, account), eq(jobRows.key, account)), or(eq(jobRows.item, account), eq(jobs.kind, "mark_read")));
}
