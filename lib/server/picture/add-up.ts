import "server-only";
import type { Part, Picture, PictureConversation, PictureGroup, Sums } from "@/lib/shared/picture";

/** What the listed conversations have unread together, as far as it could be read. Peers that are gone hold no number at all. */
export function addListed(conversations: readonly PictureConversation[]): { sum: number; readable: number; unreadable: number } {
  const numbers = conversations.map(({ unread }) => unread).filter((unread) => unread !== null);
  return {
    sum: add(numbers),
    readable: numbers.length,
    unreadable: conversations.filter(({ unread, gone }) => unread === null && !gone).length,
  };
}

type Parts = Pick<Picture, "total" | "conversations" | "groups"> & {
  /** Whether a difference between total and listed is one, and not a change between two calls. */
  believed: boolean;
};

/** How the numbers of a picture add up; whatever hangs on an unknown number is `null`. */
export function addUp({ total, conversations, groups, believed }: Parts): Sums {
  const oneToOne = valueOf(total);
  const listed = conversations.ok ? addListed(conversations.value.list) : null;
  const inGroups = groups.ok ? addGroups(groups.value) : { all: null, muted: null };
  const unreadable = listed?.unreadable ?? 0;
  return {
    total: oneToOne,
    // None of it readable is not the same as nothing unread.
    listed: listed && (listed.readable > 0 || unreadable === 0) ? listed.sum : null,
    unreadable,
    unexplained: believed && oneToOne !== null && listed && unreadable === 0 ? Math.max(0, oneToOne - listed.sum) : null,
    groups: inGroups.all,
    mutedGroups: inGroups.muted,
    badge: oneToOne === null || inGroups.all === null ? null : oneToOne + inGroups.all,
  };
}

const valueOf = <T>(part: Part<T>): T | null => (part.ok ? part.value : null);

function addGroups(groups: readonly PictureGroup[]): { all: number | null; muted: number | null } {
  if (groups.some(({ unread }) => unread === null)) return { all: null, muted: null };
  const counted = groups.map(({ unread, muted }) => ({ value: unread?.counted ? unread.value : 0, muted })).filter(({ value }) => value > 0);
  return {
    all: add(counted.map(({ value }) => value)),
    muted: counted.some(({ muted }) => muted === null) ? null : add(counted.filter(({ muted }) => muted).map(({ value }) => value)),
  };
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
