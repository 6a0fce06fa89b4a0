import "server-only";
import type { AuditEntry } from "@/lib/shared/audit";
import { Effect } from "@/lib/shared/unread";
import type { auditEvents } from "../db/schema";
import { setUnreadRequest } from "../im/group";
import { messagesReadRequest } from "../im/openim";
import { curlLine } from "./curl-line";

export type AuditRow = typeof auditEvents.$inferSelect;

/** One entry from its first row and, of a write that has ended, the row about its end. */
export function toEntry(first: AuditRow, end: AuditRow | null): AuditEntry {
  // What was only noted or refused has no second row: it is its own end.
  const last = end ?? first;
  const effect = Effect.safeParse(last.effect);
  const entry: Omit<AuditEntry, "request" | "reversible"> = {
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
    putBackOf: typeof first.detail?.putBackOf === "number" ? first.detail.putBackOf : null,
    job: toJobFacts(first.detail),
  };
  const wasSent = first.phase === "started" && last.detail?.sent !== false;
  return { ...entry, request: wasSent ? toRequest(entry) : null, reversible: isReversible(entry) };
}

/** What the record keeps of a job, as far as it is what it should be: it may have been written by an older console. */
function toJobFacts(detail: AuditRow["detail"]): AuditEntry["job"] {
  if (typeof detail?.jobId !== "number") return null;
  const { jobId: id, rows, digest, counts } = detail;
  const numbers = typeof counts === "object" && counts !== null ? Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === "number") : null;
  return { id, rows: typeof rows === "number" ? rows : null, digest: typeof digest === "string" ? digest : null, counts: numbers && Object.fromEntries(numbers) };
}

type Target = Pick<AuditEntry, "sdkAppId" | "action" | "account" | "peer" | "groupId" | "asked" | "upTo">;

function toRequest(target: Target): AuditEntry["request"] {
  const request = rebuild(target);
  return request && target.sdkAppId !== null ? { ...request, curl: curlLine(target.sdkAppId, request) } : null;
}

/** Made as the command makes it, from what the record keeps. */
function rebuild({ action, account, peer, groupId, asked, upTo }: Target) {
  if (action === "conversation.mark_read" && account !== null && peer !== null) return messagesReadRequest({ account, peer, ...(upTo !== null && { upTo: new Date(upTo) }) });
  if (action === "group.set_unread" && account !== null && groupId !== null && asked !== null) return setUnreadRequest({ groupId, userId: account, unread: asked });
  return null;
}

function isReversible({ action, outcome, effect, before, after }: Pick<AuditEntry, "action" | "outcome" | "effect" | "before" | "after">): boolean {
  const changed = effect === "changed" || effect === "clamped";
  return action === "group.set_unread" && outcome === "ok" && changed && before !== null && after !== null && before !== after;
}
