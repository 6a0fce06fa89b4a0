import "server-only";
import type { ImApp } from "../apps/app";
import type { ClaimedChunk } from "./claim-chunk";
import type { JobRow } from "./find-job";
import { kindOf, type JobKind, type Reading } from "./kinds";
import { blank, failure, refusal } from "./outcomes";
import { readNumbers } from "./read-numbers";
import type { ChunkContext } from "./run-chunk";
import type { StoredOutcome } from "./store-outcomes";
import type { RowTarget } from "./walk-rows";
import type { Worked } from "./work-rows";

/** The dry run of a chunk: each row's number as it is, and what would become of it. Writes nothing to IM. */
export async function foreseeRows(ctx: ChunkContext, job: JobRow, { targets }: ClaimedChunk): Promise<Worked> {
  const kind = kindOf(job.kind);
  ctx.onAllBegun?.();
  const readings = await readNumbers(ctx, kind, targets).catch((error: unknown) => ({ held: error }));
  if (!Array.isArray(readings)) return { outcomes: [], ...readings };
  return { outcomes: targets.map((target, index) => ({ ...blank(target), ...foresee(ctx.app, kind, target, readings[index]) })) };
}

function foresee(app: ImApp, kind: JobKind, target: RowTarget, reading: Reading | undefined): Partial<StoredOutcome> & Pick<StoredOutcome, "outcome"> {
  if (!reading || reading.value === undefined) return failure(reading?.error);
  const refused = refusal(app, kind, target, reading);
  if (refused) return { ...refused, before: reading.value };
  const { write } = kind;
  if (!write) return { outcome: "read", before: reading.value };
  const after = write.foresee(target, reading);
  // Where nobody can say what will be there, something will: there is something to change.
  const outcome = after === null ? "changed" : write.describe({ asked: target.asked, before: reading.value, after, ceiling: reading.ceiling });
  return { outcome, before: reading.value, after };
}
