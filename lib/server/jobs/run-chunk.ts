import "server-only";
import type { JobPhase } from "@/lib/shared/jobs";
import type { ImApp } from "../apps/app";
import type { Db } from "../db/client";
import type { ImClient } from "../im/client";
import { claimChunk, type ClaimedChunk, type Kept } from "./claim-chunk";
import type { JobRow } from "./find-job";
import { foreseeRows } from "./foresee-rows";
import { storeOutcomes, type StoredOutcome } from "./store-outcomes";
import { settleRows, workRows, type Worked } from "./work-rows";

/** What a worker brings to each chunk. */
export interface ChunkContext {
  db: Db;
  app: ImApp;
  im: ImClient;
  /** Ends waiting; what was sent is still let finish, read back and stored. */
  signal: AbortSignal;
  /** Is told once every row has been begun: those that are left take time, but few turns. */
  onAllBegun?: (() => void) | undefined;
  /** Before a row whose call failed for a passing reason is tried again. */
  againAfterMs?: number | undefined;
}

/** `done`: every row has its outcome. `left`: somebody else has it, or has done it. `held`: some rows could not be tried now, for `reason`. */
export type ChunkEnd = { end: "left" } | { end: "done"; outcomes: StoredOutcome[] } | { end: "held"; outcomes: StoredOutcome[]; reason: unknown };

/**
 * Works off the rows of a chunk that have no outcome yet. In a run: reads the numbers, keeps them, writes, reads back, and stores what
 * that did; in a dry run only reads and foresees. Rows that a process was at when it died are done again, which these commands
 * bear, and say so. Stopped by the signal, it stores what is done and leaves the rest. Throws what the database says.
 */
export async function runChunk(ctx: ChunkContext, job: JobRow, phase: JobPhase, chunk: number): Promise<ChunkEnd> {
  const claimed = await claimChunk(ctx.db, { jobId: job.id, phase, chunk });
  if (!claimed) return { end: "left" };
  const { outcomes, held, uncertain } = await (phase === "check" ? foreseeRows : workRows)(ctx, job, claimed);
  const whole = held === undefined;
  // A dry run that was held up has nothing to keep.
  const stored = (!whole && phase === "check") || (await storeOutcomes(ctx.db, claimed, outcomes, { whole, uncertain: stillUncertain(claimed, { outcomes, uncertain }) }));
  if (!stored) return { end: "left" };
  return whole ? { end: "done", outcomes } : { end: "held", outcomes, reason: held };
}

/**
 * Finds out, in a chunk of a job that was cancelled, what became of rows that were under way and not heard of: only reads. Those whose
 * number has not moved stay pending; nothing remains uncertain afterwards.
 */
export async function settleChunk(ctx: ChunkContext, job: JobRow, chunk: number): Promise<void> {
  const claimed = await claimChunk(ctx.db, { jobId: job.id, phase: "run", chunk });
  if (!claimed) return;
  await storeOutcomes(ctx.db, claimed, await settleRows(ctx, job, claimed), { whole: false, uncertain: {} });
}

/** All that has to be kept of a chunk that is left for later: of rows that may have been sent, by us or by whoever had it before. */
function stillUncertain({ before }: ClaimedChunk, { outcomes, uncertain }: Worked): Record<string, Kept> {
  const ended = new Set(outcomes.map(({ row }) => String(row)));
  return Object.fromEntries(Object.entries(uncertain ?? before ?? {}).filter(([row]) => !ended.has(row)));
}
