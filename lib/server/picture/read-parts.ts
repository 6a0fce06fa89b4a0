import "server-only";
import type { Picture, PictureConversations, PictureGroup, PictureLine } from "@/lib/shared/picture";
import type { Context } from "../context";
import { getJoinedGroups } from "../im/joined-groups";
import { getC2cUnreadTotal } from "../im/openim";
import { getRecentContacts } from "../im/recent-contact";
import { accountNotFound } from "../unread/not-found";
import { readConversations, readNumbers, type Listing } from "./conversations";
import { findExistence } from "./existence";
import { toPictureGroup } from "./groups";
import { readNames, withNames, type Names } from "./names";
import { attempt, convert, failed, toPart, type Outcome } from "./outcome";
import { settle } from "./settle";

interface Counted {
  total: Outcome<number>;
  listing: Outcome<Listing>;
}

interface Settled extends Counted {
  moved: Picture["moved"];
  believed: boolean;
}

interface Parts extends Settled {
  exists: boolean | null;
  groups: Outcome<PictureGroup[]>;
  names: Names;
}

/**
 * Reads all parts side by side, each failing on its own, and sends them as soon as they are known. Rejects only when nobody waits any
 * more.
 */
export async function readParts(ctx: Context, userId: string, send: (line: PictureLine) => void): Promise<Parts> {
  const options = { signal: ctx.signal };
  const asked = {
    total: attempt(ctx, getC2cUnreadTotal(ctx.im, userId, options)),
    recent: attempt(ctx, getRecentContacts(ctx.im, userId, options)),
    joined: attempt(ctx, getJoinedGroups(ctx.im, { account: userId }, options)),
  };
  const existence = Promise.all([asked.total, asked.recent, asked.joined]).then((reads) => findExistence(ctx, userId, { total: reads[0], recent: reads[1], joined: reads[2] }));
  /** A failure is told once it is known whether it is the account that is missing. */
  const told = async <T>(outcome: Outcome<T>): Promise<Outcome<T>> => (outcome.ok || (await existence) !== false ? outcome : failed(accountNotFound(outcome.error)));

  const total = asked.total.then(told);
  const groups = asked.joined.then(async (read) => convert(await told(read), (all) => all.map((group) => toPictureGroup(ctx.app, group))));
  const listing = asked.recent.then(async (read): Promise<Outcome<Listing>> => {
    const recent = await told(read);
    return recent.ok ? { ok: true, value: await readConversations(ctx, userId, recent.value) } : recent;
  });
  const list = async () => {
    const read = await listing;
    return read.ok ? read.value.list : [];
  };
  const names = asked.recent.then((read) => readNames(ctx, read.ok ? read.value.contacts : [], list));

  const [exists, settled, joined, known] = await Promise.all([
    existence,
    // Numbers are made sure of without waiting for names.
    Promise.all([total, listing]).then(([oneToOne, conversations]) => settleParts(ctx, userId, { total: oneToOne, listing: conversations })),
    groups,
    names,
    total.then((read) => send({ total: toPart(ctx, read) })),
    groups.then((read) => send({ groups: toPart(ctx, read) })),
    Promise.all([listing, names]).then(([read, by]) => send({ conversations: toPart(ctx, convert(read, namedBy(by))) })),
  ]);
  return withoutGone({ exists, ...settled, groups: joined, names: known });
}

/** Some of it may have been read before the account was deleted. */
function withoutGone(parts: Parts): Parts {
  if (parts.exists !== false) return parts;
  const { total, groups, listing } = parts;
  const gone = failed(accountNotFound(undefined));
  return { ...parts, total: total.ok ? gone : total, groups: groups.ok ? gone : groups, listing: listing.ok ? gone : listing };
}

async function settleParts(ctx: Context, userId: string, { total, listing }: Counted): Promise<Settled> {
  if (!total.ok || !listing.ok) return { total, listing, moved: "no", believed: false };
  const { value } = listing;
  const settled = await settle(
    { total: total.value, list: value.list },
    {
      total: async () => {
        const again = await attempt(ctx, getC2cUnreadTotal(ctx.im, userId, { signal: ctx.signal }));
        return again.ok ? again.value : null;
      },
      list: () => readNumbers(ctx, userId, value.contacts),
    },
  );
  return { ...settled, total: { ok: true, value: settled.total }, listing: { ok: true, value: { ...value, list: settled.list } } };
}

/** The conversations as they travel, with these names. */
export const namedBy = (names: Names) => ({ complete, entries, list }: Listing): PictureConversations => ({ complete, entries, list: withNames(list, names) });
