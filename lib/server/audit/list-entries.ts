import "server-only";
import { and, desc, eq, lt, ne, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AuditEntry, AuditPage, AuditQuery } from "@/lib/shared/audit";
import { Effect } from "@/lib/shared/unread";
import type { BaseContext } from "../context";
import { auditEvents } from "../db/schema";

const pageSize = 50;
const started = auditEvents;
const finished = alias(auditEvents, "finished");

/** The record, newest first, 50 entries a page; a write's two rows are one entry. */
export async function listEntries(ctx: BaseContext, { cursor, actor, account, kind }: AuditQuery): Promise<AuditPage> {
  const rows = await ctx.db
    // An end whose storing was tried again, because the answer to the first try was lost, can stand there twice.
    .selectDistinctOn([started.seq], { started, finished })
    .from(started)
    .leftJoin(finished, eq(finished.startedSeq, started.seq))
    .where(
      and(
        ne(started.phase, "finished"),
        cursor ? lt(started.seq, Number(cursor)) : undefined,
        actor ? eq(started.actor, actor.toLowerCase()) : undefined,
        account ? or(eq(started.account, account), eq(started.peer, account)) : undefined,
        kind === "changes" ? ne(started.action, "session.sign_in") : undefined,
      ),
    )
    .orderBy(desc(started.seq))
    .limit(pageSize + 1);
  const entries = rows.slice(0, pageSize).map((row) => toEntry(row.started, row.finished));
  return { entries, nextCursor: rows.length > pageSize ? String(entries.at(-1)?.seq) : null };
}

type Row = typeof auditEvents.$inferSelect;

function toEntry(first: Row, end: Row | null): AuditEntry {
  // What was only noted or refused has no second row: it is its own end.
  const last = end ?? first;
  const effect = Effect.safeParse(last.effect);
  return {
    seq: first.seq,
    at: first.at.toISOString(),
    finishedAt: end?.at.toISOString() ?? null,
    actor: first.actor,
    role: first.role,
    action: first.action,
    sdkAppId: first.sdkAppId,
    account: first.account,
    peer: first.peer,
    groupId: first.groupId,
    reason: first.reason,
    ticket: first.ticket,
    upTo: typeof first.detail?.upTo === "string" ? first.detail.upTo : null,
    outcome: last.outcome ?? "unknown",
    effect: effect.success ? effect.data : null,
    before: last.before,
    asked: first.asked,
    after: last.after,
    errorCode: last.errorCode,
    imCode: last.imCode,
    requestId: first.requestId,
    request: null,
    reversible: false,
    putBackOf: null,
  };
}
