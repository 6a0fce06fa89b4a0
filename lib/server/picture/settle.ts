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
 * lies below the sum, both are read again, once. Numbers that still contradict each other are `moving`.
 */
export async function settle(first: Numbers, again: Again): Promise<Settled> {
  if (agrees(first)) return { ...first, moved: "no", believed: true };
  const total = await again.total();
  if (total === null) return { ...first, moved: contradicts(first) ? "moving" : "no", believed: false };
  if (total === first.total && !contradicts(first)) return { ...first, moved: "no", believed: true };
  const [latest, list] = await Promise.all([again.total(), again.list()]);
  const second = { total: latest ?? total, list };
  const settled = latest === total && !contradicts(second);
  return { ...second, moved: settled ? "settled" : "moving", believed: settled };
}

/** With numbers missing from it, a sum below the total says nothing. */
function agrees({ total, list }: Numbers): boolean {
  const { sum, unreadable } = addListed(list);
  return sum === total || (unreadable > 0 && sum < total);
}

function contradicts({ total, list }: Numbers): boolean {
  return addListed(list).sum > total;
}
