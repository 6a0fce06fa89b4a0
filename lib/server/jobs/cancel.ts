import "server-only";
import { sql } from "drizzle-orm";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";
import { kindOf } from "./kinds";

/** Ends a job for good: within a second no row is begun any more. What is done stays done; the rest stays pending. */
export function cancel(ctx: BaseContext, { id }: { id: number }): Promise<JobRow> {
  return changeState(ctx, {
    id,
    action: "cancel",
    // Of rows that are under way, a worker finds out what became of them; only then has the run ended.
    change: ({ runStartedAt, kind }) => ({ state: "cancelled", touchedAt: sql`now()`, runFinishedAt: runStartedAt !== null && kindOf(kind).write ? null : new Date() }),
  });
}
