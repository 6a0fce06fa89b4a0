import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Effect } from "@/lib/shared/unread";
import type { BaseContext, Context } from "../context";
import { wasNeverSent } from "../im/errors";
import { appendEvents, type NewAuditEvent } from "./chain";
import { describeFailure, describeIntent, type AuditIntent } from "./intent";

/** How one of several writes ended. */
export type AuditedEnd<T> = { value: T } | { error: unknown };

/** What a finished write leaves in the record; `null` where a number could not be read. */
export interface Measured {
  before: number | null;
  after: number | null;
  effect: Effect;
}

/**
 * Runs a write with a record of it. Nothing runs unless its `started` row is stored: then `record_unavailable` is thrown. A failure
 * of `run` is recorded and thrown on. If the end cannot be recorded the entry stays "outcome unknown" and `record_incomplete` is thrown.
 * Refuses with `read_only` or `invalid_input` (reason) where the console is set so.
 */
export async function audited<T extends Measured>(ctx: Context, intent: AuditIntent, run: () => Promise<T>): Promise<T> {
  const [end] = await auditedBatch(ctx, [intent], async () => [await settle(run)]);
  if (!end) throw new Error("A write of one ended without an end.");
  if ("error" in end) throw end.error;
  return end.value;
}

/** As `audited`, for several writes that run together: `run` answers one end per intent, in their order, and throws only when it could do none. */
export async function auditedBatch<T extends Measured>(ctx: Context, intents: readonly AuditIntent[], run: () => Promise<AuditedEnd<T>[]>): Promise<AuditedEnd<T>[]> {
  for (const intent of intents) requireWritable(ctx, intent);
  const common = intents.map((intent) => describeIntent(ctx, intent));
  const started = await appendEvents(
    ctx.db,
    common.map((event) => ({ ...event, phase: "started" as const })),
  ).catch((cause: unknown) => {
    throw new AppError("record_unavailable", "The record of changes cannot be written at the moment, so nothing was sent to IM.", { cause });
  });
  ctx.attempt.recorded = true;

  const whole = await settle(run);
  const ends = "error" in whole ? intents.map(() => whole) : whole.value;
  const finished = ends.map((end, index): NewAuditEvent => {
    const event = common[index];
    if (!event) throw new Error("A batch of writes ended with more ends than it began with.");
    // One that could do none has sent nothing; the record shows no request for what was not sent.
    const unsent = "error" in whole || ("error" in end && wasNeverSent(end.error));
    const detail = unsent ? { ...event.detail, sent: false } : event.detail;
    return { ...event, detail, phase: "finished", startedSeq: started[index] ?? null, ...("error" in end ? describeFailure(end.error) : { outcome: "ok" as const, before: end.value.before, after: end.value.after, effect: end.value.effect }) };
  });
  await persist(ctx, finished);
  if ("error" in whole) throw whole.error;
  return ends;
}

/** Throws `read_only`, or `invalid_input` for a missing reason. `audited` asks too; a service asks first where it reads before it writes. */
export function requireWritable(ctx: BaseContext, { reason }: { reason?: string | undefined }): void {
  if (ctx.settings.readOnly) throw new AppError("read_only", "This console is set to read only; nothing can be changed from here.");
  if (ctx.settings.requireReason && !reason) throw new AppError("invalid_input", "Say why, so that the record can.", { fields: { reason: "reason_required" } });
}

/** The write has happened by now, so its end is worth more than one try. */
async function persist(ctx: Context, events: NewAuditEvent[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await appendEvents(ctx.db, events);
      return;
    } catch (cause) {
      ctx.log.error({ requestId: ctx.requestId, attempt, err: cause }, "the end of a change could not be recorded");
      if (attempt === 3) throw new AppError("record_incomplete", "The change was sent to IM, but how it ended could not be recorded. The audit shows it as “outcome unknown”; look the number up again.", { cause });
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

async function settle<T>(run: () => Promise<T>): Promise<AuditedEnd<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    return { error };
  }
}
