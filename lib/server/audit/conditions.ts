import "server-only";
import { and, eq, gte, lt, ne, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AuditFilter } from "@/lib/shared/audit";
import { auditEvents } from "../db/schema";

/** The row that begins an entry. */
export const first = alias(auditEvents, "first");
/** The row about the end of a write. */
export const end = alias(auditEvents, "finished");

/** What a filter asks of the row that begins an entry. */
export function begins({ app, actor, account, group, action, ticket, from, to, kind }: AuditFilter): SQL | undefined {
  return and(
    // Written out, as the indexes have it.
    sql`${first.phase} <> 'finished'`,
    app ? eq(first.sdkAppId, app) : undefined,
    actor ? eq(first.actor, actor.toLowerCase()) : undefined,
    account ? or(eq(first.account, account), eq(first.peer, account)) : undefined,
    group ? eq(first.groupId, group) : undefined,
    action ? eq(first.action, action) : undefined,
    ticket ? eq(first.ticket, ticket) : undefined,
    from ? gte(first.at, new Date(from)) : undefined,
    to ? lt(first.at, new Date(to)) : undefined,
    kind === "changes" ? ne(first.action, "session.sign_in") : undefined,
  );
}

/** What a filter asks of the row about the end. */
export function ends({ outcome, effect }: Pick<AuditFilter, "outcome" | "effect">): SQL | undefined {
  return and(sql`${end.phase} = 'finished'`, outcome && outcome !== "unknown" ? eq(end.outcome, outcome) : undefined, effect ? eq(end.effect, effect) : undefined);
}
