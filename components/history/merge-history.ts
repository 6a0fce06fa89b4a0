import type { AuditEntry } from "@/lib/shared/audit";
import type { JobAct } from "@/lib/shared/job-acts";

export type HistoryLine = { key: string; at: string; entry: AuditEntry; act?: undefined } | { key: string; at: string; act: JobAct; entry?: undefined };

interface Part<Item> {
  items: readonly Item[];
  /** Whether older ones are still to be read. */
  more: boolean;
}

/**
 * Entries of the record and rows of jobs as one list, newest first. Where one of them is read only down to some moment, so is the whole:
 * what is older is left out until it can stand in its place. `next` names what to read on.
 */
export function mergeHistory(entries: Part<AuditEntry>, acts: Part<JobAct>): { lines: HistoryLine[]; next: ("entries" | "acts")[] } {
  const ends = { entries: endOf(entries), acts: endOf(acts) };
  const horizon = Math.max(ends.entries, ends.acts);
  const lines: HistoryLine[] = [
    ...entries.items.map((entry): HistoryLine => ({ key: `entry ${entry.seq}`, at: entry.at, entry })),
    ...acts.items.map((act): HistoryLine => ({ key: `act ${act.jobId} ${act.row}`, at: act.at, act })),
  ];
  return {
    lines: lines.filter(({ at }) => Date.parse(at) >= horizon).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    next: (["entries", "acts"] as const).filter((part) => Number.isFinite(ends[part]) && ends[part] === horizon),
  };
}

/** Down to where a part is known; without an end where it is known whole. */
function endOf({ items, more }: Part<{ at: string }>): number {
  const last = items.at(-1);
  return more && last ? Date.parse(last.at) : Number.NEGATIVE_INFINITY;
}
