import type { Job } from "@/lib/shared/jobs";
import { countRows } from "./rows-filter";

export interface FollowUpRows {
  /** What a retry takes: rows that failed, could not be read back, or were never done. */
  failed: number;
  unverified: number;
  pending: number;
  retry: number;
  /** At most so many numbers can be put back. */
  putBack: number;
}

/** How many rows of a job a new one could be made of. */
export function followUpRows(job: Pick<Job, "rows" | "problems" | "run">): FollowUpRows {
  const count = (outcome: "failed" | "unverified" | "changed" | "clamped") => countRows(job, job.run, { outcome });
  const [failed, unverified] = [count("failed"), count("unverified")];
  const pending = countRows(job, job.run, { outcome: "pending" });
  return { failed, unverified, pending, retry: failed + unverified + pending, putBack: count("changed") + count("clamped") };
}
