import "server-only";
import type { AuditEntry } from "@/lib/shared/audit";
import type { Context } from "../context";
import { readRows } from "./read-entries";
import { toEntry } from "./to-entry";

/** The entry of this app whose first row is `seq`, with what its action kept besides; nothing for any other number. */
export async function findEntry(ctx: Context, seq: number): Promise<{ entry: AuditEntry; detail: Record<string, unknown> | null } | undefined> {
  const [row] = await readRows(ctx.db, [seq]);
  if (!row || row.first.phase === "finished" || row.first.sdkAppId !== ctx.app.sdkAppId) return undefined;
  return { entry: toEntry(row.first, row.end), detail: row.first.detail };
}
