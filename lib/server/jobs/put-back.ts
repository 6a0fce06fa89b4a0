import "server-only";
import { sql } from "drizzle-orm";
import type { FollowUpInput, FollowUpResult } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { followUp } from "./follow-up";

/**
 * Makes a new job that sets the group numbers this one changed back to what they were before, each only while it is still what this
 * job left. What was changed since is refused row by row (`changed_since`).
 */
export function putBackJob(ctx: BaseContext, input: FollowUpInput & { id: number }): Promise<FollowUpResult> {
  return followUp(ctx, input, {
    action: "put-back",
    relation: "put_back",
    // What was sent and could not be read back may have been changed as well: to what was asked for.
    which: sql`o.outcome in ('changed', 'clamped', 'unverified') and o.before is not null and o.before <> coalesce(o.after, r.asked)`,
    asked: sql`o.before`,
    expected: sql`coalesce(o.after, r.asked)`,
    // The file of the new job says what the new job does.
    cells: ({ mapping }) => (typeof mapping.UnreadMsgNum === "number" ? sql`jsonb_set(r.cells::jsonb, array[${String(mapping.UnreadMsgNum)}], to_jsonb(o.before::text))::json` : sql`r.cells`),
  });
}
