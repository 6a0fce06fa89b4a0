import "server-only";
import { describeImCode } from "@/lib/shared/im-codes";
import type { StoredOutcome } from "./store-outcomes";

/** How many of the latest rows are looked at. */
const lastRows = 100;

export interface Trouble {
  failed: number;
  of: number;
}

/** Watches the latest rows of one job in this process. */
export interface StopRule {
  /** Takes in what became of rows; answers the numbers where too many failed. `previewed`: there was a dry run. */
  add(outcomes: readonly StoredOutcome[], limit: { stopPercent: number; previewed: boolean }): Trouble | undefined;
}

/**
 * Says when a job should stop by itself: when more than its share of the last hundred rows failed. A row that fails for a reason of its
 * own (no such account, group or member) does not count where a dry run has shown it: whoever started the job knew.
 */
export function createStopRule(): StopRule {
  const latest: boolean[] = [];
  return {
    add(outcomes, { stopPercent, previewed }) {
      // Of rows that were never sent nothing can be learnt.
      const tried = outcomes.filter(({ outcome }) => outcome !== "refused");
      let trouble: Trouble | undefined;
      // Row by row: in a large chunk, good rows at its end would hide what stands before them.
      for (const { outcome, code } of tried.toSorted((a, b) => a.row - b.row)) {
        latest.push(outcome === "failed" && !(previewed && isOwnFault(code)));
        if (latest.length > lastRows) latest.shift();
        const failed = latest.filter(Boolean).length;
        if (latest.length === lastRows && failed * 100 > stopPercent * lastRows) trouble ??= { failed, of: lastRows };
      }
      return trouble;
    },
  };
}

function isOwnFault(code: string | null): boolean {
  if (code === null) return false;
  return /^\d+$/.test(code) ? describeImCode(Number(code)).class === "data" : code.endsWith("_not_found");
}
