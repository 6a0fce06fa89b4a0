import { useState } from "react";
import type { PictureReading } from "@/lib/client/picture";
import type { Picture } from "@/lib/shared/picture";
import type { UnreadChange } from "@/lib/shared/groups";
import type { MarkReadItem } from "@/lib/shared/unread";
import type { MarkReadTarget } from "./mark-read-targets";
import type { PeerResults } from "./peers-table";

/** What is being done on the page, and what came of the last act. One thing at a time is open. */
export interface Acts {
  marking: { targets: MarkReadTarget[]; upTo?: string } | undefined;
  /** The group whose number is being set, and the number that a finding proposes. */
  setting: { groupId: string; offered?: number } | undefined;
  /** By peer and by group, until the next act or until somebody refreshes. */
  results: PeerResults;
  changes: ReadonlyMap<string, UnreadChange>;
  /** By peer, of all acts on this page: for numbers that no reading of the picture renews. */
  allResults: PeerResults;
  /** The picture before the last act, and when that was, by this browser's clock. */
  before: Picture | undefined;
  at: number;
  mark: (targets: MarkReadTarget[], upTo?: string) => void;
  set: (groupId: string, offered?: number) => void;
  marked: (results: MarkReadItem[]) => void;
  changed: (groupId: string, change: UnreadChange) => void;
  close: () => void;
  forget: () => void;
}

type State = Pick<Acts, "marking" | "setting" | "results" | "allResults" | "changes" | "before" | "at"> & { opened: Picture | undefined };

const nothing: State = { marking: undefined, setting: undefined, results: new Map(), allResults: new Map(), changes: new Map(), before: undefined, at: 0, opened: undefined };

export function useActs({ picture }: Pick<PictureReading, "picture">): Acts {
  const [{ opened: _, ...shown }, setState] = useState(nothing);
  const open = (what: Pick<State, "marking" | "setting">) => setState((state) => ({ ...state, ...what, opened: picture }));
  return {
    ...shown,
    mark: (targets, upTo) => open({ marking: { targets, ...(upTo !== undefined && { upTo }) }, setting: undefined }),
    set: (groupId, offered) => open({ marking: undefined, setting: { groupId, ...(offered !== undefined && { offered }) } }),
    marked: (items) =>
      setState(({ opened, allResults }) => {
        const at = Date.now();
        const results = new Map(items.map((item) => [item.peer, { item, at }]));
        return { ...nothing, before: opened, at, results, allResults: new Map([...allResults, ...results]) };
      }),
    // The form stays: it shows what came of it and offers to put the number back.
    changed: (groupId, change) => setState(({ setting, opened, allResults }) => ({ ...nothing, setting, opened, allResults, before: opened, at: Date.now(), changes: new Map([[groupId, change]]) })),
    close: () => setState((state) => ({ ...state, marking: undefined, setting: undefined })),
    forget: () => setState(({ marking, setting, opened, allResults }) => ({ ...nothing, marking, setting, opened, allResults })),
  };
}
