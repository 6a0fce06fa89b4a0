import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { JobPhase, RowOutcome } from "@/lib/shared/jobs";
import { accountProtected, isProtected } from "../apps/protected";
import type { ImApp } from "../apps/app";
import type { Db } from "../db/client";
import type { ImClient } from "../im/client";
import { ImError } from "../im/errors";
import { mapSideBySide } from "../im/split";
import type { Log } from "../log";
import { claimChunk, keepBefore, type ClaimedChunk } from "./claim-chunk";
import { kindOf, type JobKind, type Reading } from "./kinds";
import type { JobRow } from "./find-job";
import { stopsAll } from "./stops-all";
import { storeOutcomes, type StoredOutcome } from "./store-outcomes";
import type { RowTarget } from "./walk-rows";

/** What a worker brings to each chunk. */
export interface ChunkContext {
  db: Db;
  app: ImApp;
  im: ImClient;
  log: Log;
  /** Ends waiting; what was sent is still let finish, read back and stored. */
  signal: AbortSignal;
  /** Is told once every row has been begun: those that are left take time, but few turns. */
  onAllBegun?: (() => void) | undefined;
  /** Before a row whose call failed for a passing reason is tried again. */
  againAfterMs?: number | undefined;
}

/** `done`: every row has its outcome. `left`: somebody else has it, or has done it. `held`: some rows could not be tried now, for `reason`. */
export type ChunkEnd = { end: "left" } | { end: "done"; outcomes: StoredOutcome[] } | { end: "held"; outcomes: StoredOutcome[]; reason: unknown };

/** Times a row is tried in all; each time the IM client tries several times by itself. */
const rounds = 3;

/**
 * Works off the rows of a chunk that have no outcome yet. In a run: reads the numbers, keeps them, writes, reads back, and stores what
 * that did; in a dry run only reads and foresees. Rows that a process was at when it died are done again, which these commands
 * bear, and say so. Stopped by the signal, it stores what is done and leaves the rest. Throws what the database says.
 */
export async function runChunk(ctx: ChunkContext, job: JobRow, phase: JobPhase, chunk: number): Promise<ChunkEnd> {
  const claimed = await claimChunk(ctx.db, { jobId: job.id, phase, chunk });
  if (!claimed) return { end: "left" };
  const work = phase === "check" ? checkRows : workRows;
  const { outcomes, held, uncertain = {} } = await work(ctx, job, claimed);
  const whole = held === undefined;
  // A dry run that was held up has nothing to keep.
  const stored = !whole && phase === "check" ? true : await storeOutcomes(ctx.db, claimed, outcomes, { whole, uncertain: { ...stillUncertain(claimed, outcomes), ...uncertain } });
  if (!stored) return { end: "left" };
  return whole ? { end: "done", outcomes } : { end: "held", outcomes, reason: held };
}

/** Of the rows that may have been sent by whoever had the chunk before: those that still have no outcome. */
function stillUncertain({ before }: ClaimedChunk, outcomes: readonly StoredOutcome[]): Record<string, number> {
  const ended = new Set(outcomes.map(({ row }) => String(row)));
  return Object.fromEntries(Object.entries(before ?? {}).flatMap(([row, value]) => (ended.has(row) || value === null ? [] : [[row, value]])));
}

interface Worked {
  outcomes: StoredOutcome[];
  /** Why rows were left over; nothing where none were. */
  held?: unknown;
  /** Numbers from before of rows that were sent, and whose end is not known. */
  uncertain?: Record<string, number>;
}

async function checkRows(ctx: ChunkContext, job: JobRow, { targets }: ClaimedChunk): Promise<Worked> {
  const kind = kindOf(job.kind);
  const outcomes: StoredOutcome[] = [];
  ctx.onAllBegun?.();
  const readings = await readRows(ctx, kind, targets).catch((error: unknown) => ({ held: error }));
  if (!Array.isArray(readings)) return { outcomes, ...readings };
  for (const [index, target] of targets.entries()) outcomes.push({ ...blank(target), ...foresee(ctx.app, kind, target, readings[index]) });
  return { outcomes };
}

function foresee(app: ImApp, kind: JobKind, target: RowTarget, reading: Reading | undefined): Partial<StoredOutcome> & Pick<StoredOutcome, "outcome"> {
  if (!reading || reading.value === undefined) return failure(reading?.error);
  const refused = refusal(app, kind, target, reading.value);
  if (refused) return { ...refused, before: reading.value };
  const { write } = kind;
  if (!write) return { outcome: "read", before: reading.value };
  const after = write.foresee(target, reading);
  // Where nobody can say what will be there, something will: there is something to change.
  const outcome = after === null ? "changed" : write.describe({ asked: target.asked, before: reading.value, after, ceiling: reading.ceiling });
  return { outcome, before: reading.value, after };
}

async function workRows(ctx: ChunkContext, job: JobRow, claimed: ClaimedChunk): Promise<Worked> {
  const kind = kindOf(job.kind);
  const { targets } = claimed;
  const outcomes: StoredOutcome[] = [];
  if (!kind.write) ctx.onAllBegun?.();
  const readings = await readRows(ctx, kind, targets).catch((error: unknown) => ({ held: error }));
  if (!Array.isArray(readings)) return { outcomes, ...readings };
  const { write } = kind;
  const ready: Row[] = [];
  for (const [index, target] of targets.entries()) {
    const reading = readings[index];
    // The number from before the first try, where that was kept: what is there now may be the work of that try.
    const kept = claimed.before?.[target.row];
    const rerun = kept !== undefined;
    if (!reading || reading.value === undefined) outcomes.push({ ...blank(target), ...failure(reading?.error), rerun });
    else if (!write) outcomes.push({ ...blank(target), outcome: "read", before: reading.value, rerun });
    else {
      const before = kept ?? reading.value;
      const refused = rerun ? undefined : refusal(ctx.app, kind, target, reading.value);
      if (refused) outcomes.push({ ...blank(target), ...refused, before });
      else ready.push({ target, before, ceiling: reading.ceiling, rerun, attempts: 0 });
    }
  }
  if (!write || ready.length === 0) return { outcomes };
  // No row is sent before its number is kept: the record comes first.
  if (!(await keepBefore(ctx.db, claimed, new Map(ready.map(({ target, before }) => [target.row, before]))))) return { outcomes: [], held: "lost" };
  const held = await writeRows(ctx, kind, ready);
  outcomes.push(...(await readBack(ctx, kind, ready)));
  if (held === undefined) return { outcomes };
  return { outcomes, held, uncertain: Object.fromEntries(ready.flatMap(({ target, before, attempts, end }) => (attempts > 0 && !end ? [[target.row, before]] : []))) };
}

interface Row {
  target: RowTarget;
  before: number;
  ceiling: number | undefined;
  rerun: boolean;
  attempts: number;
  /** How its latest try ended; nothing while it has not. */
  end?: { ok: true } | { ok: false; error: unknown } | undefined;
}

/** Tries every row, those that failed for a passing reason again later. Answers why rows were left over, if any were. */
async function writeRows(ctx: ChunkContext, kind: JobKind, rows: readonly Row[]): Promise<unknown> {
  const held: { by?: unknown } = {};
  for (let round = 1; round <= rounds && held.by === undefined; round += 1) {
    const due = rows.filter(({ end }) => end === undefined || (!end.ok && end.error instanceof ImError && end.error.retryable));
    if (due.length === 0) return undefined;
    // Where it does not come to another try, the row is still to be done: that it failed so far says nothing.
    for (const row of due) row.end = undefined;
    // One round begins when the one before has ended.
    // oxlint-disable-next-line no-await-in-loop
    if (round > 1 && !(await pause(ctx, round))) return ctx.signal.reason;
    // oxlint-disable-next-line no-await-in-loop
    await mapSideBySide(due, async (row) => {
      if (row === due.at(-1)) ctx.onAllBegun?.();
      if (held.by !== undefined) return;
      try {
        await kind.write?.execute({ im: ctx.im, app: ctx.app, options: { lane: "bulk", untilSent: ctx.signal, onSent: () => (row.attempts += 1) } }, row.target);
        row.end = { ok: true };
      } catch (error) {
        if (stopsAll(error)) held.by ??= error ?? "stopped";
        else row.end = { ok: false, error };
      }
    });
  }
  return held.by;
}

/** Answers whether work may go on. */
async function pause({ signal, againAfterMs = 1000 }: ChunkContext, round: number): Promise<boolean> {
  if (signal.aborted) return false;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, againAfterMs * (round - 1));
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
  return !signal.aborted;
}

/** IM answers OK whether or not anything moved, so the only proof is to look again. */
async function readBack(ctx: ChunkContext, kind: JobKind, rows: readonly Row[]): Promise<StoredOutcome[]> {
  const ended = rows.filter(({ end }) => end !== undefined);
  const sent = ended.filter(({ end }) => end?.ok);
  const targets = sent.map(({ target }) => target);
  // Not to be stopped: what was done has to be told.
  const readings = targets.length === 0 ? [] : await kind.read({ im: ctx.im, app: ctx.app, options: { lane: "bulk" } }, targets).catch((): Reading[] => targets.map(() => ({ error: undefined })));
  const byRow = new Map(sent.map(({ target }, index) => [target.row, readings[index]]));
  return ended.map(({ target, before, ceiling, rerun, attempts, end }) => {
    const common = { ...blank(target), before, attempts, rerun };
    if (!end?.ok) return { ...common, ...failure(end?.error) };
    const reading = byRow.get(target.row);
    const after = reading?.value ?? null;
    const outcome = kind.write?.describe({ asked: target.asked, before, after, ceiling: reading?.ceiling ?? ceiling }) ?? "unverified";
    return { ...common, outcome, after };
  });
}

function readRows({ im, app, signal }: ChunkContext, kind: JobKind, targets: readonly RowTarget[]): Promise<Reading[]> {
  return kind.read({ im, app, options: { lane: "bulk", untilSent: signal } }, targets);
}

/** Why a row is not sent, although its number is known. */
function refusal(app: ImApp, kind: JobKind, target: RowTarget, now: number): Pick<StoredOutcome, "outcome" | "code"> | undefined {
  if (isProtected(app, kind.accountOf(target)) && kind.write) return failure(accountProtected());
  if (target.expected === null || target.expected === now) return undefined;
  return { outcome: "refused", code: "changed_since" };
}

/** Refusals that the console makes itself, before anything is sent. */
const ownRefusals = new Set(["account_protected", "unsupported_group_type"]);

function failure(error: unknown): { outcome: Exclude<RowOutcome, "pending">; code: string } {
  if (!(error instanceof AppError)) return { outcome: "failed", code: "im_bad_answer" };
  if (ownRefusals.has(error.code)) return { outcome: "refused", code: error.code };
  // IM's own number says most, but for what has a name of its own here: no such account, group, member.
  const named = error.code.endsWith("_not_found");
  return { outcome: "failed", code: !named && error.im ? String(error.im.code) : error.code };
}

function blank({ row }: RowTarget): StoredOutcome {
  return { row, outcome: "failed", before: null, after: null, code: null, attempts: 0, rerun: false };
}
