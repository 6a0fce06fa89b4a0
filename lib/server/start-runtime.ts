import "server-only";
import { startWorker } from "./jobs/worker";
import { getRuntime, type Runtime } from "./runtime";

/** Makes the runtime, or ends the process with one message that a person can act on. */
export async function startRuntime(): Promise<void> {
  try {
    const runtime = await getRuntime();
    const { log, database, env } = runtime;
    log.info({ database: database.kind, apps: env.apps.map((app) => app.sdkAppId), readOnly: env.readOnly, demo: env.demo !== undefined }, "console started");
    if (env.worker) void keepTrying(runtime);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Opens the worker, as often as it takes: a console that answers people is of use without it. */
async function keepTrying(runtime: Runtime): Promise<void> {
  for (;;) {
    try {
      // One try after the other.
      // oxlint-disable-next-line no-await-in-loop
      runtime.worker = await startWorker(runtime);
      return;
    } catch (error) {
      runtime.workerFailed = true;
      runtime.log.error({ err: error }, "the worker for jobs could not start, and will be tried again");
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 5000));
    }
  }
}
