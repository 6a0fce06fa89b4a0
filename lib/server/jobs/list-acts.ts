import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { JobAct, JobActsPage, JobActsQuery } from "@/lib/shared/jobs";
import type { Context } from "../context";
import { pickActs, type Act } from "./pick-acts";
import { whomOf } from "./read-rows";

const pageSize = 50;

/**
 * What jobs of this app have done, or tried, to an account, to a group, or to a member of a group, newest first, 50 a page. Reports and
 * rows that were never sent are left out. Throws `invalid_input` where neither is named: empty never means all.
 */
export async function listActs(ctx: Context, { account, group, cursor }: JobActsQuery): Promise<JobActsPage> {
  if (!account && !group) throw new AppError("invalid_input", "Say of which account or group.", { fields: { account: "user_id_required" } });
  const found = await pickActs(ctx.db, { sdkAppId: ctx.app.sdkAppId, account: account || undefined, group: group || undefined }, { after: cursor, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  return { acts: shown.map(toAct), nextCursor: found.length > pageSize && last ? `${last.end.at.getTime()}.${last.job.id}.${last.line.row}` : null };
}

function toAct({ job, line, end }: Act): JobAct {
  const { kind, reason, ticket } = job;
  const { outcome, before, after, code } = end;
  return { jobId: job.id, row: line.row, at: end.at.toISOString(), kind, actor: job.startedBy ?? job.createdBy, reason, ticket, ...whomOf(kind, line), asked: line.asked, outcome, before, after, code };
}
