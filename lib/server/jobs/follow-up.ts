import "server-only";
import { eq, sql, type SQL } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { FollowUpInput, FollowUpResult, JobAction } from "@/lib/shared/jobs";
import { requireWritable } from "../audit";
import type { BaseContext } from "../context";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import { whyNot } from "./can";
import { jobActionOf, recordJob } from "./change-state";
import { keepAlive } from "./keep-alive";
import { findJob, type JobRow } from "./find-job";
import { kindOf } from "./kinds";
import { removeUpload } from "./remove-job";
import { seedOf, settle } from "./settle";
import { noteNewRows } from "./statistics";

const pageSize = 1000;

/** Which rows of a job go into the new one, and what becomes of them there. */
export interface FollowUp {
  action: JobAction & ("retry" | "put-back");
  relation: "retry" | "put_back";
  /** Of `r` (job_rows) and `o` (its outcome in the run, if any). */
  which: SQL;
  /** What is asked for and what has to be there still; the cells with it, where the asked number stands in one. */
  asked: SQL;
  expected: SQL;
  cells(job: JobRow): SQL;
}

/**
 * Makes a new job, linked to this one, from some of its rows. It is the asker's own, begins `ready`, and goes the way of every other.
 * Throws `nothing_to_do` where no row qualifies, `read_only`, `invalid_input` for a missing reason, and what `whyNot` says.
 */
export async function followUp(ctx: BaseContext, { id, ...input }: FollowUpInput & { id: number }, { action, relation, ...rows }: FollowUp): Promise<FollowUpResult> {
  const job = await findJob(ctx.db, id);
  const [reason, ticket] = [input.reason || job.reason, input.ticket || job.ticket];
  ctx.attempt.intent = { action: jobActionOf[action], reason: reason ?? undefined, ticket: ticket ?? undefined, detail: { jobId: id } };
  const refusal = whyNot(ctx.actor, job, action, ctx.settings);
  if (refusal) throw refusal;
  // A report may be asked for again on a console that is read only: it changes nothing.
  requireWritable({ ...ctx, settings: { ...ctx.settings, readOnly: ctx.settings.readOnly && kindOf(job.kind).write !== undefined } }, { reason: reason ?? undefined });
  const { sdkAppId, kind, columns, mapping, fileName } = job;
  const [made] = await ctx.db.insert(jobs).values({ sdkAppId, kind, state: "uploading", createdBy: ctx.actor.name, reason, ticket, fileName, columns, mapping, parentId: id, relation }).returning();
  if (!made) throw new Error("A job was stored without a number.");
  try {
    const copied = await copyRows(ctx.db, { job, to: made.id, ...rows });
    if (copied === 0) throw new AppError("nothing_to_do", "No row of this job is left for that.");
    await noteNewRows(ctx.db, copied);
    const settled = await settle(ctx.db, made.id, seedOf(job), { onPage: keepAlive(ctx.db, made.id) });
    await ctx.db.transaction(async (tx) => {
      const [ready] = await tx.update(jobs).set({ rows: copied, ...settled, state: "ready" }).where(eq(jobs.id, made.id)).returning();
      if (!ready) throw new Error("A job that was just made is gone.");
      await recordJob(tx, ctx, ready, { action: jobActionOf[action] });
    });
    ctx.attempt.recorded = true;
    return { jobId: made.id, rows: copied };
  } catch (error) {
    await removeUpload(ctx.db, made.id);
    throw error;
  }
}

type Copy = Pick<FollowUp, "which" | "asked" | "expected" | "cells"> & { job: JobRow; to: number };

/** Rows are numbered anew, as in a file of their own. */
async function copyRows(db: Db, { job, to, which, asked, expected, cells }: Copy): Promise<number> {
  const alive = keepAlive(db, to);
  let copied = 0;
  for (let after = 0; ; ) {
    // oxlint-disable-next-line no-await-in-loop
    const result = await db.execute(sql`
      with page as (
        select r.row, r.key, r.item, r.up_to, ${cells(job)} as cells, ${asked} as asked, ${expected} as expected
        from job_rows r left join job_outcomes o on o.job_id = r.job_id and o.row = r.row and o.phase = 'run' and o.row > ${after}
        where r.job_id = ${job.id} and r.row > ${after} and r.problems is null and ${which}
        order by r.row limit ${pageSize}
      ), added as (
        insert into job_rows (job_id, row, cells, key, item, asked, up_to, expected)
        select ${to}, ${copied + 1}::integer + row_number() over (order by row), cells, key, item, asked, up_to, expected from page
      )
      select count(*)::integer as rows, max(row) as last from page`);
    const [page] = (result as unknown as { rows: { rows: number; last: number | null }[] }).rows;
    copied += page?.rows ?? 0;
    if (!page || page.rows < pageSize || page.last === null) return copied;
    after = page.last;
    // oxlint-disable-next-line no-await-in-loop
    await alive();
  }
}
