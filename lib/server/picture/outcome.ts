import "server-only";
import type { Part } from "@/lib/shared/picture";
import type { Context } from "../context";
import { toItemError } from "../item-error";

/** What one read came to, with the error as it was thrown. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** Waits for a read whose failure leaves the others standing. Rejects only when nobody waits for the answer any more. */
export async function attempt<T>(ctx: Context, read: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await read };
  } catch (error) {
    ctx.signal?.throwIfAborted();
    return { ok: false, error };
  }
}

export const failed = (error: unknown): { ok: false; error: unknown } => ({ ok: false, error });

/** The outcome with its value, if it has one, as `change` makes it. */
export function convert<T, R>(outcome: Outcome<T>, change: (value: T) => R): Outcome<R> {
  return outcome.ok ? { ok: true, value: change(outcome.value) } : outcome;
}

/** The outcome as it travels, its error in the reader's language. */
export function toPart<T>(ctx: Context, outcome: Outcome<T>): Part<T> {
  return outcome.ok ? outcome : { ok: false, error: toItemError(ctx, outcome.error) };
}
