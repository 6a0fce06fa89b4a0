import { setFlagsFromString } from "node:v8";
import { createRuntime } from "@/lib/server/runtime";
import { startWorker } from "@/lib/server/jobs/worker";

// As in start.ts: a busy job would let garbage grow to several times what is in use.
setFlagsFromString("--heap-growing-percent=50");

// Works on jobs beside consoles that leave that to it (WORKER=off), on the same PostgreSQL.
try {
  const runtime = await createRuntime(process.env);
  runtime.worker = await startWorker(runtime);
  process.stdout.write("The worker for jobs is ready.\n");
  const stop = async () => {
    setTimeout(() => process.exit(0), 9_500).unref();
    await runtime.quiet();
    await runtime.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
