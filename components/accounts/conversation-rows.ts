import type { Picture, PictureConversation } from "@/lib/shared/picture";
import type { ItemError, MarkReadItem } from "@/lib/shared/unread";
import type { EffectName } from "../ui/effect-badge";
import type { PeerResults } from "./peers-table";

/** What a row has to say about itself besides its number: `12 → 0`, by an act from this page or by itself while being watched. */
export interface RowChange {
  before: number | null;
  after: number | null;
  effect?: EffectName;
  error?: ItemError;
}

export interface ConversationRow extends PictureConversation {
  change?: RowChange;
}

interface Input {
  list: readonly PictureConversation[];
  /** The numbers before, to show against. */
  since?: Picture | undefined;
  /** By peer, of the latest act. */
  results: PeerResults;
  /** Whether the list was read after that act. */
  fresh: boolean;
}

/** The conversations as the table shows them: unread first, newest first. A row keeps its place while its number changes. */
export function conversationRows({ list, since, results, fresh }: Input): ConversationRow[] {
  const earlier = new Map(since?.conversations.ok ? since.conversations.value.list.map(({ peer, unread }) => [peer, unread]) : []);
  const rows = list.map((one): ConversationRow => {
    const item = results.get(one.peer)?.item;
    const change = item ? describeResult(item) : moved(earlier.get(one.peer), one.unread);
    // Until the list has been read again, what the act read back is the newer number.
    const unread = fresh || !item || "error" in item ? one.unread : item.after;
    return { ...one, unread, ...(change && { change }) };
  });
  return rows.toSorted((one, other) => rank(other) - rank(one) || (other.lastAt ?? "").localeCompare(one.lastAt ?? "") || one.peer.localeCompare(other.peer));
}

/** Nothing unread and nothing to say: hidden where only unread conversations are wanted. */
export function isQuiet({ unread, change }: ConversationRow): boolean {
  return unread === 0 && change === undefined;
}

/** Why numbers could not be read, each reason once; that a peer is gone stands in its row. */
export function whyNotRead(rows: readonly ConversationRow[]): ItemError[] {
  const reasons = new Map(rows.flatMap(({ error, gone }) => (error && !gone ? [[error.message, error] as const] : [])));
  return [...reasons.values()];
}

function describeResult(item: MarkReadItem): RowChange {
  if ("error" in item) return { before: item.before ?? null, after: null, effect: "failed", error: item.error };
  return { before: item.before, after: item.after, effect: item.effect };
}

/** What a number did by itself. One that was or is not known is no change. */
export function moved(before: number | null | undefined, now: number | null): RowChange | undefined {
  return typeof before === "number" && now !== null && before !== now ? { before, after: now } : undefined;
}

/** Unread ones by their number before anything changed, then those that could not be read, then the rest. */
function rank({ unread, change }: ConversationRow): number {
  const value = change ? (change.before ?? unread) : unread;
  return value ?? 0.5;
}
