import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { JobPhase, JobSamples } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { jobSamples } from "../db/schema";
import { findJob } from "./find-job";
import { latestPhase } from "./phase";
import { sampleSeconds } from "./store-outcomes";

/** Rows finished in each stretch of the run, or of the dry run while that is the latest, oldest first; stretches without any are left out. Throws `job_not_found`. */
export async function listSamples({ db }: BaseContext, { id, phase }: { id: number; phase?: JobPhase | undefined }): Promise<JobSamples> {
  const job = await findJob(db, id);
  const samples = await db
    .select({ at: jobSamples.at, done: jobSamples.done, failed: jobSamples.failed })
    .from(jobSamples)
    .where(and(eq(jobSamples.jobId, job.id), eq(jobSamples.phase, phase ?? latestPhase(job))))
    .orderBy(asc(jobSamples.at));
  return { seconds: sampleSeconds, samples: samples.map(({ at, done, failed }) => ({ at: at.toISOString(), done, failed })) };
}
