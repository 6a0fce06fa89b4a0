import "server-only";
import { and, desc, eq, inArray, lt, ne, notInArray, sql } from "drizzle-orm";
import type { JobLine, JobPhase, JobsPage, JobsQuery } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import type { Db } from "../db/client";
import { jobs, jobTallies } from "../db/schema";
import type { JobRow } from "./find-job";
import { opensAt } from "./hours";
import { latestPhase } from "./phase";
import { toSummary } from "./to-job";

const pageSize = 50;

/** Everybody's jobs for which all of the query holds, newest first, 50 a page. */
export async function listJobs(ctx: BaseContext, { app, state, only, cursor }: JobsQuery): Promise<JobsPage> {
  const found = await ctx.db
    .select()
    .from(jobs)
    .where(
      and(
        ne(jobs.state, "uploading"),
        app ? eq(jobs.sdkAppId, app) : undefined,
        state ? eq(jobs.state, state) : undefined,
        only === "mine" ? eq(jobs.createdBy, ctx.actor.name) : undefined,
        only === "open" ? notInArray(jobs.state, ["finished", "cancelled"]) : undefined,
        cursor ? lt(jobs.id, sql`${cursor}::bigint`) : undefined,
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(pageSize + 1);
  const shown = found.slice(0, pageSize);
  const counts = await countRows(ctx.db, shown.map(({ id }) => id));
  return { jobs: shown.map((job) => toLine(ctx, job, counts)), nextCursor: found.length > pageSize ? String(shown.at(-1)?.id) : null };
}

type Counts = { jobId: number; phase: JobPhase; done: number; failed: number }[];

async function countRows(db: Db, ids: readonly number[]): Promise<Counts> {
  if (ids.length === 0) return [];
  return db
    .select({
      jobId: jobTallies.jobId,
      phase: jobTallies.phase,
      done: sql<number>`sum(${jobTallies.rows})`.mapWith(Number),
      failed: sql<number>`coalesce(sum(${jobTallies.rows}) filter (where ${jobTallies.outcome} = 'failed'), 0)`.mapWith(Number),
    })
    .from(jobTallies)
    .where(inArray(jobTallies.jobId, [...ids]))
    .groupBy(jobTallies.jobId, jobTallies.phase);
}

const isBefore = new Set<JobRow["state"]>(["mapping", "ready", "checking", "checked"]);

function toLine(ctx: BaseContext, job: JobRow, counts: Counts): JobLine {
  // Of a run that waits, nothing is done, whatever its dry run did.
  const phase = isBefore.has(job.state) ? latestPhase(job) : "run";
  const { done = 0, failed = 0 } = counts.find((count) => count.jobId === job.id && count.phase === phase) ?? {};
  const waitingUntil = job.state === "running" ? opensAt(job.hours, new Date()) : null;
  return { ...toSummary(ctx, job), done, failed, waitingUntil: waitingUntil?.toISOString() ?? null, finishedAt: job.runFinishedAt?.toISOString() ?? null };
}
