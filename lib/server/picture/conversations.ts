import "server-only";
import { conversationLimit, type PictureConversation, type PictureConversations } from "@/lib/shared/picture";
import type { Context } from "../context";
import { isImCode } from "../im/errors";
import { getC2cUnread } from "../im/openim";
import { getPortraits, type Portrait } from "../im/profile";
import type { RecentContact, RecentContacts } from "../im/recent-contact";
import { peerError, withAccountNotFound } from "../unread/not-found";
import { attempt, toItemError } from "./outcome";

/** IM has no account of that id. (doc 41046) */
const noSuchPeer = 70107;

type C2cContact = RecentContact & { kind: "c2c" };

/** The conversations as read, and what is needed to read their numbers again. */
export interface Listing extends PictureConversations {
  contacts: C2cContact[];
  portraits: Map<string, Portrait>;
}

/**
 * The one-to-one conversations of a list with their unread, ten peers to a call, and names. A ten that fails gives its error to its own
 * peers; names that cannot be read are missing. Rejects only when nobody waits any more. (docs 41046, 34917)
 */
export async function readConversations(ctx: Context, userId: string, { contacts, complete }: RecentContacts): Promise<Listing> {
  const ones = contacts.filter((contact) => contact.kind === "c2c");
  const [readings, portraits] = await Promise.all([readPeers(ctx, userId, ones), readPortraits(ctx, ones)]);
  return { complete, entries: contacts.length, contacts: ones, portraits, list: toConversations(ctx, ones, readings, portraits) };
}

/** The same list with its numbers read anew. */
export async function readNumbersAgain(ctx: Context, userId: string, listing: Listing): Promise<PictureConversation[]> {
  return toConversations(ctx, listing.contacts, await readPeers(ctx, userId, listing.contacts), listing.portraits);
}

type Reading = { peer: string; unread?: number | undefined; error?: unknown };
type Readings = Map<string, Reading>;

async function readPeers(ctx: Context, userId: string, contacts: readonly C2cContact[]): Promise<Readings> {
  const peers = contacts.map(({ peer }) => peer);
  const read = await attempt(ctx, withAccountNotFound(() => getC2cUnread(ctx.im, { account: userId, peers }, { signal: ctx.signal })));
  const readings: Reading[] = read.ok ? read.value : peers.map((peer) => ({ peer, error: read.error }));
  return new Map(readings.map((reading) => [reading.peer, reading]));
}

async function readPortraits(ctx: Context, contacts: readonly C2cContact[]): Promise<Map<string, Portrait>> {
  const read = await attempt(ctx, getPortraits(ctx.im, contacts.map(({ peer }) => peer), { signal: ctx.signal }));
  return read.ok ? read.value : new Map();
}

function toConversations(ctx: Context, contacts: readonly C2cContact[], readings: Readings, portraits: Map<string, Portrait>): PictureConversation[] {
  return contacts.map(({ peer, at, pinned }) => {
    const { unread = null, error } = readings.get(peer) ?? {};
    const { nick = null, avatar = null } = portraits.get(peer) ?? {};
    return {
      peer,
      nick,
      avatar,
      lastAt: at?.toISOString() ?? null,
      pinned,
      unread,
      ...(unread === null && { error: toItemError(ctx, peerError(error)) }),
      gone: isImCode(error, noSuchPeer),
      atLimit: unread !== null && unread >= conversationLimit,
    };
  });
}
