import "server-only";
import { and, eq } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { UploadQuery, UploadResult } from "@/lib/shared/jobs";
import { requireWritable } from "../audit";
import type { Context } from "../context";
import type { Db } from "../db/client";
import { legible } from "../db/legible";
import { jobs } from "../db/schema";
import { recordJob } from "./change-state";
import { matchColumns, openFile, type OpenedFile } from "./file";
import { findSame } from "./find-same";
import { createGate } from "./gate";
import { keepAlive } from "./keep-alive";
import { kindOf, type JobKind } from "./kinds";
import { readRow, type Mapping } from "./read-row";
import { removeUpload } from "./remove-job";
import { seedOf, settle } from "./settle";
import { noteNewRows } from "./statistics";
import { insertRows } from "./store-rows";

/**
 * Makes a job of a file, which is read as it arrives and never held whole. Where it is not sure which column is which, the job waits
 * for that to be said (`mapping`); else its rows are checked, and it is `ready`. A file that breaks off, or that cannot be used at
 * all, leaves nothing behind. Throws the `file_…` codes, `read_only`, and `invalid_input` for a missing reason.
 */
export async function createJob(ctx: Context, input: UploadQuery, body: AsyncIterable<Uint8Array>): Promise<UploadResult> {
  const kind = kindOf(input.kind);
  ctx.attempt.intent = { action: "job.create", reason: input.reason, ticket: input.ticket, detail: { kind: kind.name, file: input.name } };
  requireWritable({ ...ctx, settings: { ...ctx.settings, readOnly: ctx.settings.readOnly && kind.write !== undefined } }, input);
  const leave = await uploads.enter();
  try {
    return await readFile(ctx, input, kind, body);
  } finally {
    leave();
  }
}

/** Files that one process reads at once; more wait, for each may take a good deal of memory. */
const uploads = createGate(2);
const maxBytes = 1024 ** 3;

async function readFile(ctx: Context, input: UploadQuery, kind: JobKind, body: AsyncIterable<Uint8Array>): Promise<UploadResult> {
  const file = await openFile(body, { maxRows: ctx.settings.jobMaxRows, maxBytes, signal: ctx.signal });
  const { columns: mapping, sure } = matchColumns(file.head.columns, kind.columns);
  try {
    return await storeJob(ctx, input, { kind, file, mapping, sure });
  } finally {
    // What was not read to its end is let go.
    await file.pages[Symbol.asyncIterator]().return?.();
  }
}

interface Opened {
  kind: JobKind;
  file: OpenedFile;
  mapping: Mapping;
  sure: boolean;
}

async function storeJob(ctx: Context, input: UploadQuery, { kind, file, mapping, sure }: Opened): Promise<UploadResult> {
  const [job] = await ctx.db
    .insert(jobs)
    .values({ sdkAppId: ctx.app.sdkAppId, kind: kind.name, state: "uploading", createdBy: ctx.actor.name, reason: textOf(input.reason), ticket: textOf(input.ticket), fileName: textOf(input.name), columns: file.head.columns, mapping })
    .returning();
  if (!job) throw new Error("A job was stored without a number.");
  try {
    const rows = await storeFile(ctx.db, { id: job.id, kind, file, mapping: sure ? mapping : undefined });
    await noteNewRows(ctx.db, rows);
    const settled = sure ? await settle(ctx.db, job.id, seedOf(job), { onPage: keepAlive(ctx.db, job.id) }) : undefined;
    const sameAs = settled ? await findSame(ctx.db, { ...job, digest: settled.digest }) : null;
    await ctx.db.transaction(async (tx) => {
      const [ready] = await tx.update(jobs).set({ rows, ...settled, state: sure ? "ready" : "mapping" }).where(and(eq(jobs.id, job.id), eq(jobs.state, "uploading"))).returning();
      if (!ready) throw new AppError("job_not_found", "This upload took too long and was given up. Nothing of it is left; send the file again.");
      await recordJob(tx, ctx, ready, { action: "job.create", detail: { file: input.name } });
    });
    ctx.attempt.recorded = true;
    return { jobId: job.id, rows, problems: settled ? rows - settled.usable : 0, mapping: !sure, sameAs };
  } catch (error) {
    await removeUpload(ctx.db, job.id);
    throw error;
  }
}

interface Stored {
  id: number;
  kind: JobKind;
  file: OpenedFile;
  /** Nothing where it has to be asked for first: the cells are kept as they are. */
  mapping: Mapping | undefined;
}

async function storeFile(db: Db, { id, kind, file, mapping }: Stored): Promise<number> {
  const alive = keepAlive(db, id);
  let rows = 0;
  for await (const page of file.pages) {
    const read = page.map((line) => (mapping ? readRow(kind, file.head.columns, mapping, line) : { ...line, target: null, problems: null }));
    await insertRows(db, id, read);
    rows += page.length;
    await alive();
  }
  return rows;
}

function textOf(given: string | undefined): string | null {
  return given ? legible(given) : null;
}
