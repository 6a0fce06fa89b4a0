import "server-only";
import { sql } from "drizzle-orm";
import type { JobKindName } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import type { Whom } from "./pick-acts";

/** A job whose run has had to do with somebody. */
export interface Active {
  id: number;
  kind: JobKindName;
  /** Its rows about them, counted up to a limit. */
  rows: number;
  /** When the last thing in it can have happened. */
  until: Date;
}

/** The jobs with rows about `whom` whose run had begun by `until`, those that ended last first; counts rows up to `enough`. */
export async function findActive(db: Db, { sdkAppId, account, group }: Whom, { until, enough }: { until: number | undefined; enough: number }): Promise<Active[]> {
  const [ofGroup, ofAccount] = [group !== undefined, account !== undefined];
  // One index answers each: with “or” between them, all would be read before they are counted.
  const rows = sql`select 1 from job_rows r where r.job_id = jobs.id and`;
  const about = ofGroup
    ? sql`${rows} r.key = ${group} ${ofAccount ? sql`and r.item = ${account}` : sql``}`
    : sql`${rows} r.item = ${account} union all ${rows} r.key = ${account} and jobs.kind = 'mark_read'`;
  const kinds = ofGroup ? sql`jobs.kind = 'set_group_unread'` : sql`jobs.kind <> 'query_unread'`;
  const found = await db
    .select({ id: jobs.id, kind: jobs.kind, rows: sql<number>`(select count(*) from (${about} limit ${enough}) counted)`.mapWith(Number), until: sql<Date>`coalesce(${jobs.runFinishedAt}, now())`.mapWith(jobs.createdAt) })
    .from(jobs)
    .where(
      sql`${jobs.sdkAppId} = ${sdkAppId} and ${kinds} and ${jobs.rowsRemovedAt} is null and ${jobs.runStartedAt} is not null ${until === undefined ? sql`` : sql`and ${jobs.runStartedAt} <= to_timestamp(${until}::double precision / 1000)`}`,
    );
  return found.filter(({ rows: count }) => count > 0).toSorted((a, b) => b.until.getTime() - a.until.getTime());
}
