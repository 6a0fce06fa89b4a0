import { useState } from "react";

/** Which of a list's items are ticked, and how that changes. */
export interface Selection {
  has(id: string): boolean;
  toggle(id: string, on: boolean): void;
  replace(ids: Iterable<string>): void;
}

/** Until somebody ticks a box, `proposed` is what is ticked; after that, what they chose stays. */
export function useSelection(proposed: Iterable<string>): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const selected = chosen ?? new Set(proposed);
  return {
    has: (id) => selected.has(id),
    toggle(id, on) {
      const next = new Set(selected);
      if (on) next.add(id);
      else next.delete(id);
      setChosen(next);
    },
    replace: (ids) => setChosen(new Set(ids)),
  };
}
