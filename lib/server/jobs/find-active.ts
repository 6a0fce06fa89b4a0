import "server-only";
import { sql, type SQL } from "drizzle-orm";
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
  // Rows between a value and itself, in the order of one index: so no other one is taken, however common the value is held to be.
  const rows = (columns: SQL, values: SQL) => sql`(select 1 from job_rows where (${columns}) >= (${values}) and (${columns}) <= (${values}) order by ${columns} limit ${enough})`;
  const byKey = (value: string | undefined) => rows(sql`key, job_id`, sql`${value}, jobs.id`);
  const byItem = (value: string | undefined) => rows(sql`item, job_id`, sql`${value}, jobs.id`);
  const about = ofGroup ? (ofAccount ? rows(sql`job_id, key, item`, sql`jobs.id, ${group}, ${account}`) : byKey(group)) : sql`${byItem(account)} union all select 1 from ${byKey(account)} keys where jobs.kind = 'mark_read'`;
  const kinds = ofGroup ? sql`jobs.kind = 'set_group_unread'` : sql`jobs.kind <> 'query_unread'`;
  const found = await db
    .select({ id: jobs.id, kind: jobs.kind, rows: sql<number>`(select count(*) from (${about}) counted)`.mapWith(Number), until: sql<Date>`coalesce(${jobs.runFinishedAt}, now())`.mapWith(jobs.createdAt) })
    .from(jobs)
    .where(
      sql`${jobs.sdkAppId} = ${sdkAppId} and ${kinds} and ${jobs.rowsRemovedAt} is null and ${jobs.runStartedAt} is not null ${until === undefined ? sql`` : sql`and ${jobs.runStartedAt} <= to_timestamp(${until}::double precision / 1000)`}`,
    );
  return found.filter(({ rows: count }) => count > 0).toSorted((a, b) => b.until.getTime() - a.until.getTime());
}
