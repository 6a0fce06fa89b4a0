import "server-only";
import { ImError } from "../im/errors";
import { mapSideBySide } from "../im/split";
import { keepBefore, type ClaimedChunk, type Kept } from "./claim-chunk";
import type { JobRow } from "./find-job";
import { kindOf, type JobKind, type Reading } from "./kinds";
import { blank, failure, refusal } from "./outcomes";
import { readNumbers } from "./read-numbers";
import { pauseBefore, rounds } from "./rounds";
import type { ChunkContext } from "./run-chunk";
import { stopsAll } from "./stops-all";
import type { StoredOutcome } from "./store-outcomes";
import type { RowTarget } from "./walk-rows";

/** What came of working at a chunk. */
export interface Worked {
  outcomes: StoredOutcome[];
  /** Why rows were left over; nothing where none were. */
  held?: unknown;
  /** What is to be kept of rows that were sent, and whose end is not known, by row; nothing where it did not come to sending. */
  uncertain?: Record<string, Kept>;
}

/** A row that is to be sent. */
interface Row {
  target: RowTarget;
  before: number;
  ceiling: number | undefined;
  /** Somebody who died may have sent it. */
  rerun: boolean;
  attempts: number;
  /** How its latest try ended; nothing while it has not. */
  end?: { ok: true } | { ok: false; error: unknown } | undefined;
}

/** The run of a chunk: see `runChunk`. */
export async function workRows(ctx: ChunkContext, job: JobRow, claimed: ClaimedChunk): Promise<Worked> {
  const kind = kindOf(job.kind);
  if (!kind.write) ctx.onAllBegun?.();
  const readings = await readNumbers(ctx, kind, claimed.targets).catch((error: unknown) => ({ held: error }));
  if (!Array.isArray(readings)) return { outcomes: [], ...readings };
  const outcomes: StoredOutcome[] = [];
  const ready: Row[] = [];
  for (const [index, target] of claimed.targets.entries()) {
    const next = judge(ctx, kind, target, { reading: readings[index], kept: claimed.before?.[target.row] });
    if ("target" in next) ready.push(next);
    else outcomes.push(next);
  }
  if (ready.length === 0) return { outcomes };
  // No row is sent before its number is kept: the record comes first. From now on nobody knows which of them have been, unless we say.
  const kept = await keepBefore(ctx.db, claimed, new Map(ready.map(({ target, before }) => [target.row, before])));
  if (!kept) return { outcomes: [], held: "lost" };
  const held = await writeRows(ctx, kind, ready);
  outcomes.push(...(await readBack(ctx, kind, ready)));
  if (held === undefined) return { outcomes };
  const open = ready.filter(({ end, attempts, rerun }) => end === undefined && (attempts > 0 || rerun));
  return { outcomes, held, uncertain: Object.fromEntries(open.map(({ target, before, attempts, rerun }) => [target.row, [before, rerun ? null : attempts]])) };
}

/** Whether a row is to be sent, or what has become of it already. */
function judge({ app }: ChunkContext, kind: JobKind, target: RowTarget, { reading, kept }: { reading: Reading | undefined; kept: Kept | undefined }): Row | StoredOutcome {
  const [before, sent] = kept ?? [undefined, 0];
  const common = { ...blank(target), before: before ?? reading?.value ?? null, attempts: sent ?? 0, rerun: sent === null };
  if (!reading || reading.value === undefined) {
    // What may have been sent and cannot be read is not known to have failed.
    return kept ? { ...common, ...failure(reading?.error), outcome: "unverified" } : { ...common, ...failure(reading?.error) };
  }
  if (!kind.write) return { ...common, outcome: "read" };
  const refused = refusal(app, kind, target, reading);
  if (refused) return { ...common, ...refused };
  return { target, before: before ?? reading.value, ceiling: reading.ceiling, rerun: sent === null, attempts: sent ?? 0 };
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
    if (round > 1 && !(await pauseBefore(ctx, round))) return ctx.signal.reason;
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

/** Whether IM itself said that it did not do it. Without its answer it may have; so may an earlier try have, whose answer was lost. */
function wasRefused({ end, attempts, rerun }: Row): boolean {
  return end?.ok === false && end.error instanceof ImError && end.error.imCode !== undefined && attempts === 1 && !rerun;
}

/** IM answers OK whether or not anything moved, and an answer that was lost says nothing: the only proof is to look again. */
async function readBack(ctx: ChunkContext, kind: JobKind, rows: readonly Row[]): Promise<StoredOutcome[]> {
  const ended = rows.filter(({ end }) => end !== undefined);
  const doubtful = ended.filter((row) => !wasRefused(row));
  const readings = await readAfter(ctx, kind, doubtful.map(({ target }) => target));
  const byRow = new Map(doubtful.map(({ target }, index) => [target.row, readings[index]]));
  return ended.map((row) => {
    const { target, before, rerun, attempts, end } = row;
    const common = { ...blank(target), before, attempts, rerun };
    if (wasRefused(row) && end?.ok === false) return { ...common, ...failure(end.error) };
    const reading = byRow.get(target.row);
    const after = reading?.value ?? null;
    const outcome = kind.write?.describe({ asked: target.asked, before, after, ceiling: reading?.ceiling ?? row.ceiling }) ?? "unverified";
    if (!end || end.ok) return { ...common, outcome, after };
    // It was not heard of: done is what has moved.
    const moved = outcome === "changed" || outcome === "clamped";
    if (moved) return { ...common, outcome, after };
    return { ...common, ...failure(end.error), after, ...(outcome === "unverified" && { outcome }) };
  });
}

/** Not to be stopped: what was done has to be told. */
async function readAfter({ im, app }: ChunkContext, kind: JobKind, targets: readonly RowTarget[]): Promise<Reading[]> {
  if (targets.length === 0) return [];
  return kind.read({ im, app, options: { lane: "bulk" } }, targets).catch((): Reading[] => targets.map(() => ({ error: undefined })));
}

/** What became of rows that were under way when their job was cancelled: only those whose number has moved, or cannot be read. */
export async function settleRows(ctx: ChunkContext, job: JobRow, { targets, before }: ClaimedChunk): Promise<StoredOutcome[]> {
  const kind = kindOf(job.kind);
  const open = targets.filter(({ row }) => before?.[row] !== undefined);
  const readings = await readAfter(ctx, kind, open);
  return open.flatMap((target, index) => {
    const [was, sent] = before?.[target.row] ?? [0, null];
    const after = readings[index]?.value ?? null;
    if (after === was) return [];
    const outcome = kind.write?.describe({ asked: target.asked, before: was, after, ceiling: readings[index]?.ceiling }) ?? "unverified";
    return [{ ...blank(target), outcome, before: was, after, attempts: sent ?? 0, rerun: false }];
  });
}
