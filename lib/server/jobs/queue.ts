import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Database, Db } from "../db/client";
import type { Log } from "../log";
import type { Notice } from "./notice";

/** A chunk that is due. */
export interface ChunkOrder {
  jobId: number;
  phase: JobPhase;
  chunk: number;
}

const queues = { begin: "job-begin", chunk: "job-chunk", notice: "job-notice", upkeep: "job-upkeep" } as const;

/** Seconds after which somebody who has not been heard of is taken for dead, and what they had is given to another. */
const heartbeatSeconds = 10;

interface Handlers {
  begin(order: Pick<ChunkOrder, "jobId" | "phase">): Promise<void>;
  chunk(order: ChunkOrder): Promise<void>;
  notice(notice: Notice): Promise<void>;
  upkeep(): Promise<void>;
}

/** The queue that all processes on one database share. */
export interface JobQueue {
  /** Orders a phase to be prepared, unless that is ordered already. */
  orderBegin(order: Pick<ChunkOrder, "jobId" | "phase">): Promise<void>;
  /** Orders chunks, of those that are not ordered or under way already. */
  orderChunks(orders: readonly ChunkOrder[]): Promise<void>;
  /** Orders a notice within `db`'s transaction. */
  orderNotice(db: Db, notice: Notice): Promise<void>;
  /** Takes what is ordered, `atOnce` chunks at a time. */
  work(handlers: Handlers, atOnce: number): Promise<void>;
  /** Lets what is under way end, for at most `ms`. */
  stop(ms: number): Promise<void>;
}

/** Opens the queue in `database`, in a schema of its own, which is made when it is missing. */
export async function openQueue(database: Database, log: Log): Promise<JobQueue> {
  const boss = new PgBoss({ ...database.queue, schema: "pgboss", application_name: "unread-console-queue", superviseIntervalSeconds: 5, monitorIntervalSeconds: 5, clockMonitorIntervalSeconds: 600, monitorVacuum: false, reindex: false });
  boss.on("error", (error: unknown) => log.warn({ err: error }, "the queue of jobs"));
  await boss.start();
  const common = { policy: "exclusive", retryLimit: 10_000, deleteAfterSeconds: 60, heartbeatSeconds, expireInSeconds: 12 * 3600 } as const;
  await boss.createQueue(queues.begin, common);
  await boss.createQueue(queues.chunk, common);
  await boss.createQueue(queues.notice, { retryLimit: 8, retryDelay: 5, retryBackoff: true, retryDelayMax: 600, deleteAfterSeconds: 86_400, expireInSeconds: 60 });
  await boss.createQueue(queues.upkeep, { policy: "exclusive", retryLimit: 0, deleteAfterSeconds: 3600, expireInSeconds: 3600 });
  // Nobody else can be on PGlite: whatever is under way there belongs to a process that is gone.
  if (database.kind === "pglite") await Promise.all([boss.deleteAllJobs(queues.begin), boss.deleteAllJobs(queues.chunk), boss.deleteAllJobs(queues.upkeep)]);
  let workers: string[] = [];
  const wake = () => {
    for (const id of workers) boss.notifyWorker(id);
  };
  return {
    async orderBegin(order) {
      await boss.send(queues.begin, order, { singletonKey: `${order.jobId} ${order.phase}` });
      wake();
    },
    async orderChunks(orders) {
      if (orders.length === 0) return;
      await boss.insert(queues.chunk, orders.map((order) => ({ data: order, singletonKey: `${order.jobId} ${order.phase} ${order.chunk}` })));
      wake();
    },
    async orderNotice(db, notice) {
      // What the adapter asks of a database, every kind of ours has.
      const transaction = { execute: (query: unknown) => db.execute(query as SQL) as unknown as Promise<{ rows: unknown[] }> };
      await boss.send(queues.notice, notice, { db: fromDrizzle(transaction, sql) });
    },
    async work(handlers, atOnce) {
      const chunkWorker = async (worker: { id?: string }) => {
        // Whoever orders wakes these workers; they look by themselves for what was given up elsewhere.
        worker.id = await boss.work<ChunkOrder>(queues.chunk, { pollingIntervalSeconds: 5 }, async ([job]) => {
          if (job) await handlers.chunk(job.data);
          // Where there was one, there may be another: no waiting.
          if (worker.id !== undefined) boss.notifyWorker(worker.id);
        });
        return worker.id;
      };
      const others = [
        boss.work<Pick<ChunkOrder, "jobId" | "phase">>(queues.begin, { pollingIntervalSeconds: 2 }, async ([job]) => job && handlers.begin(job.data)),
        boss.work<Notice>(queues.notice, { pollingIntervalSeconds: 2 }, async ([job]) => job && handlers.notice(job.data)),
        boss.work(queues.upkeep, { pollingIntervalSeconds: 30 }, () => handlers.upkeep()),
      ];
      workers = await Promise.all([...Array.from({ length: atOnce }, () => chunkWorker({})), ...others]);
      await boss.schedule(queues.upkeep, "*/5 * * * *");
    },
    async stop(ms) {
      await boss.stop({ graceful: true, timeout: ms });
    },
  };
}
