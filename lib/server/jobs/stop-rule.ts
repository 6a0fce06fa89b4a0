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
  /** Takes in what became of rows; answers the numbers where too many failed. */
  add(outcomes: readonly StoredOutcome[], stopPercent: number): Trouble | undefined;
}

/**
 * Says when a job should stop by itself: when more than its share of the last hundred rows failed. A row that fails for a reason of its
 * own (no such account, group or member) does not count: the dry run has shown it, and stopping would help nobody.
 */
export function createStopRule(): StopRule {
  let latest: boolean[] = [];
  return {
    add(outcomes, stopPercent) {
      // Of rows that were never sent nothing can be learnt.
      const tried = outcomes.filter(({ outcome }) => outcome !== "refused");
      latest = [...latest, ...tried.map(({ outcome, code }) => outcome === "failed" && !isOwnFault(code))].slice(-lastRows);
      const failed = latest.filter(Boolean).length;
      return latest.length === lastRows && failed * 100 > stopPercent * lastRows ? { failed, of: lastRows } : undefined;
    },
  };
}

function isOwnFault(code: string | null): boolean {
  if (code === null) return false;
  return /^\d+$/.test(code) ? describeImCode(Number(code)).class === "data" : code.endsWith("_not_found");
}
