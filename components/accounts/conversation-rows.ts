import type { Picture, PictureConversation } from "@/lib/shared/picture";
import type { ItemError, MarkReadItem } from "@/lib/shared/unread";
import type { EffectName } from "../ui/effect-badge";

/** What a row has to say about itself besides its number: `12 → 0`, by an act from this page or by itself while being watched. */
export interface RowChange {
  before: number | null;
  after: number | null;
  effect?: EffectName;
  error?: ItemError;
}

export interface ConversationRow extends PictureConversation {
  /** In the account's own list, or only known because this page acted on it. */
  listed: boolean;
  change?: RowChange;
}

/** What came of one peer, and who that is. */
export interface PeerResult {
  nick: string | null;
  item: MarkReadItem;
}

interface Input {
  list: readonly PictureConversation[];
  /** The numbers before, to show against. */
  since?: Picture | undefined;
  /** By peer, of the latest act. */
  results: ReadonlyMap<string, PeerResult>;
}

/** The conversations as the table shows them: unread first, newest first. A row keeps its place while its number changes. */
export function conversationRows({ list, since, results }: Input): ConversationRow[] {
  const earlier = new Map(since?.conversations.ok ? since.conversations.value.list.map(({ peer, unread }) => [peer, unread]) : []);
  const listed = new Set(list.map(({ peer }) => peer));
  const rows = list.map((one): ConversationRow => ({ ...one, listed: true, ...changed(results.get(one.peer)?.item, earlier.get(one.peer), one.unread) }));
  for (const [peer, { nick, item }] of results) if (!listed.has(peer)) rows.push(unlisted(peer, nick, item));
  return rows.toSorted((one, other) => rank(other) - rank(one) || (other.lastAt ?? "").localeCompare(one.lastAt ?? "") || one.peer.localeCompare(other.peer));
}

/** Nothing unread and nothing to say: hidden where only unread conversations are wanted. */
export function isQuiet({ unread, change }: ConversationRow): boolean {
  return unread === 0 && change === undefined;
}

export function describeResult(item: MarkReadItem): RowChange {
  if ("error" in item) return { before: item.before ?? null, after: null, effect: "failed", error: item.error };
  return { before: item.before, after: item.after, effect: item.effect };
}

function changed(item: MarkReadItem | undefined, earlier: number | null | undefined, now: number | null): { change?: RowChange } {
  if (item) return { change: describeResult(item) };
  // A number that was or is not known is no change.
  if (typeof earlier !== "number" || now === null || earlier === now) return {};
  return { change: { before: earlier, after: now } };
}

function unlisted(peer: string, nick: string | null, item: MarkReadItem): ConversationRow {
  const change = describeResult(item);
  return { peer, nick, avatar: null, lastAt: null, pinned: false, unread: change.after, gone: false, atLimit: false, listed: false, change };
}

/** Unread ones by their number before anything changed, then those that could not be read, then the rest. */
function rank({ unread, change }: ConversationRow): number {
  const value = change ? (change.before ?? unread) : unread;
  return value ?? 0.5;
}
