import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { ImApp } from "../apps/app";
import type { Database } from "../db/client";
import { jobChunks, jobs } from "../db/schema";
import type { Env } from "../env";
import type { ImClient } from "../im/client";
import type { Log } from "../log";
import { endCancelled } from "./end-cancelled";
import { endPhase } from "./end-phase";
import { findJob, type JobRow } from "./find-job";
import { createGate } from "./gate";
import { isOpen } from "./hours";
import { onJobsChanged } from "./job-signals";
import { kindOf } from "./kinds";
import { sendNotice, toNotice, type Notify } from "./notice";
import { pauseByItself } from "./pause-by-itself";
import { chunkSize, planPhase } from "./plan-phase";
import { openQueue, type ChunkOrder } from "./queue";
import { refuseToBegin } from "./refuse-to-begin";
import { repeat } from "./repeat";
import { removeOldRows } from "./retention";
import { runChunk } from "./run-chunk";
import { startScheduled } from "./start-scheduled";
import { createStopRule, type StopRule } from "./stop-rule";

export interface WorkerOptions {
  database: Database;
  apps: ReadonlyMap<string, { app: ImApp; im: ImClient }>;
  env: Pick<Env, "rateShare" | "jobNoticeUrl" | "jobRetentionDays" | "url" | "readOnly">;
  log: Log;
}

export interface JobWorker {
  /** Whether the database has answered the worker lately. */
  isWell(): boolean;
  /** Begins nothing any more, ends what is under way within some seconds, and leaves the rest to others. */
  stop(): Promise<void>;
}

/**
 * Chunks that one process begins at once: while one reads, others write, so that no turn is lost. Few, for what so many rows meet has to
 * be seen before the job can stop by itself.
 */
const beginningAtOnce = 4;
/**
 * Chunks under way at once, among them those of which only some last rows are left: waiting for a late answer, for another try, to be
 * read back. Where one call in ten fails, most are.
 */
const atOnce = 16;
/** Chunks of one job that are ordered ahead: besides those that several processes work on, what some that have died still hold. */
const ahead = 10 * atOnce;
const lookAroundMs = 1000;
/** How soon a process notices that a job was paused or cancelled through another one. */
const lookAtStatesMs = 250;
/** How long IM may be out of reach before a job pauses by itself. */
const patienceMs = 60_000;

/**
 * Works on jobs: starts what is due, prepares phases, works off chunks, ends phases, and looks again every second for what others have
 * left. Any number of processes may do so on one database. Rejects where the queue cannot be opened.
 */
export async function startWorker({ database, apps, env, log }: WorkerOptions): Promise<JobWorker> {
  const { db } = database;
  const queue = await openQueue(database, log);
  const active = new Map<AbortController, number>();
  const gate = createGate(beginningAtOnce);
  const rules = new Map<number, StopRule>();
  /** Since when a job's rows cannot be tried at all. */
  const heldSince = new Map<number, number>();
  let stopping = false;
  let wellAt = performance.now();
  const notify: Notify = async (tx, job, counts) => {
    if (env.jobNoticeUrl) await queue.orderNotice(tx, toNotice(job, counts, env.url));
  };

  async function begin({ jobId, phase }: Pick<ChunkOrder, "jobId" | "phase">): Promise<void> {
    const job = await findJob(db, jobId);
    const found = apps.get(job.sdkAppId);
    if (!found || !isAt(job, phase) || startedAt(job, phase) !== null) return;
    const planned = await planPhase(db, job, phase, chunkSize({ app: found.app, settings: env, job, phase }));
    if (!planned) await refuseToBegin(db, jobId, phase);
    await lookAround();
  }

  async function work(order: ChunkOrder): Promise<void> {
    const leave = await gate.enter();
    try {
      await workIn(order, leave);
    } finally {
      leave();
    }
  }

  async function workIn({ jobId, phase, chunk }: ChunkOrder, onAllBegun: () => void): Promise<void> {
    const job = await findJob(db, jobId);
    const found = apps.get(job.sdkAppId);
    if (stopping || !found || !mayRun(job, phase, env)) return;
    const control = new AbortController();
    const rule = ruleOf(jobId);
    active.set(control, jobId);
    try {
      const end = await runChunk({ db, ...found, signal: control.signal, onAllBegun }, job, phase, chunk);
      if (end.end === "left") return;
      if (phase === "run") await learn(job, rule, end.outcomes);
      if (end.end === "held") {
        // Others need not wait as well.
        onAllBegun();
        await wait(job, control.signal, end.reason);
      } else {
        heldSince.delete(jobId);
        await endPhase(db, jobId, phase, notify);
      }
    } finally {
      active.delete(control);
    }
  }

  /** What is to be counted with the rows of a chunk that begins now. */
  function ruleOf(jobId: number): StopRule {
    const rule = rules.get(jobId) ?? createStopRule();
    rules.set(jobId, rule);
    return rule;
  }

  async function learn(job: JobRow, rule: StopRule, outcomes: Parameters<StopRule["add"]>[0]): Promise<void> {
    // Begun before the job paused: what such rows met is known, and does not count again when it goes on.
    if (rules.get(job.id) !== rule) return;
    const trouble = rule.add(outcomes, { stopPercent: job.stopPercent, previewed: job.checkFinishedAt !== null });
    if (!trouble) return;
    await pauseByItself(db, job.id, { cause: "failures", trouble }, notify);
    // After a person has looked at it and resumed, it starts to count anew.
    if (rules.get(job.id) === rule) rules.delete(job.id);
    lookAtStates();
  }

  /** A chunk could not go on, and not because its job was stopped. */
  async function wait(job: JobRow, signal: AbortSignal, reason: unknown): Promise<void> {
    if (signal.aborted) {
      heldSince.delete(job.id);
      return;
    }
    log.warn({ jobId: job.id, err: reason }, "rows of a job have to wait");
    const since = heldSince.get(job.id) ?? performance.now();
    heldSince.set(job.id, since);
    if (job.state === "running" && performance.now() - since > patienceMs) {
      heldSince.delete(job.id);
      await pauseByItself(db, job.id, { cause: "unreachable" }, notify);
      return;
    }
    // The calls are paused, or the database is away: trying at once would be no use.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }

  async function lookAround(): Promise<void> {
    await startScheduled(db);
    const working = await db.select().from(jobs).where(inArray(jobs.state, ["checking", "running"])).orderBy(asc(jobs.id));
    for (const job of working) {
      const phase = job.state === "checking" ? "check" : "run";
      if (!apps.has(job.sdkAppId) || !mayRun(job, phase, env)) continue;
      // Jobs one after the other: what is ordered first runs first. What one of them meets is not to hold up the next.
      // oxlint-disable-next-line no-await-in-loop
      await orderNext(job, phase).catch((error: unknown) => log.warn({ jobId: job.id, err: error }, "looking after a job"));
    }
    for (const kept of [rules, heldSince]) for (const id of kept.keys()) if (!working.some((job) => job.id === id)) kept.delete(id);
    await endCancelled({ db, apps });
    wellAt = performance.now();
  }

  async function orderNext(job: JobRow, phase: JobPhase): Promise<void> {
    if (startedAt(job, phase) === null) return queue.orderBegin({ jobId: job.id, phase });
    const open = await db
      .select({ chunk: jobChunks.chunk })
      .from(jobChunks)
      .where(and(eq(jobChunks.jobId, job.id), eq(jobChunks.phase, phase), isNull(jobChunks.doneAt)))
      .orderBy(asc(jobChunks.chunk))
      .limit(ahead);
    if (open.length === 0) return endPhase(db, job.id, phase, notify);
    return queue.orderChunks(open.map(({ chunk }) => ({ jobId: job.id, phase, chunk })));
  }

  /** Stops the work on jobs that may not run any more. */
  async function checkStates(): Promise<void> {
    const ids = [...new Set(active.values())];
    if (ids.length === 0) return;
    const found = await db.select({ id: jobs.id, state: jobs.state }).from(jobs).where(inArray(jobs.id, ids));
    const running = new Set(found.filter(({ state }) => state === "running" || state === "checking").map(({ id }) => id));
    for (const [control, id] of active) if (!running.has(id)) control.abort(new Error("The job was stopped."));
  }

  const upkeep = async () => void (await removeOldRows(db, env.jobRetentionDays));
  await queue.work({ begin, chunk: work, notice: (notice) => (env.jobNoticeUrl ? sendNotice(env.jobNoticeUrl, notice) : Promise.resolve()), upkeep }, atOnce);
  const around = repeat(lookAround, lookAroundMs, log);
  const states = repeat(checkStates, lookAtStatesMs, log);
  const lookAtStates = () => states.now();
  const forget = onJobsChanged(() => {
    states.now();
    around.now();
  });
  around.now();

  return {
    isWell: () => !stopping && performance.now() - wellAt < 15_000,
    async stop() {
      stopping = true;
      forget();
      await Promise.all([around.stop(), states.stop()]);
      for (const control of active.keys()) control.abort(new Error("The console is stopping."));
      await queue.stop(7000);
    },
  };
}

function isAt(job: JobRow, phase: JobPhase): boolean {
  return job.state === (phase === "check" ? "checking" : "running");
}

/** Whether a job's rows may be worked at now. On a console that is read only nothing is written, whenever it was started. */
function mayRun(job: JobRow, phase: JobPhase, { readOnly }: Pick<Env, "readOnly">): boolean {
  if (phase === "run" && readOnly && kindOf(job.kind).write) return false;
  return isAt(job, phase) && (phase === "check" || job.hours === null || isOpen(job.hours, new Date()));
}

function startedAt(job: JobRow, phase: JobPhase): Date | null {
  return phase === "check" ? job.checkStartedAt : job.runStartedAt;
}
