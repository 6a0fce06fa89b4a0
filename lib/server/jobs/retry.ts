import "server-only";
import { sql } from "drizzle-orm";
import type { FollowUpInput, FollowUpResult } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { followUp } from "./follow-up";

/** Makes a new job of the rows that failed, could not be read back, or were not done before the job was cancelled. */
export function retry(ctx: BaseContext, input: FollowUpInput & { id: number }): Promise<FollowUpResult> {
  return followUp(ctx, input, {
    action: "retry",
    relation: "retry",
    which: sql`(o.outcome is null or o.outcome in ('failed', 'unverified'))`,
    asked: sql`r.asked`,
    expected: sql`r.expected`,
    cells: () => sql`r.cells`,
  });
}
