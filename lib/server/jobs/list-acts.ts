import "server-only";
import { inArray } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { JobActsPage, JobActsQuery } from "@/lib/shared/jobs";
import type { Context } from "../context";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import type { JobRow } from "./find-job";
import { pickActs, type Place } from "./pick-acts";
import { whomOf } from "./read-rows";

const pageSize = 50;
/** No time that a cursor names is after this one, which PostgreSQL still knows. */
const latest = 8.64e15;

/**
 * What jobs of this app have done, or tried, to an account, to a group, or to a member of a group, newest first, 50 a page. Reports and
 * rows that were never sent are left out. Throws `invalid_input` where neither is named: empty never means all.
 */
export async function listActs({ db, app }: Context, { account, group, cursor }: JobActsQuery): Promise<JobActsPage> {
  if (!account && !group) throw new AppError("invalid_input", "Say of which account or group.", { fields: { account: "user_id_required" } });
  const found = await pickActs(db, { sdkAppId: app.sdkAppId, account: account || undefined, group: group || undefined }, { after: toPlace(cursor), limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const jobOf = await readJobs(db, [...new Set(shown.map(({ jobId }) => jobId))]);
  const acts = shown.flatMap(({ jobId, row, key, item, asked, outcome, before, after, code, at }) => {
    const job = jobOf.get(jobId);
    if (!job) return [];
    const { kind, reason, ticket } = job;
    return [{ jobId, row, at: at.toISOString(), kind, actor: job.startedBy ?? job.createdBy, reason, ticket, ...whomOf(kind, { key, item }), asked, outcome, before, after, code }];
  });
  const last = shown.at(-1);
  return { acts, nextCursor: found.length > pageSize && last ? `${last.at.getTime()}.${last.jobId}.${last.row}` : null };
}

/** A cursor is `<ms>.<jobId>.<row>`. */
function toPlace(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [at = 0, job = 0, row = 0] = cursor.split(".").map(Number);
  return { at: Math.min(at, latest), job, row };
}

async function readJobs(db: Db, ids: number[]): Promise<Map<number, JobRow>> {
  const found = ids.length === 0 ? [] : await db.select().from(jobs).where(inArray(jobs.id, ids));
  return new Map(found.map((job) => [job.id, job]));
}
