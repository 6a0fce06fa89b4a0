import "server-only";
import type { Picture, PictureConversations, PictureGroup, PictureLine } from "@/lib/shared/picture";
import { isProtected } from "../apps/protected";
import type { Context } from "../context";
import { getJoinedGroups } from "../im/joined-groups";
import { getC2cUnreadTotal } from "../im/openim";
import { getRecentContacts } from "../im/recent-contact";
import { accountNotFound } from "../unread/not-found";
import { addUp } from "./add-up";
import { readConversations, readNumbersAgain, type Listing } from "./conversations";
import { countCalls } from "./count-calls";
import { findExistence } from "./existence";
import { findAll } from "./findings";
import { toPictureGroup } from "./groups";
import { attempt, convert, failed, toPart, type Outcome } from "./outcome";
import { settle } from "./settle";

/**
 * Everything the server knows about one account's unread. Each part fails on its own, and an account that does not exist is a picture
 * that says so. `send` is given total, groups and conversations as soon as they are read. 100 conversations and 50 groups take 14 IM
 * calls, two in sequence; numbers that do not add up take one more (15, three in sequence), and numbers that changed meanwhile are
 * read once again. Rejects only when nobody waits for it any more. (docs 41046, 43087, 34925, 34917)
 */
export async function getPicture(caller: Context, { userId }: { userId: string }, send: (line: PictureLine) => void = () => {}): Promise<Picture> {
  const startedAt = new Date().toISOString();
  const { im, calls } = countCalls(caller.im);
  const ctx = { ...caller, im };
  const read = await readParts(ctx, userId, send);
  const { total, listing, groups, moved, believed } = await settleParts(ctx, userId, read);
  const parts = {
    total: toPart(ctx, total),
    conversations: toPart(ctx, convert(listing, withoutSources)),
    groups: toPart(ctx, groups),
  };
  const facts = {
    userId,
    startedAt,
    readAt: new Date().toISOString(),
    exists: read.exists,
    protected: isProtected(ctx.app, userId),
    ...parts,
    moved,
    sums: addUp({ ...parts, believed }),
    calls: calls(),
  };
  return { ...facts, findings: findAll(facts) };
}

interface Parts {
  exists: boolean | null;
  total: Outcome<number>;
  listing: Outcome<Listing>;
  groups: Outcome<PictureGroup[]>;
}

async function readParts(ctx: Context, userId: string, send: (line: PictureLine) => void): Promise<Parts> {
  const options = { signal: ctx.signal };
  const asked = {
    total: attempt(ctx, getC2cUnreadTotal(ctx.im, userId, options)),
    recent: attempt(ctx, getRecentContacts(ctx.im, userId, options)),
    joined: attempt(ctx, getJoinedGroups(ctx.im, { account: userId }, options)),
  };
  const existence = Promise.all([asked.total, asked.recent, asked.joined]).then(([total, recent, joined]) => findExistence(ctx, userId, { total, recent, joined }));
  /** A failure is told once it is known whether it is the account that is missing. */
  const told = async <T>(outcome: Outcome<T>): Promise<Outcome<T>> => (outcome.ok || (await existence) !== false ? outcome : failed(accountNotFound(outcome.error)));

  const [exists, total, groups, listing] = await Promise.all([
    existence,
    asked.total.then(async (read) => {
      const outcome = await told(read);
      send({ total: toPart(ctx, outcome) });
      return outcome;
    }),
    asked.joined.then(async (read) => {
      const outcome = convert(await told(read), (joined) => joined.map((group) => toPictureGroup(ctx.app, group)));
      send({ groups: toPart(ctx, outcome) });
      return outcome;
    }),
    asked.recent.then(async (read) => {
      const recent = await told(read);
      const outcome = recent.ok ? { ok: true as const, value: await readConversations(ctx, userId, recent.value) } : recent;
      send({ conversations: toPart(ctx, convert(outcome, withoutSources)) });
      return outcome;
    }),
  ]);
  if (exists !== false) return { exists, total, groups, listing };
  // Some of it may have been read before the account was deleted.
  const gone = failed(accountNotFound(undefined));
  return { exists, total: total.ok ? gone : total, groups: groups.ok ? gone : groups, listing: listing.ok ? gone : listing };
}

async function settleParts(ctx: Context, userId: string, { total, listing, groups }: Parts) {
  if (!total.ok || !listing.ok) return { total, listing, groups, moved: "no" as const, believed: false };
  const settled = await settle(
    { total: total.value, list: listing.value.list },
    {
      total: async () => {
        const again = await attempt(ctx, getC2cUnreadTotal(ctx.im, userId, { signal: ctx.signal }));
        return again.ok ? again.value : null;
      },
      list: () => readNumbersAgain(ctx, userId, listing.value),
    },
  );
  return { ...settled, total: { ...total, value: settled.total }, listing: { ...listing, value: { ...listing.value, list: settled.list } }, groups };
}

function withoutSources({ complete, entries, list }: Listing): PictureConversations {
  return { complete, entries, list };
}
