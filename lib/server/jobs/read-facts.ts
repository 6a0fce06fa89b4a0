import "server-only";
import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobs, jobSamples, jobTallies } from "../db/schema";
import type { JobRow } from "./find-job";
import { findSame } from "./find-same";

export type TallyRow = typeof jobTallies.$inferSelect;

/** What the samples of a phase amount to. */
export interface Pulse {
  phase: JobPhase;
  done: number;
  /** Stretches in which something was done, the first and the last of them. */
  stretches: number;
  firstAt: Date;
  lastAt: Date;
  /** Of the stretches that began less than 30 seconds ago. */
  recentDone: number | null;
  recentFrom: Date | null;
}

/** All that is known about a job but its rows: the same for whoever asks. Counts come from where they are kept; no row is counted. */
export interface JobFacts {
  job: JobRow;
  /** By the database's clock, which all other times are from. */
  now: Date;
  sameAs: number | null;
  children: { id: number; relation: "retry" | "put_back" }[];
  tallies: TallyRow[];
  pulses: Pulse[];
}

/** Reads the job with this number. Throws `job_not_found`, of what is still being uploaded too. */
export async function readFacts(db: Db, id: number): Promise<JobFacts> {
  // Read before the counts: when the job has ended by then, they are complete.
  const [found] = await db
    .select({ job: jobs, now: sql<Date>`now()`.mapWith(jobs.createdAt) })
    .from(jobs)
    .where(and(eq(jobs.id, id), ne(jobs.state, "uploading")));
  if (!found) throw new AppError("job_not_found", "There is no job with this number.");
  const tallied = db.select().from(jobTallies).where(eq(jobTallies.jobId, id));
  const [sameAs, children, tallies, pulses] = await Promise.all([findSame(db, found.job), readChildren(db, id), tallied, readPulses(db, id)]);
  return { ...found, sameAs, children, tallies, pulses };
}

async function readChildren(db: Db, id: number): Promise<JobFacts["children"]> {
  const children = await db
    .select({ id: jobs.id, relation: jobs.relation })
    .from(jobs)
    .where(and(eq(jobs.parentId, id), ne(jobs.state, "uploading")))
    .orderBy(asc(jobs.id));
  return children.flatMap((child) => (child.relation === null ? [] : [{ id: child.id, relation: child.relation }]));
}

function readPulses(db: Db, id: number): Promise<Pulse[]> {
  const recent = sql`filter (where ${jobSamples.at} > now() - interval '30 seconds')`;
  return db
    .select({
      phase: jobSamples.phase,
      done: sql<number>`sum(${jobSamples.done})`.mapWith(Number),
      stretches: sql<number>`count(*)`.mapWith(Number),
      firstAt: sql<Date>`min(${jobSamples.at})`.mapWith(jobSamples.at),
      lastAt: sql<Date>`max(${jobSamples.at})`.mapWith(jobSamples.at),
      recentDone: sql<number | null>`sum(${jobSamples.done}) ${recent}`.mapWith(Number),
      recentFrom: sql<Date | null>`min(${jobSamples.at}) ${recent}`.mapWith(jobSamples.at),
    })
    .from(jobSamples)
    .where(and(eq(jobSamples.jobId, id), gt(jobSamples.done, 0)))
    .groupBy(jobSamples.phase);
}
