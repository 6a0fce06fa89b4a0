import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { BaseContext, Context } from "../context";
import { appendEvents, type NewAuditEvent } from "./chain";
import { describeFailure, describeIntent, type AuditIntent } from "./intent";

/** Records an attempt that was refused, or that failed, before anything was sent. Never throws: a refusal stays a refusal. */
export async function recordRefusal(ctx: BaseContext, { sdkAppId, ...intent }: AuditIntent & { sdkAppId?: string | undefined }, error: unknown): Promise<void> {
  await appendRefusals(ctx, [{ ...describeRefusal(ctx, intent, error), sdkAppId: sdkAppId ?? null }]);
}

/** As `recordRefusal`, for several of the writes that one request asked for. */
export async function recordRefusals(ctx: Context, refused: readonly { intent: AuditIntent; error: unknown }[]): Promise<void> {
  await appendRefusals(ctx, refused.map(({ intent, error }) => describeRefusal(ctx, intent, error)));
}

function describeRefusal(ctx: BaseContext | Context, intent: AuditIntent, error: unknown): NewAuditEvent {
  const failed = !(error instanceof AppError) || error.status >= 500;
  const end = failed ? { phase: "noted" as const, outcome: "failed" as const } : { phase: "denied" as const, outcome: "denied" as const };
  return { ...describeIntent(ctx, intent), ...describeFailure(error), ...end };
}

async function appendRefusals(ctx: BaseContext, events: NewAuditEvent[]): Promise<void> {
  await appendEvents(ctx.db, events).catch((cause: unknown) => ctx.log.error({ requestId: ctx.requestId, err: cause }, "a refusal could not be recorded"));
}
