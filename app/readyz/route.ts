import { isReachable } from "@/lib/server/db/client";
import { getRuntime, type Runtime } from "@/lib/server/runtime";

export const dynamic = "force-dynamic";

function stateOf(runtime: Runtime | undefined): "off" | "starting" | "ready" | "failing" {
  if (!runtime?.env.worker) return "off";
  if (!runtime.worker) return runtime.workerFailed ? "failing" : "starting";
  return runtime.worker.isWell() ? "ready" : "failing";
}

/** Ready: settings valid, migrations applied (both on the way to a runtime), database answering, and the worker not cut off from it. */
export async function GET() {
  const runtime = await getRuntime().catch(() => undefined);
  const database = runtime !== undefined && (await isReachable(runtime.database));
  const worker = stateOf(runtime);
  const ok = database && worker !== "failing";
  return Response.json({ ok, database, worker }, { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
