import "server-only";
import { eq } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";

/** A job as the database has it. */
export type JobRow = typeof jobs.$inferSelect;

/** The job with this number, locked for a change where `lock` is set (inside a transaction). Throws `job_not_found`, of what is still being uploaded too. */
export async function findJob(db: Db, id: number, { lock = false }: { lock?: boolean } = {}): Promise<JobRow> {
  const query = db.select().from(jobs).where(eq(jobs.id, id));
  const [job] = id > 2_147_483_647 ? [] : await (lock ? query.for("update") : query);
  if (!job || job.state === "uploading") throw new AppError("job_not_found", "There is no job with this number.");
  return job;
}
