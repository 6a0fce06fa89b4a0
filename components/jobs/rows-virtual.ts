import { useCallback, useEffect, useRef, useState } from "react";
import type { RowsView } from "./rows-engine";
import { headHeight, lineHeight } from "./rows-size";

/** What fills the list before anybody moves in it. */
const firstRows = 24;
const signs = ["pointerenter", "focusin", "touchstart", "wheel", "scroll"] as const;

/**
 * Which rows of a list of `count` are drawn. As long as nobody has come near the list these are its first; what follows every movement
 * is loaded with the first sign of one, or at once where a place to go to is known (`awake`).
 */
export function useVirtualRows(count: number, awake: boolean) {
  const scroller = useRef<HTMLElement>(null);
  const [woken, wake] = useState(awake);
  const [view, setView] = useState<RowsView>();
  /** The place whose button takes the focus once it is drawn. */
  const [focus, setFocus] = useState<number>();
  if (awake && !woken) wake(true);
  useEffect(() => {
    const element = scroller.current;
    if (woken || !element) return undefined;
    const start = () => wake(true);
    for (const sign of signs) element.addEventListener(sign, start, { passive: true });
    return () => signs.forEach((sign) => element.removeEventListener(sign, start));
  }, [woken]);
  const virtualizer = view?.virtualizer;
  const bringIn = useCallback(
    (index: number, withFocus: boolean) => {
      virtualizer?.scrollToIndex(index, { align: "center" });
      scroller.current?.scrollIntoView({ block: "nearest" });
      if (withFocus) setFocus(index);
    },
    [virtualizer],
  );
  return { scroller, count, woken, setView, view: view ?? firstView(count), virtualizer, focus, setFocus, bringIn };
}

function firstView(count: number): RowsView {
  const height = lineHeight(null);
  const place = (index: number) => headHeight + index * height;
  return { items: Array.from({ length: Math.min(count, firstRows) }, (_, index) => ({ index, key: index, start: place(index), end: place(index + 1) })), total: place(count) };
}
