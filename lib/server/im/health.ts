import "server-only";
import { AppError } from "@/lib/shared/errors";
import { describeImCode } from "@/lib/shared/im-codes";
import { ImError } from "./errors";

/** What the client has seen lately, for the system page. */
export interface ImHealth {
  /** `open`: calls are answered with `im_paused` without being sent. `half_open`: one call is trying. */
  breaker: "closed" | "open" | "half_open";
  /** The last trouble with the app itself or its endpoint; a missing account is none. */
  lastError: { at: Date; command: string; code: string; imCode: number | undefined; message: string } | null;
  /** When IM last answered anything at all. */
  lastAnswerAt: Date | null;
  /** How long the last answer took. */
  latencyMs: number | null;
  /** How far IM's clock is ahead of ours, to about a second; `null` if its answers carry no date. */
  clockSkewMs: number | null;
}

export interface HealthRecord {
  answered(answer: { ms: number; date: string | undefined }): void;
  failed(error: unknown): void;
  read(): Omit<ImHealth, "breaker">;
}

export function createHealthRecord(): HealthRecord {
  const seen: Omit<ImHealth, "breaker"> = { lastError: null, lastAnswerAt: null, latencyMs: null, clockSkewMs: null };
  return {
    answered({ ms, date }) {
      const at = Date.now();
      seen.lastAnswerAt = new Date(at);
      seen.latencyMs = ms;
      const theirs = date === undefined ? Number.NaN : Date.parse(date);
      // The header is cut to whole seconds, so on average IM's clock is half a second further.
      seen.clockSkewMs = Number.isNaN(theirs) ? null : Math.round(theirs + 500 - (at - ms / 2));
    },
    failed(error) {
      if (!(error instanceof AppError) || error.code === "im_paused") return;
      if (error.im && ["caller", "data"].includes(describeImCode(error.im.code).class)) return;
      const command = error instanceof ImError ? error.command : "";
      seen.lastError = { at: new Date(), command, code: error.code, imCode: error.im?.code, message: error.message };
    },
    read: () => ({ ...seen }),
  };
}
