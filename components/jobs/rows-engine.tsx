import { useVirtualizer, type VirtualItem, type Virtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, type RefObject } from "react";
import { headHeight, lineHeight } from "./rows-size";

export interface RowsView {
  /** The rows to draw. */
  items: readonly Pick<VirtualItem, "index" | "key" | "start" | "end">[];
  /** The height of all. */
  total: number;
  virtualizer?: Virtualizer<HTMLElement, HTMLElement>;
}

interface Props {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  onView: (view: RowsView) => void;
}

/** Finds out which rows are in sight, and tells whenever that changes. Draws nothing. */
export function RowsEngine({ scroller, count, onView }: Props) {
  // What it answers is read anew at every drawing; nothing memoizes it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight(scroller.current),
    initialOffset: () => scroller.current?.scrollTop ?? 0,
    overscan: 8,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    // React complains when it is told to draw while it draws.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const total = virtualizer.getTotalSize();
  useLayoutEffect(() => {
    // Before it has measured the list it knows of none; the rows that are drawn stay, with the focus that may be in one.
    if (items.length > 0 || count === 0) onView({ items, total, virtualizer });
  }, [items, total, count, virtualizer, onView]);
  return null;
}
