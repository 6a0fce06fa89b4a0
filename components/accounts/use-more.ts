import { useState } from "react";

const step = 100;

/** The first hundred of a long list, and a hundred more whenever somebody asks: thousands of rows at once are slow to draw and to read. */
export function useMore<T>(list: readonly T[]): { shown: readonly T[]; rest: number; more: () => void } {
  const [count, setCount] = useState(step);
  const shown = list.slice(0, count);
  return { shown, rest: list.length - shown.length, more: () => setCount(count + step) };
}
