import "server-only";
import type { ImApp } from "./apps/app";
import { openDatabase, type Database, type Db } from "./db/client";
import { readEnv, type Env } from "./env";
import { createImClient, type ImClient } from "./im/client";
import { endWatches } from "./jobs/watch-job";
import type { JobWorker } from "./jobs/worker";
import { createLog, type Log } from "./log";
import { createPacer } from "./pacing/pacer";
import { ensureDemoUsers } from "./users";

/** What one console process holds for as long as it runs. */
export interface Runtime {
  env: Env;
  log: Log;
  database: Database;
  db: Db;
  /** By SDKAppID, in the order configured. */
  apps: Map<string, { app: ImApp; im: ImClient }>;
  /** What works on jobs here, once it is ready; nothing where that is left to other processes. */
  worker?: JobWorker;
  /** It could not be started, at least once. */
  workerFailed?: boolean;
  /** Begins nothing any more, and lets go of what somebody might wait for, within some seconds. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Builds the parts from `source`. Throws an `EnvError` where a setting is wrong, else what the database says. */
export async function createRuntime(source: Record<string, string | undefined>): Promise<Runtime> {
  const env = readEnv(source);
  const log = createLog(env.logLevel);
  const database = await openDatabase(env);
  const { db } = database;
  const pacer = createPacer({ db, bulkShare: env.bulkShare });
  const apps = new Map(env.apps.map((app) => [app.sdkAppId, { app, im: createImClient({ app, pacer, log, rateShare: env.rateShare }) }]));
  if (env.demo) await ensureDemoUsers(db, env.demo.password);
  const runtime: Runtime = {
    env,
    log,
    database,
    db,
    apps,
    async quiet() {
      endWatches();
      await runtime.worker?.stop();
    },
    async close() {
      await Promise.all([...apps.values()].map(({ im }) => im.close()));
      await database.close();
    },
  };
  return runtime;
}

// Next bundles this module into several chunks, each with variables of its own; the process has one database and one pace.
const key = Symbol.for("unread-console.runtime");
const shared = globalThis as { [key]?: Promise<Runtime> };

/** This process's runtime, made on the first call. */
export function getRuntime(): Promise<Runtime> {
  shared[key] ??= createRuntime(process.env);
  return shared[key];
}
