import "server-only";
import { rowOutcomes, type JobPhase, type PhaseProgress, type Tally } from "@/lib/shared/jobs";
import type { Locale } from "@/lib/shared/locales";
import { explainCode } from "./explain-code";
import type { JobFacts, Pulse, TallyRow } from "./read-facts";
import { sampleSeconds } from "./store-outcomes";

interface Question {
  phase: JobPhase;
  /** Rows per second to expect before there is anything to measure. */
  expected: number;
  /** Whether it goes on by itself at this moment. */
  underWay: boolean;
  locale: Locale;
}

/** How far the dry run or the run has come; `null` before it has begun. */
export function describeProgress(facts: JobFacts, { phase, expected, underWay, locale }: Question): PhaseProgress | null {
  const { job, now } = facts;
  const [startedAt, finishedAt] = phase === "check" ? [job.checkStartedAt, job.checkFinishedAt] : [job.runStartedAt, job.runFinishedAt];
  if (startedAt === null) return null;
  const tallies = facts.tallies.filter((tally) => tally.phase === phase);
  const pulse = facts.pulses.find((candidate) => candidate.phase === phase);
  const done = sum(tallies, "rows");
  const rateNow = underWay && pulse ? presentRate(pulse, { startedAt, now }) : null;
  const left = job.rows - done;
  const rate = rateNow ?? expected;
  return {
    done,
    tallies: tallies.map((tally) => toTally(tally, locale)).toSorted(byOutcome),
    rerun: sum(tallies, "rerun"),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    rateNow,
    rateAverage: pulse ? averageRate(pulse, { startedAt, endedAt: finishedAt ?? (job.state === "paused" ? job.pausedAt : null) ?? now }) : null,
    secondsLeft: underWay && rate > 0 ? Math.ceil(left / rate) : null,
  };
}

/** Of the last 20 to 30 seconds; what of them lies before the first row was done does not count. */
function presentRate({ recentDone, recentFrom }: Pulse, { startedAt, now }: { startedAt: Date; now: Date }): number {
  if (!recentDone || !recentFrom) return 0;
  const seconds = (now.getTime() - Math.max(recentFrom.getTime(), startedAt.getTime())) / 1000;
  // A second at least: the first rows of a job are stored together.
  return rounded(recentDone / Math.max(seconds, 1));
}

/** Over the stretches in which something was done, so that pauses do not count; of the first and the last one only the part that belongs to the phase. */
function averageRate({ done, stretches, firstAt, lastAt }: Pulse, { startedAt, endedAt }: { startedAt: Date; endedAt: Date }): number {
  const before = Math.max(0, (startedAt.getTime() - firstAt.getTime()) / 1000);
  const after = Math.max(0, sampleSeconds - (endedAt.getTime() - lastAt.getTime()) / 1000);
  return rounded(done / Math.max(stretches * sampleSeconds - before - after, 0.1));
}

function toTally({ outcome, code, rows }: TallyRow, locale: Locale): Tally {
  if (code === "") return { outcome, code: null, rows };
  const { meaning, advice } = explainCode(locale, code);
  return { outcome, code, rows, meaning, ...(advice !== null && { advice }) };
}

function byOutcome(a: Tally, b: Tally): number {
  return rowOutcomes.indexOf(a.outcome) - rowOutcomes.indexOf(b.outcome) || b.rows - a.rows || (a.code ?? "").localeCompare(b.code ?? "");
}

function sum(tallies: readonly TallyRow[], what: "rows" | "rerun"): number {
  return tallies.reduce((total, tally) => total + tally[what], 0);
}

function rounded(rate: number): number {
  return Math.round(rate * 10) / 10;
}
