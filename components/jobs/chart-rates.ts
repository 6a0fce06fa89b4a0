import type { JobSamples } from "@/lib/shared/jobs";

export interface Rate {
  /** The middle of the stretch, in milliseconds. */
  at: number;
  from: number;
  perSecond: number;
  failed: number;
}

/** More points than this say nothing more on a chart of this width. */
const mostPoints = 240;

/**
 * Rows per second in stretches of equal length from `from` to `until`. A stretch without rows is a zero; of the first and the last one
 * only the part that belongs counts, and what has hardly begun is left out: it would show as a dip.
 */
export function toRates({ seconds, samples }: JobSamples, { from, until }: { from: number; until: number }): Rate[] {
  const step = seconds * 1000;
  const first = Math.floor(from / step) * step;
  const steps = Math.ceil((until - first) / step);
  if (steps <= 0) return [];
  const wide = Math.ceil(steps / mostPoints);
  const sums = Array.from({ length: Math.ceil(steps / wide) }, () => ({ done: 0, failed: 0 }));
  for (const sample of samples) {
    const sum = sums[Math.floor((Date.parse(sample.at) - first) / (step * wide))];
    if (!sum) continue;
    sum.done += sample.done;
    sum.failed += sample.failed;
  }
  return sums.flatMap(({ done, failed }, index) => {
    const [start, end] = [Math.max(from, first + index * step * wide), Math.min(until, first + (index + 1) * step * wide)];
    // Less than half a stretch measures the moment of storing, not the pace; a run that is over in one has no other.
    if (end - start < step / 2 && sums.length > 1) return [];
    return [{ at: (start + end) / 2, from: start, perSecond: done / Math.max((end - start) / 1000, 1), failed }];
  });
}
