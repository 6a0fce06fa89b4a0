import { test as base } from "../../support/context";
import { createJob, dryRun, getJob, start } from "@/lib/server/jobs";
import { startWorker, type JobWorker } from "@/lib/server/jobs/worker";
import type { BaseContext, Context } from "@/lib/server/context";
import type { Job, JobKindName, StartInput } from "@/lib/shared/jobs";

export { describe, expect } from "../../support/context";

/** Tests with an operator and a worker of jobs in this process. */
export const test = base
  .extend("operator", ({ ctx }): Context => ({ ...ctx, actor: { name: "mei", role: "operator" } }))
  .extend("admin", ({ ctx }): Context => ({ ...ctx, actor: { name: "zhou", role: "admin" } }))
  .extend("worker", async ({ ctx, database }, { onCleanup }): Promise<JobWorker> => {
    const worker = await startWorker({ database, apps: ctx.apps, log: ctx.log, env: { rateShare: 0.95, jobNoticeUrl: undefined, jobRetentionDays: 90, url: "http://localhost:3000", readOnly: false } });
    onCleanup(() => worker.stop());
    return worker;
  });

/** A file, as it would arrive. */
export async function* fileOf(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) yield typeof part === "string" ? new TextEncoder().encode(part) : part;
}

export async function upload(ctx: Context, kind: JobKindName, text: string): Promise<number> {
  const { jobId } = await createJob(ctx, { kind, reason: "tests" }, fileOf(text));
  return jobId;
}

/** Waits until `holds` of the job. */
export async function until(ctx: BaseContext, id: number, holds: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const job = await getJob({ ...ctx, attempt: { recorded: false } }, { id });
    if (holds(job)) return job;
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The whole way without a person: file, dry run, run. */
export async function runWhole(ctx: Context, kind: JobKindName, text: string, input: StartInput = {}): Promise<Job> {
  const id = await upload(ctx, kind, text);
  await dryRun(ctx, { id });
  await until(ctx, id, ({ state }) => state === "checked");
  await start(ctx, { id, ...input });
  return until(ctx, id, ({ state }) => state === "finished");
}

/** Rows by outcome. */
export function countsOf(progress: Job["run"]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome, rows } of progress?.tallies ?? []) counts[outcome] = (counts[outcome] ?? 0) + rows;
  return counts;
}
