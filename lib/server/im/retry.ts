import "server-only";
import { describeImCode } from "@/lib/shared/im-codes";
import type { Lane } from "../pacing/pacer";
import { ImError } from "./errors";
import { ImFault } from "./faults";

export interface RetryPolicy {
  /** Times a call is sent in all, while IM or the network fails. */
  attempts: number;
  /** Times it is sent in all, while IM says "too often". */
  quotaAttempts: number;
  /** Wait before the second attempt; doubles from there. */
  firstDelayMs: number;
  /** The same, after "too often": IM counts by the second. */
  firstQuotaDelayMs: number;
  longestDelayMs: number;
  /** No attempt begins later than this after the first: somebody is waiting for the answer, or a job wants to go on. */
  giveUpAfterMs: Record<Lane, number>;
}

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 3,
  quotaAttempts: 4,
  firstDelayMs: 200,
  firstQuotaDelayMs: 1000,
  longestDelayMs: 10_000,
  giveUpAfterMs: { interactive: 12_000, bulk: 60_000 },
};

/** Trying these again at once only makes it longer: IM wants a minute of silence. (contract 3.3) */
const wantsSilence = new Set([70050]);

/** How long to wait before sending again after `error` ended attempt number `attempt`; nothing if that would be no use. */
export function retryDelay(error: unknown, attempt: number, policy: RetryPolicy): number | undefined {
  if (!(error instanceof ImError) || !error.retryable) return undefined;
  if (error.imCode === undefined) return error instanceof ImFault && attempt < policy.attempts ? delay(policy.firstDelayMs) : undefined;
  if (wantsSilence.has(error.imCode)) return undefined;
  const isQuota = describeImCode(error.imCode).class === "quota";
  if (attempt >= (isQuota ? policy.quotaAttempts : policy.attempts)) return undefined;
  return delay(isQuota ? policy.firstQuotaDelayMs : policy.firstDelayMs);

  function delay(first: number): number {
    // A fifth up or down, so that calls which failed together do not come back together.
    return Math.min(policy.longestDelayMs, first * 2 ** (attempt - 1)) * (0.8 + Math.random() * 0.4);
  }
}

/** Answers that a new signature may cure. (contract 3.3, 13.1) */
const signatureCodes = new Set([20002, 60004, 60005, 70001, 70002, 70003, 70005]);

export function blamesSignature(error: unknown): boolean {
  return error instanceof ImError && error.imCode !== undefined && signatureCodes.has(error.imCode);
}

