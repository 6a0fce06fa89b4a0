import "server-only";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { UserId } from "@/lib/shared/ids";
import type { Context } from "../context";
import { auditEvents } from "../db/schema";

const mostEntries = 1000;
const mostPeers = 200;

/**
 * Whom the record names together with `userId` in this app, as peer or as account, each once, the newest first; at most 200 of the
 * last 1,000 entries either way. Of what was refused the record may hold ids that are none; those are left out.
 */
export async function peersFromChanges(ctx: Context, userId: string): Promise<string[]> {
  const { seq, phase, account, peer, sdkAppId } = auditEvents;
  // Written out, as the indexes have it.
  const begins = and(sql`${phase} <> 'finished'`, eq(sdkAppId, ctx.app.sdkAppId));
  const touched = await ctx.db.select({ seq, id: peer }).from(auditEvents).where(and(begins, eq(account, userId), isNotNull(peer))).orderBy(desc(seq)).limit(mostEntries);
  const touching = await ctx.db.select({ seq, id: account }).from(auditEvents).where(and(begins, eq(peer, userId), isNotNull(account))).orderBy(desc(seq)).limit(mostEntries);
  const newestFirst = [...touched, ...touching].toSorted((a, b) => b.seq - a.seq).flatMap(({ id }) => UserId.safeParse(id).data ?? []);
  return [...new Set(newestFirst)].slice(0, mostPeers);
}
