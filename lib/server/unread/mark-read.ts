import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { MarkReadInput, MarkReadItem, MarkReadResult } from "@/lib/shared/unread";
import { requireUnprotected } from "../apps/protected";
import { auditedBatch, requireWritable, type AuditedEnd } from "../audit";
import type { Measured } from "../audit/audited";
import type { Context } from "../context";
import { isImCode } from "../im/errors";
import { getC2cUnread, setMessagesRead } from "../im/openim";
import { toItemError } from "../item-error";
import { logUnforeseen } from "../log-unforeseen";
import { oneAtATime } from "../one-at-a-time";
import { describeRead } from "./describe-read";
import { peerError, withAccountNotFound } from "./not-found";

/** Conversations that are recorded, read, marked and read back together. */
const batchSize = 50;

type Input = MarkReadInput & { userId: string };

/**
 * Marks what `userId` received from each of `peers` read, up to `upTo` or now. Cannot be undone, and fires the app's read webhook
 * once for each peer. Every peer gets its own result, read before and after; one that fails leaves the others standing. A peer named
 * twice is marked once. Throws `account_not_found`, `account_protected` unless that is confirmed, and whatever fails before the first
 * peer is touched. Of several people at one account, one has a turn at a time. (doc 38996)
 */
export async function markRead(ctx: Context, input: Input): Promise<MarkReadResult> {
  const peers = [...new Set(input.peers)];
  const { userId, reason, ticket } = input;
  ctx.attempt.intent = { action: "conversation.mark_read", account: userId, reason, ticket, detail: { peers: peers.length } };
  requireWritable(ctx, { reason });
  requireUnprotected(ctx, userId, input);
  const results: MarkReadItem[] = [];
  for (let from = 0; from < peers.length; from += batchSize) {
    const batch = peers.slice(from, from + batchSize);
    try {
      // Turn by turn, so that whoever wants one conversation does not wait for five hundred.
      results.push(...(await oneAtATime([JSON.stringify([ctx.app.sdkAppId, userId])], () => markBatch(ctx, input, batch))));
    } catch (error) {
      // Nothing to show yet: the whole request failed. Later on, what is done stays told.
      if (results.length === 0) throw error;
      const told = toItemError(ctx, error);
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
    const readBack = await readInto(after, ctx, userId, peers).catch((error: unknown) => {
      logUnforeseen(ctx, error);
      return error;
    });
    return peers.map((peer, index): AuditedEnd<Measured> => {
      const answer = sent[index];
      if (answer?.status === "rejected") return { error: whoIsMissing(answer.reason, readBack) };
      const numbers = { before: before.get(peer) ?? null, after: after.get(peer) ?? null };
      return { value: { ...numbers, effect: describeRead(numbers) } };
    });
  });
  return peers.map((peer, index) => {
    const end = ends[index];
    if (end && "value" in end) return { peer, ...end.value };
    return { peer, before: before.get(peer) ?? null, error: toItemError(ctx, end?.error) };
  });
}

/** A write says of either account that it is unknown. The account itself was there a moment ago: unless it has gone since, it is the peer. */
function whoIsMissing(refused: unknown, readBack: unknown): unknown {
  const codes = [90003, 90008];
  const accountGone = readBack instanceof AppError && readBack.code === "account_not_found";
  return accountGone && isImCode(refused, ...codes) ? readBack : peerError(refused, ...codes);
}

async function readInto(numbers: Map<string, number>, ctx: Context, account: string, peers: string[]): Promise<void> {
  const readings = await withAccountNotFound(() => getC2cUnread(ctx.im, { account, peers }));
  for (const reading of readings) if (reading.unread !== undefined) numbers.set(reading.peer, reading.unread);
}
