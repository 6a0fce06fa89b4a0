import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { and, eq, isNull, max, sql } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Settings } from "../context";
import type { Db } from "../db/client";
import { jobRows, jobs } from "../db/schema";
import type { ImApp } from "../apps/app";
import { limitOf } from "../im/limits";
import type { JobRow } from "./find-job";
import { kindOf } from "./kinds";
import { removePhase } from "./remove-job";
import { digestLine, seedOf } from "./settle";
import { claimedBy } from "./claimed-by";
import { walkRows, type Place } from "./walk-rows";

/**
 * Rows in one chunk: about a quarter of a second of the whole pace. Smaller ones would ask the database too often; of larger ones, more
 * rows would have to be done once more when a process dies.
 */
export function chunkSize({ app, settings, job, phase }: { app: ImApp; settings: Pick<Settings, "rateShare">; job: Pick<JobRow, "kind">; phase: JobPhase }): number {
  const { write, reads } = kindOf(job.kind);
  const command = phase === "run" && write ? write.command : reads.command;
  const perSecond = limitOf(app, command) * settings.rateShare;
  const perCall = phase === "run" && write ? 1 : reads.rowsPerCall / 2;
  return Math.min(2000, Math.max(25, Math.round((perSecond * perCall) / 4)));
}

interface PlannedChunk extends Place {
  chunk: number;
  rows: number;
}

/**
 * Prepares a dry run or a run: stores the chunks to be worked off, and an outcome for each row that was set aside. What an earlier try
 * left is removed first, so that it can be done again after a crash; of two that plan at once, the one that began last goes on and the
 * other changes nothing any more. Answers false, and begins nothing, where the rows are not those that were settled and previewed.
 */
export async function planPhase(db: Db, job: JobRow, phase: JobPhase, size: number): Promise<boolean> {
  const claim = randomUUID();
  const plan: Plan = { jobId: job.id, phase, claim };
  await db.update(jobs).set({ claim }).where(and(eq(jobs.id, job.id), isNull(startedAt(phase))));
  await removePhase(db, job.id, phase, { claim });
  const hash = createHash("sha256").update(seedOf(job));
  let [chunk, usable] = [0, 0];
  let open: PlannedChunk | undefined;
  for await (const page of walkRows(db, job.id)) {
    const planned: PlannedChunk[] = [];
    for (const target of page) {
      hash.update(digestLine(target));
      usable += 1;
      if (open && open.rows < size) {
        open.rows += 1;
        continue;
      }
      if (open) planned.push(open);
      open = { chunk, key: target.key, item: target.item, row: target.row, rows: 1 };
      chunk += 1;
    }
    await insertChunks(db, plan, planned);
  }
  if (usable !== job.usable || hash.digest("hex") !== job.digest) return false;
  await insertChunks(db, plan, open ? [open] : []);
  await refuseProblems(db, plan);
  await db
    .update(jobs)
    .set({ claim: null, ...(phase === "check" ? { checkStartedAt: sql`now()` } : { runStartedAt: sql`now()` }) })
    .where(and(eq(jobs.id, job.id), eq(jobs.claim, claim), isNull(startedAt(phase))));
  return true;
}

interface Plan {
  jobId: number;
  phase: JobPhase;
  claim: string;
}

const startedAt = (phase: JobPhase) => (phase === "check" ? jobs.checkStartedAt : jobs.runStartedAt);

async function insertChunks(db: Db, { jobId, phase, claim }: Plan, chunks: readonly PlannedChunk[]): Promise<void> {
  if (chunks.length === 0) return;
  await db.execute(sql`
    insert into job_chunks (job_id, phase, chunk, from_key, from_item, from_row, rows)
    select ${jobId}, ${phase}, r.chunk, r.key, r.item, r.row, r.rows
    from json_to_recordset(${JSON.stringify(chunks)}::json) as r (chunk integer, key text, item text, row integer, rows integer)
    where ${claimedBy(jobId, claim)}
    on conflict do nothing`);
}

const atOnce = 20_000;

/** Rows with a problem are never sent: that is their outcome. */
async function refuseProblems(db: Db, { jobId, phase, claim }: Plan): Promise<void> {
  // Blank lines have numbers too: the last row may stand far behind the count of rows.
  const [last] = await db.select({ row: max(jobRows.row) }).from(jobRows).where(eq(jobRows.jobId, jobId));
  let refused = 0;
  for (let from = 0; from <= (last?.row ?? 0); from += atOnce) {
    // In stretches, so that nobody else waits long for the database.
    // oxlint-disable-next-line no-await-in-loop
    const result = await db.execute(sql`
      insert into job_outcomes (job_id, phase, row, outcome, code, attempts, rerun, at)
      select ${jobId}, ${phase}, row, 'refused', 'row_problem', 0, false, now() from job_rows
      where job_id = ${jobId} and row >= ${from} and row < ${from + atOnce} and problems is not null and ${claimedBy(jobId, claim)}
      on conflict do nothing returning 1`);
    refused += (result as unknown as { rows: unknown[] }).rows.length;
  }
  if (refused === 0) return;
  await db.execute(sql`
    insert into job_tallies (job_id, phase, outcome, code, rows, rerun) values (${jobId}, ${phase}, 'refused', 'row_problem', ${refused}, 0)
    on conflict (job_id, phase, outcome, code) do update set rows = excluded.rows`);
}
