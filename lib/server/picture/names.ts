import "server-only";
import type { PictureConversation } from "@/lib/shared/picture";
import type { Context } from "../context";
import { getPortraits, type Portrait } from "../im/profile";
import type { RecentContact } from "../im/recent-contact";
import { attempt } from "./outcome";

export type Names = ReadonlyMap<string, Portrait>;

/**
 * Names and avatars of a list's peers; those that cannot be read are missing. Where a deleted peer spoils the answer for a hundred, it
 * is asked for once more without whom `list`, read meanwhile, calls gone. Rejects only when nobody waits any more. (doc 34917)
 */
export async function readNames(ctx: Context, contacts: readonly RecentContact[], list: () => Promise<PictureConversation[]>): Promise<Names> {
  const findKnown = async (peers: string[]) => {
    const gone = new Set((await list()).filter((conversation) => conversation.gone).map(({ peer }) => peer));
    return peers.filter((peer) => !gone.has(peer));
  };
  const peers = contacts.flatMap((contact) => (contact.kind === "c2c" ? [contact.peer] : []));
  const read = await attempt(ctx, getPortraits(ctx.im, peers, { signal: ctx.signal, findKnown }));
  return read.ok ? read.value : new Map();
}

export function withNames(list: readonly PictureConversation[], names: Names): PictureConversation[] {
  return list.map((conversation) => ({ ...conversation, ...names.get(conversation.peer) }));
}
