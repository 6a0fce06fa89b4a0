import "server-only";
import type { Job } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { readFacts } from "./read-facts";
import { toJob } from "./to-job";

/** A job: what it is, how far it has come, and what the asker can do with it now. Throws `job_not_found`. */
export async function getJob(ctx: BaseContext, { id }: { id: number }): Promise<Job> {
  return toJob(ctx, await readFacts(ctx.db, id));
}
