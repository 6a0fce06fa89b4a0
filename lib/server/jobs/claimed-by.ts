import "server-only";
import { sql, type SQL } from "drizzle-orm";

/** Whether the job is still claimed by us: of several that would write to its rows or chunks, only the last to claim it does. */
export function claimedBy(jobId: number, claim: string | undefined): SQL {
  return claim === undefined ? sql`true` : sql`exists (select 1 from jobs where jobs.id = ${jobId} and jobs.claim = ${claim})`;
}
