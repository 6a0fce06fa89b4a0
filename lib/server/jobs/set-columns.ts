import "server-only";
import { randomUUID } from "node:crypto";
import { asc, and, eq, gt } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { ColumnsInput } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import type { Db } from "../db/client";
import { jobRows } from "../db/schema";
import { changeState } from "./change-state";
import { findJob, type JobRow } from "./find-job";
import { kindOf, type JobKind } from "./kinds";
import { readRow, type Mapping } from "./read-row";
import { removePhase } from "./remove-job";
import { seedOf, settle } from "./settle";
import { noteNewRows } from "./statistics";
import { updateRows } from "./store-rows";

const pageSize = 1000;

/**
 * Says which column of the file is which, and reads all rows anew by that. What a dry run found before, and an approval, no longer
 * hold. Throws `invalid_input` where a column that is needed is missing, or one is taken twice.
 */
export async function setColumns(ctx: BaseContext, { id, columns }: ColumnsInput & { id: number }): Promise<JobRow> {
  const job = await findJob(ctx.db, id);
  const kind = kindOf(job.kind);
  const mapping = completeMapping(kind, job.columns, columns);
  const claim = randomUUID();
  // From here on nobody can start it: its rows are not what they were. Whoever else reads them anew at this moment stops doing so.
  await changeState(ctx, { id, action: "columns", recorded: false, change: () => ({ claim, state: "mapping", mapping, usable: 0, keys: 0, digest: null, approvedBy: null, approvedAt: null, checkStartedAt: null, checkFinishedAt: null }) });
  await removePhase(ctx.db, id, "check", { claim });
  await readAnew(ctx.db, { id, kind, columns: job.columns, mapping, claim });
  await noteNewRows(ctx.db, job.rows);
  const settled = await settle(ctx.db, id, seedOf(job), { claim });
  return changeState(ctx, {
    id,
    action: "columns",
    change(now) {
      if (now.claim !== claim) throw new AppError("wrong_state", "Somebody else has named the columns of this job in the meantime. Look at them again.", { params: { state: now.state } });
      return { claim: null, state: "ready", ...settled };
    },
  });
}

function completeMapping(kind: JobKind, header: readonly string[], columns: Mapping): Mapping {
  const mapping: Mapping = {};
  const fields: Record<string, string> = {};
  const taken = new Set<number>();
  for (const { name, required } of kind.columns) {
    const place = columns[name] ?? null;
    mapping[name] = place;
    if (place === null ? required : place >= header.length) fields[`columns.${name}`] = "column_required";
    else if (place !== null && taken.has(place)) fields[`columns.${name}`] = "column_twice";
    if (place !== null) taken.add(place);
  }
  if (Object.keys(fields).length > 0) throw new AppError("invalid_input", "Some columns are missing, or taken twice.", { fields });
  return mapping;
}

async function readAnew(db: Db, { id, kind, columns, mapping, claim }: { id: number; kind: JobKind; columns: string[]; mapping: Mapping; claim: string }): Promise<void> {
  for (let after = 0; ; ) {
    // oxlint-disable-next-line no-await-in-loop
    const page = await db.select({ row: jobRows.row, cells: jobRows.cells }).from(jobRows).where(and(eq(jobRows.jobId, id), gt(jobRows.row, after))).orderBy(asc(jobRows.row)).limit(pageSize);
    // oxlint-disable-next-line no-await-in-loop
    await updateRows(db, id, page.map((line) => readRow(kind, columns, mapping, line)), claim);
    if (page.length < pageSize) return;
    after = page.at(-1)?.row ?? after;
  }
}
