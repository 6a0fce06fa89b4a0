import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { ItemError, MarkReadInput, MarkReadItem, MarkReadResult } from "@/lib/shared/unread";
import { auditedBatch, type AuditedEnd } from "../audit";
import type { Measured } from "../audit/audited";
import type { Context } from "../context";
import { getC2cUnread, setMessagesRead } from "../im/openim";
import { createTranslation } from "../translate";
import { describeRead } from "./describe-read";
import { peerError, withAccountNotFound } from "./not-found";

/** Conversations that are recorded, read, marked and read back together. */
const batchSize = 50;

type Input = MarkReadInput & { userId: string };

/**
 * Marks what `userId` received from each of `peers` read, up to `upTo` or now. Cannot be undone, and fires the app's read webhook
 * once for each peer. Every peer gets its own result, read before and after; one that fails leaves the others standing. A peer named
 * twice is marked once. Throws `account_not_found`, and whatever fails before the first peer is touched. (doc 38996)
 */
export async function markRead(ctx: Context, input: Input): Promise<MarkReadResult> {
  const peers = [...new Set(input.peers)];
  const { userId, reason, ticket } = input;
  ctx.attempt.intent = { action: "conversation.mark_read", account: userId, reason, ticket, detail: { peers: peers.length } };
  const results: MarkReadItem[] = [];
  for (let from = 0; from < peers.length; from += batchSize) {
    const batch = peers.slice(from, from + batchSize);
    try {
      results.push(...(await markBatch(ctx, input, batch)));
    } catch (error) {
      // Nothing to show yet: the whole request failed. Later on, what is done stays told.
      if (results.length === 0) throw error;
      const told = itemError(ctx, error);
      results.push(...batch.map((peer) => ({ peer, error: told })));
    }
  }
  return { results };
}

async function markBatch(ctx: Context, { userId, upTo, reason, ticket }: Input, peers: string[]): Promise<MarkReadItem[]> {
  const before = new Map<string, number>();
  const intents = peers.map((peer) => ({ action: "conversation.mark_read", account: userId, peer, reason, ticket, ...(upTo && { detail: { upTo } }) }));
  const ends = await auditedBatch<Measured>(ctx, intents, async () => {
    await readInto(before, ctx, userId, peers);
    const sent = await Promise.allSettled(peers.map((peer) => setMessagesRead(ctx.im, { account: userId, peer, ...(upTo && { upTo: new Date(upTo) }) })));
    const after = new Map<string, number>();
    // IM answers OK whether or not anything moved, so the only proof is to look again; if that fails, the result says so.
    await readInto(after, ctx, userId, peers).catch(() => {});
    return peers.map((peer, index): AuditedEnd<Measured> => {
      const answer = sent[index];
      // The account was read a moment ago, so an unknown account in the answer to a write is the peer.
      if (answer?.status === "rejected") return { error: peerError(answer.reason, 90003, 90008) };
      const numbers = { before: before.get(peer) ?? null, after: after.get(peer) ?? null };
      return { value: { ...numbers, effect: describeRead(numbers) } };
    });
  });
  return peers.map((peer, index) => {
    const end = ends[index];
    if (end && "value" in end) return { peer, ...end.value };
    return { peer, before: before.get(peer) ?? null, error: itemError(ctx, end?.error) };
  });
}

/** The error as its item carries it. What was not foreseen says nothing there, so it goes whole to the log. */
function itemError(ctx: Context, error: unknown): ItemError {
  if (!(error instanceof AppError)) ctx.log.error({ requestId: ctx.requestId, err: error }, "unforeseen error");
  return createTranslation(ctx.locale).item(error);
}

async function readInto(numbers: Map<string, number>, ctx: Context, account: string, peers: string[]): Promise<void> {
  const readings = await withAccountNotFound(() => getC2cUnread(ctx.im, { account, peers }));
  for (const reading of readings) if (reading.unread !== undefined) numbers.set(reading.peer, reading.unread);
}
