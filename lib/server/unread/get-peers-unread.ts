import "server-only";
import type { PeersUnread, PeersUnreadInput } from "@/lib/shared/unread";
import type { Context } from "../context";
import { getC2cUnread } from "../im/openim";
import { toItemError } from "../item-error";
import { peerError, withAccountNotFound } from "./not-found";

/** Unread per peer, in the order asked; a peer that could not be read carries its own error. Throws `account_not_found`. (doc 41046) */
export async function getPeersUnread(ctx: Context, { userId, peers }: PeersUnreadInput & { userId: string }): Promise<PeersUnread> {
  const readings = await withAccountNotFound(() => getC2cUnread(ctx.im, { account: userId, peers }, { signal: ctx.signal }));
  return {
    userId,
    conversations: readings.map((reading) => (reading.error ? { peer: reading.peer, error: toItemError(ctx, peerError(reading.error)) } : reading)),
  };
}
