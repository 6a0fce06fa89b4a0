import { isReachable } from "@/lib/server/db/client";
import { getRuntime } from "@/lib/server/runtime";

export const dynamic = "force-dynamic";

/** Ready: settings valid, migrations applied (both on the way to a runtime), database answering. */
export async function GET() {
  const database = await getRuntime().then(({ database: opened }) => isReachable(opened), () => false);
  return Response.json({ ok: database, database }, { status: database ? 200 : 503, headers: { "cache-control": "no-store" } });
}
