import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { MissingLine, type FoundConversation, type MissingInput } from "@/lib/shared/missing";
import { http } from "./http";
import { apiPath } from "./paths";

/** How far a search has come; after "search on" it counts on from where the one before ended, only `calls` begin anew. */
export interface MissingProgress {
  line: MissingLine | undefined;
  checked: number;
  found: FoundConversation[];
  remaining: number;
}

/** What a search means for the rest of the page. */
export interface MissingFinds {
  found: FoundConversation[];
  /** By this browser's clock; what was found is known from after that. */
  startedAt: number;
  running: boolean;
}

/** What a search was started with, and what it has found since. */
interface Search extends MissingProgress {
  input: MissingInput;
  startedAt: number;
  /** Candidates that searches before this one have tried. */
  checkedBefore: number;
}

/**
 * The guided search for conversations that the list does not show: reads only. `stop` ends it at once, as does leaving the page;
 * what was found stays. `goOn` continues where the calls were spent, with the list that was known at the start, because the server
 * finds the place by it. `onChange` is told when a search begins, when it finds something and when it is over.
 */
export function useMissingSearch(app: string, account: string, onChange: (finds: MissingFinds) => void) {
  const [search, setSearch] = useState<Search>();
  const [stopped, setStopped] = useState(false);
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const run = useMutation({
    mutationFn: async ({ from, signal }: { from: Search; signal: AbortSignal }) => {
      let now = from;
      const tell = (running: boolean) => onChange({ found: now.found, startedAt: now.startedAt, running });
      tell(true);
      try {
        await http.lines("POST", apiPath("apps", app, "accounts", account, "missing"), MissingLine, {
          body: now.input,
          signal,
          onLine: (line) => {
            now = advance(now, line);
            setSearch(now);
            if (line.found.length > 0) tell(true);
          },
        });
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        tell(false);
      }
    },
  });

  function begin(from: Search): void {
    // The second click of a double one comes before the button knows that it is pressed.
    if (current.current?.signal.aborted === false) return;
    const controller = new AbortController();
    current.current = controller;
    setStopped(false);
    setSearch(from);
    // A search that is over counts as ended, so that the next one may begin.
    run.mutate({ from, signal: controller.signal }, { onSettled: () => controller.abort() });
  }

  const progress: MissingProgress | undefined = search;
  return {
    progress,
    startedAt: search?.startedAt ?? 0,
    running: run.isPending,
    stopped,
    error: run.error,
    start(input: MissingInput) {
      begin({ input, startedAt: Date.now(), line: undefined, checked: 0, checkedBefore: 0, found: [], remaining: input.missing });
    },
    goOn() {
      if (search?.line?.next === undefined) return;
      begin({ ...search, input: { ...search.input, missing: search.remaining, skip: search.line.next }, line: undefined, checkedBefore: search.checked });
    },
    stop() {
      current.current?.abort();
      setStopped(true);
    },
  };
}

/** `search` with what one more line says. */
export function advance(search: Search, line: MissingLine): Search {
  const known = new Set(search.found.map(({ peer }) => peer));
  const found = [...search.found, ...line.found.filter(({ peer }) => !known.has(peer))];
  return { ...search, line, found, checked: search.checkedBefore + line.checked, remaining: line.remaining };
}
