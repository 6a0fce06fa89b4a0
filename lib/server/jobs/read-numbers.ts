import "server-only";
import { ImError } from "../im/errors";
import type { JobKind, Reading } from "./kinds";
import { pauseBefore, rounds } from "./rounds";
import type { ChunkContext } from "./run-chunk";
import type { RowTarget } from "./walk-rows";

/**
 * The numbers of rows, in the order given; those that could not be read for a passing reason are asked for again later. Rejects with
 * what stops the whole job, the signal's reason among it.
 */
export async function readNumbers(ctx: ChunkContext, kind: JobKind, targets: readonly RowTarget[]): Promise<Reading[]> {
  const calls = { im: ctx.im, app: ctx.app, options: { lane: "bulk", untilSent: ctx.signal } } as const;
  const readings = await kind.read(calls, targets);
  for (let round = 2; round <= rounds; round += 1) {
    const due = [...readings.entries()].flatMap(([place, { error }]) => (error instanceof ImError && error.retryable ? [place] : []));
    if (due.length === 0) break;
    // One round begins when the one before has ended.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await pauseBefore(ctx, round))) throw ctx.signal.reason;
    // oxlint-disable-next-line no-await-in-loop
    const again = await kind.read(calls, due.flatMap((place) => targets[place] ?? []));
    for (const [index, place] of due.entries()) readings[place] = again[index] ?? { error: undefined };
  }
  return readings;
}
