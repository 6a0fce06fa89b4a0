import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/lib/server/db/client";
import { jobChunks, jobOutcomes, jobs } from "@/lib/server/db/schema";
import { claimChunk } from "@/lib/server/jobs/claim-chunk";
import { findJob } from "@/lib/server/jobs/find-job";
import { planPhase } from "@/lib/server/jobs/plan-phase";
import { digestLine, seedOf } from "@/lib/server/jobs/settle";
import { storeOutcomes, type StoredOutcome } from "@/lib/server/jobs/store-outcomes";
import { insertRows } from "@/lib/server/jobs/store-rows";
import { walkRows } from "@/lib/server/jobs/walk-rows";
import type { JobPhase, RowProblem } from "@/lib/shared/jobs";

import { expect } from "../fixture";

export { describe, expect, test } from "../fixture";

export const appId = "1400000001";
export const duplicate: RowProblem[] = [{ column: null, value: null, code: "duplicate", row: 2 }];

/** A job as it stands in the database; a group job of mei's, ready, unless told. */
export async function addJob(db: Db, values: Partial<typeof jobs.$inferInsert> = {}): Promise<number> {
  const [job] = await db
    .insert(jobs)
    .values({ sdkAppId: appId, kind: "set_group_unread", state: "ready", createdBy: "mei", columns: ["GroupId", "Member_Account", "UnreadMsgNum"], mapping: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 }, ...values })
    .returning({ id: jobs.id });
  if (!job) throw new Error("The job was not stored.");
  return job.id;
}

export interface TestRow {
  key?: string;
  item?: string;
  asked?: number;
  upTo?: number;
  cells?: string[];
  problems?: RowProblem[];
}

/** The lines of a job's file, from row 2 on; each about a member of its own in group “team” unless told. */
export async function addRows(db: Db, jobId: number, rows: readonly TestRow[]): Promise<void> {
  const lines = rows.map(({ key = "team", item, asked = 1, upTo = null, cells, problems = null }, place) => {
    const target = { key, item: item ?? `user-${place + 2}`, asked, upTo };
    return { row: place + 2, cells: cells ?? [target.key, target.item, String(asked)], target, problems };
  });
  for (let from = 0; from < lines.length; from += 2000) {
    // oxlint-disable-next-line no-await-in-loop
    await insertRows(db, jobId, lines.slice(from, from + 2000));
  }
  const usable = lines.filter(({ problems }) => problems === null);
  const keys = new Set(usable.map(({ target }) => target.key)).size;
  await db.update(jobs).set({ rows: lines.length, usable: usable.length, keys }).where(eq(jobs.id, jobId));
}

export type TestOutcome = Pick<StoredOutcome, "row" | "outcome"> & Partial<StoredOutcome> & { at?: Date };

/** Rows put in by hand become those of the job: a phase begins with no others. */
async function sign(db: Db, jobId: number): Promise<void> {
  const hash = createHash("sha256").update(seedOf(await findJob(db, jobId)));
  let usable = 0;
  for await (const page of walkRows(db, jobId)) {
    usable += page.length;
    for (const target of page) hash.update(digestLine(target));
  }
  await db.update(jobs).set({ usable, digest: hash.digest("hex") }).where(eq(jobs.id, jobId));
}

/** Begins a phase, in chunks of `size` rows. */
export async function begin(db: Db, jobId: number, phase: JobPhase = "run", size = 3): Promise<void> {
  await sign(db, jobId);
  expect(await planPhase(db, await findJob(db, jobId), phase, size)).toBe(true);
  await db.update(jobs).set({ state: phase === "run" ? "running" : "checking" }).where(eq(jobs.id, jobId));
}

/** Stores what became of these rows, as a worker does, chunk by chunk. */
export async function store(db: Db, jobId: number, outcomes: readonly TestOutcome[], phase: JobPhase = "run"): Promise<void> {
  const byRow = new Map(outcomes.map((outcome) => [outcome.row, outcome]));
  const chunks = await db.select({ chunk: jobChunks.chunk }).from(jobChunks).where(and(eq(jobChunks.jobId, jobId), eq(jobChunks.phase, phase)));
  for (const { chunk } of chunks) {
    // oxlint-disable-next-line no-await-in-loop
    const claimed = await claimChunk(db, { jobId, phase, chunk });
    const mine = claimed?.targets.flatMap(({ row }) => byRow.get(row) ?? []) ?? [];
    if (!claimed || mine.length === 0) continue;
    const stored = mine.map(({ row, outcome, before = null, after = null, code = null, attempts = 1, rerun = false }) => ({ row, outcome, before, after, code, attempts, rerun }));
    // oxlint-disable-next-line no-await-in-loop
    await storeOutcomes(db, claimed, stored, { whole: mine.length === claimed.targets.length, uncertain: {} });
  }
  for (const { row, at } of outcomes) {
    // oxlint-disable-next-line no-await-in-loop
    if (at) await db.update(jobOutcomes).set({ at }).where(and(eq(jobOutcomes.jobId, jobId), eq(jobOutcomes.phase, phase), eq(jobOutcomes.row, row)));
  }
}
