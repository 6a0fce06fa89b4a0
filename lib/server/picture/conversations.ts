import "server-only";
import { conversationLimit, type PictureConversation, type PictureConversations } from "@/lib/shared/picture";
import type { Context } from "../context";
import { isImCode } from "../im/errors";
import { getC2cUnread } from "../im/openim";
import type { RecentContact, RecentContacts } from "../im/recent-contact";
import { toItemError } from "../item-error";
import { peerError, withAccountNotFound } from "../unread/not-found";
import { attempt } from "./outcome";

/** IM has no account of that id. (doc 41046) */
const noSuchPeer = 70107;

type C2cContact = RecentContact & { kind: "c2c" };

/** The conversations as read, and what is needed to read their numbers again. */
export interface Listing extends PictureConversations {
  contacts: C2cContact[];
}

/**
 * The one-to-one conversations of a list with their unread, ten peers to a call, and without names. A ten that fails gives its error
 * to its own peers. Rejects only when nobody waits any more. (doc 41046)
 */
export async function readConversations(ctx: Context, userId: string, { contacts, complete }: RecentContacts): Promise<Listing> {
  const ones = contacts.filter((contact) => contact.kind === "c2c");
  return { complete, entries: contacts.length, contacts: ones, list: await readNumbers(ctx, userId, ones) };
}

/** The numbers of a list's conversations, as they are now. */
export async function readNumbers(ctx: Context, userId: string, contacts: readonly C2cContact[]): Promise<PictureConversation[]> {
  const readings = await readPeers(ctx, userId, contacts);
  return contacts.map((contact) => toConversation(ctx, contact, readings.get(contact.peer)));
}

type Reading = { peer: string; unread?: number | undefined; error?: unknown };

async function readPeers(ctx: Context, userId: string, contacts: readonly C2cContact[]): Promise<Map<string, Reading>> {
  const peers = contacts.map(({ peer }) => peer);
  const read = await attempt(ctx, withAccountNotFound(() => getC2cUnread(ctx.im, { account: userId, peers }, { signal: ctx.signal })));
  const readings: Reading[] = read.ok ? read.value : peers.map((peer) => ({ peer, error: read.error }));
  return new Map(readings.map((reading) => [reading.peer, reading]));
}

function toConversation(ctx: Context, { peer, at, pinned }: C2cContact, reading: Reading | undefined): PictureConversation {
  const { unread = null, error } = reading ?? {};
  return {
    peer,
    nick: null,
    avatar: null,
    lastAt: at?.toISOString() ?? null,
    pinned,
    unread,
    ...(unread === null && { error: toItemError(ctx, peerError(error)) }),
    gone: isImCode(error, noSuchPeer),
    atLimit: unread !== null && unread >= conversationLimit,
  };
}
