import { useEffect, useRef } from "react";
import type { JobKindName } from "@/lib/shared/jobs";
import type { Why } from "./why-fields";

/** What the address keeps of a form that was not sent: all but the rows. */
export interface NewJobDraft extends Why {
  kind: JobKindName | undefined;
  pasting: boolean;
}

/**
 * Hands the draft to `keep` a moment after it has changed. The function answered does so at once, and is to be called before another
 * page is asked for: what is written to an address after that brings the old page back.
 */
export function useKeptDraft({ kind, pasting, reason, ticket }: NewJobDraft, keep: (draft: NewJobDraft) => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    timer.current = setTimeout(() => keep({ kind, pasting, reason, ticket }), 300);
    return () => clearTimeout(timer.current);
  }, [kind, pasting, reason, ticket, keep]);
  return () => {
    clearTimeout(timer.current);
    keep({ kind, pasting, reason, ticket });
  };
}
