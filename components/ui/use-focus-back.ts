import { useLayoutEffect } from "react";

const focusable = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

/**
 * Gives the focus back when the part that uses this goes: to what had it when the part came or, where that has gone with what was
 * done, to the nearest thing that can have it. A focus that has moved on meanwhile stays where it is.
 */
export function useFocusBack(): void {
  useLayoutEffect(() => {
    const path = pathOf(document.activeElement);
    return () =>
      // Only then is all of what goes gone.
      queueMicrotask(() => {
        if (document.activeElement && document.activeElement !== document.body) return;
        const there = path.filter((element) => element.isConnected).map((element) => (element.matches(focusable) ? element : element.querySelector<HTMLElement>(focusable)));
        there.find((element) => element !== null)?.focus();
      });
  }, []);
}

/** An element and those around it inside the page, from the inside out. */
function pathOf(element: Element | null): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let one = element; one instanceof HTMLElement && one !== document.body; one = one.parentElement) path.push(one);
  return path;
}
