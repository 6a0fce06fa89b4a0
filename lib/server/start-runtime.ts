import "server-only";
import { getRuntime } from "./runtime";

/** Makes the runtime, or ends the process with one message that a person can act on. */
export async function startRuntime(): Promise<void> {
  try {
    const { log, database, env } = await getRuntime();
    log.info({ database: database.kind, apps: env.apps.map((app) => app.sdkAppId), readOnly: env.readOnly, demo: env.demo !== undefined }, "console started");
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
