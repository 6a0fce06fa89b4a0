import "server-only";
import { missingCalls, type FoundConversation, type MissingInput, type MissingLine } from "@/lib/shared/missing";
import type { Context } from "../context";
import { CallsSpent, createCallBudget } from "../im/call-budget";
import { ImError, isImCode } from "../im/errors";
import type { ImClient } from "../im/client";
import { batchSizes } from "../im/limits";
import { getC2cUnread, getC2cUnreadTotal } from "../im/openim";
import { getPortraits } from "../im/profile";
import { withAccountNotFound } from "../unread/not-found";
import { listCandidates, type Candidate, type MissingSource } from "./candidates";

/** Tens that are asked about side by side. */
const sideBySide = 4;

/**
 * Searches the conversations of `userId` that its list does not show for `missing` unread messages: asks about whoever the record,
 * marks and shared groups name and `known` does not, and sends a line for every step. Ends when they are explained, when nobody is
 * left to ask about, or after 40 IM calls; a search that could get any further says where to go on. A source that cannot be read is
 * named in the last line. Throws `account_not_found`, and what fails every question. (docs 41046, 53440, 34925, 34961)
 */
export async function findMissing(outer: Context, { userId, known, missing, skip = 0 }: MissingInput & { userId: string }, send: (line: MissingLine) => void): Promise<void> {
  const budget = createCallBudget(outer.im.with({ signal: outer.signal }), missingCalls);
  const ctx = { ...outer, im: budget.im };
  const failed = new Set<MissingSource>();
  const excluded = new Set(known);
  const progress: MissingLine = { source: "changes", checked: 0, calls: 0, found: [], remaining: missing };
  const tell = (more: Partial<MissingLine> = {}) => send({ ...Object.assign(progress, { found: [] }, more, { calls: budget.spent() }) });
  const finish = (end: MissingLine["end"], next = 0) => tell({ end, ...(next > skip && { next }), ...(failed.size > 0 && { failed: [...failed] }) });

  await withAccountNotFound(() => getC2cUnreadTotal(ctx.im, userId));
  tell();
  const seen = new Set([userId]);
  /** The account itself has no place of its own. */
  const places = () => seen.size - 1;
  try {
    for await (const { source, candidates } of listCandidates(ctx, userId, failed)) {
      // While a long list of members is read there may be nobody to ask about for many calls.
      if (source !== progress.source || budget.spent() > progress.calls) tell({ source, groupId: candidates[0]?.groupId });
      // Known peers keep their place, so that a search can go on by number although more are known by then.
      const waiting: (Candidate & { place: number })[] = [];
      for (const candidate of candidates) {
        if (seen.has(candidate.peer)) continue;
        if (places() >= skip && !excluded.has(candidate.peer)) waiting.push({ ...candidate, place: places() });
        seen.add(candidate.peer);
      }
      for (let from = 0; from < waiting.length; ) {
        // One call is kept for the names of those who are found.
        const tens = Math.min(sideBySide, budget.left() - 1);
        if (tens < 1) return finish("limit", waiting[from]?.place);
        const part = waiting.slice(from, from + tens * batchSizes.peers);
        from += part.length;
        const { answered, found } = await askAbout(ctx.im, userId, part, () => failed.add(source));
        const remaining = Math.max(0, progress.remaining - found.reduce((sum, { unread }) => sum + unread, 0));
        tell({ groupId: part.at(-1)?.groupId, checked: progress.checked + answered, found, remaining });
        if (remaining === 0) return finish("explained");
      }
    }
    finish("exhausted");
  } catch (error) {
    if (!(error instanceof CallsSpent)) throw error;
    finish("limit", places());
  }
}

/** How many of `candidates` IM gave an answer about, and those with something unread. Accounts that do not exist are an answer. */
async function askAbout(im: ImClient, account: string, candidates: readonly Candidate[], onFailure: () => void): Promise<{ answered: number; found: FoundConversation[] }> {
  const readings = await withAccountNotFound(() => getC2cUnread(im, { account, peers: candidates.map(({ peer }) => peer) }));
  const failures = readings.filter(({ error }) => error && !isImCode(error, 70107));
  if (failures.length > 0) onFailure();
  const hits = readings.flatMap(({ peer, unread }) => (unread ? [{ peer, unread }] : []));
  const names = await readNames(im, hits.map(({ peer }) => peer));
  return { answered: readings.length - failures.length, found: hits.map(({ peer, unread }) => ({ peer, nick: names.get(peer)?.nick ?? null, unread })) };
}

/** Names are an extra: without them the numbers stand. */
async function readNames(im: ImClient, peers: readonly string[]): ReturnType<typeof getPortraits> {
  try {
    return await getPortraits(im, peers);
  } catch (error) {
    if (error instanceof ImError || error instanceof CallsSpent) return new Map();
    throw error;
  }
}
