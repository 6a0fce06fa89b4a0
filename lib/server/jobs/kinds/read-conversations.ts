import "server-only";
import { getC2cUnread, getC2cUnreadTotal } from "../../im/openim";
import { peerError, withAccountNotFound } from "../../unread/not-found";
import { byKey } from "./by-key";
import type { Calls, Reading, Target } from "./kind";

/** One-to-one numbers of each account's conversations, or, where a target names no peer, of all of them together. (doc 41046) */
export function readConversations({ im, options }: Calls, targets: readonly Target[]): Promise<Reading[]> {
  return byKey(targets, async (account, own) => {
    const peers = own.flatMap(({ item }) => (item === "" ? [] : [item]));
    const [total, conversations] = await whereAccountExists(() =>
      Promise.all([peers.length < own.length ? getC2cUnreadTotal(im, account, options) : 0, peers.length > 0 ? getC2cUnread(im, { account, peers }, options) : []]),
    );
    if (conversations === undefined) return own.map(() => ({ error: total }));
    const byPeer = new Map(conversations.map((reading): [string, Reading] => [reading.peer, reading.error ? { error: peerError(reading.error) } : { value: reading.unread }]));
    return own.map(({ item }) => (item === "" ? { value: total } : (byPeer.get(item) ?? { error: undefined })));
  });
}

type Found = [total: number, conversations: Awaited<ReturnType<typeof getC2cUnread>>] | [error: unknown, conversations?: undefined];

/** That there is no such account is an answer about its rows, not a failure to ask. */
async function whereAccountExists(run: () => Promise<Found>): Promise<Found> {
  try {
    return await withAccountNotFound(run);
  } catch (error) {
    if (isAccountNotFound(error)) return [error];
    throw error;
  }
}

function isAccountNotFound(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "account_not_found";
}
