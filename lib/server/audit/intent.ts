import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { BaseContext, Context } from "../context";
import type { NewAuditEvent } from "./chain";

/** What is about to be done, to whom, and why. */
export interface AuditIntent {
  action: string;
  account?: string | undefined;
  peer?: string | undefined;
  groupId?: string | undefined;
  asked?: number | undefined;
  reason?: string | undefined;
  ticket?: string | undefined;
  detail?: Record<string, unknown> | undefined;
}

/** The part of a row that its start and its end have in common. */
export function describeIntent(ctx: Pick<BaseContext, "actor" | "requestId"> | Context, intent: AuditIntent): Omit<NewAuditEvent, "phase"> {
  return {
    actor: ctx.actor.name,
    role: ctx.actor.role,
    action: intent.action,
    requestId: ctx.requestId,
    sdkAppId: "app" in ctx ? ctx.app.sdkAppId : null,
    account: intent.account ?? null,
    peer: intent.peer ?? null,
    groupId: intent.groupId ?? null,
    asked: intent.asked ?? null,
    reason: intent.reason ?? null,
    ticket: intent.ticket ?? null,
    detail: intent.detail ?? null,
  };
}

/** The part of a row that says why something did not succeed. */
export function describeFailure(error: unknown): Pick<NewAuditEvent, "outcome" | "errorCode" | "imCode"> {
  const known = error instanceof AppError;
  return { outcome: "failed", errorCode: known ? error.code : "internal", imCode: known ? (error.im?.code ?? null) : null };
}
