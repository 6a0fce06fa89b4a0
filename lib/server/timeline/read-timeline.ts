import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Timeline, TimelineMessage } from "@/lib/shared/timeline";
import type { Context } from "../context";
import { isImCode } from "../im/errors";
import { getHistory, type History } from "../im/history";
import { checkAccounts } from "../im/login";
import { accountNotFound } from "../unread/not-found";

/** Large messages come one to a page of IM's; a page of ours gathers several. */
const wanted = 50;
const mostCalls = 8;

interface Input {
  userId: string;
  peer: string;
  cursor?: string | undefined;
}

/**
 * The messages between `userId` and `peer` as `userId` sees them, newest first, without what they say; 50 or more to a page where
 * there are as many and they are not all large; none, with a cursor, where older ones have yet to be looked for. Throws
 * `account_not_found`, and `peer_not_found` for a peer that is gone: its history can no longer be read. (doc 35478)
 */
export async function readTimeline(ctx: Context, { userId, peer, cursor }: Input): Promise<Timeline> {
  const found = new Map<string, TimelineMessage>();
  let next: string | null = cursor ?? "";
  for (let call = 0; call < mostCalls && found.size < wanted && next !== null; call += 1) {
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page = await readPage(ctx, { userId, peer, cursor: next });
    for (const { from, at, ...message } of page.messages) {
      if (!found.has(message.key)) found.set(message.key, { ...message, at: at.toISOString(), direction: from === userId ? "out" : "in" });
    }
    next = page.nextCursor;
  }
  return { messages: [...found.values()], nextCursor: next };
}

async function readPage(ctx: Context, { userId, peer, cursor }: Input): Promise<History> {
  const options = { signal: ctx.signal };
  try {
    return await getHistory(ctx.im, { account: userId, peer, cursor }, options);
  } catch (error) {
    if (!isImCode(error, 90003, 90008)) throw error;
    // Which of the two codes means whom is not certain, so ask.
    const exists = await checkAccounts(ctx.im, [userId, peer], options);
    if (exists.get(userId) === false) throw accountNotFound(error);
    if (exists.get(peer) === false) throw new AppError("peer_not_found", "IM knows no account with the peer's id; it was deleted or never imported, so there is no history to read.", { im: error.im, cause: error });
    throw error;
  }
}
