import "server-only";
import type { Picture, PictureConversation } from "@/lib/shared/picture";
import { addListed } from "./add-up";

/** A total and the conversations it should be the sum of. */
export interface Numbers {
  total: number;
  list: PictureConversation[];
}

interface Settled extends Numbers {
  moved: Picture["moved"];
  /** Whether a difference between total and sum was met twice, and so is one. */
  believed: boolean;
}

interface Again {
  /** `null`: could not be read. */
  total: () => Promise<number | null>;
  list: () => Promise<PictureConversation[]>;
}

/**
 * Makes sure of numbers that do not add up: they may have changed between two calls. The total is read once more; if it changed, or
 * lies below the sum, both are read again, once. Numbers that still contradict each other are `moving`. Whatever cannot be read again
 * stays as it was first read, and then nothing is believed.
 */
export async function settle(first: Numbers, again: Again): Promise<Settled> {
  if (agrees(first)) return { ...first, moved: "no", believed: true };
  const total = await again.total();
  if (total === null) return { ...first, moved: "no", believed: false };
  if (total === first.total && !contradicts(first)) return { ...first, moved: "no", believed: true };
  const [latest, reread] = await Promise.all([again.total(), again.list()]);
  const { list, kept } = keepKnown(first.list, reread);
  const second = { total: latest ?? total, list };
  if (latest === null) return { ...second, moved: "no", believed: false };
  if (latest !== total) return { ...second, moved: "moving", believed: false };
  // A number of before beside numbers of now: a contradiction between them says nothing.
  if (kept > 0) return { ...second, moved: "no", believed: false };
  return contradicts(second) ? { ...second, moved: "moving", believed: false } : { ...second, moved: "settled", believed: true };
}

/** What was read again, and the first number where that failed. A peer that is gone by now has none. */
function keepKnown(first: readonly PictureConversation[], reread: readonly PictureConversation[]): { list: PictureConversation[]; kept: number } {
  const known = new Map(first.filter(({ unread }) => unread !== null).map((conversation) => [conversation.peer, conversation]));
  let kept = 0;
  const list = reread.map((conversation) => {
    const before = conversation.unread === null && !conversation.gone ? known.get(conversation.peer) : undefined;
    if (before) kept += 1;
    return before ?? conversation;
  });
  return { list, kept };
}

/** With numbers missing from it, a sum below the total says nothing. */
function agrees({ total, list }: Numbers): boolean {
  const { sum, unreadable } = addListed(list);
  return sum === total || (unreadable > 0 && sum < total);
}

function contradicts({ total, list }: Numbers): boolean {
  return addListed(list).sum > total;
}
