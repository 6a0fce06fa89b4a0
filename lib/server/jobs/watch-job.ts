import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { BaseContext } from "../context";
import { streamEvents } from "../stream-events";
import { followJob, type News } from "./follow-job";
import { readFacts } from "./read-facts";
import { toJob } from "./to-job";

export { endEventLines as endWatches } from "../stream-events";

export interface WatchTiming {
  /** How often a job at work is looked at, and so at most told. */
  everyMs: number;
  /** After so long without a word, a comment shows that the line holds. */
  quietMs: number;
  /** How often it is asked whether the asker's session still holds. */
  sessionMs: number;
  /** Then the line ends, and the browser asks anew by itself. */
  lifeMs: number;
}

const usual: WatchTiming = { everyMs: 500, quietMs: 15_000, sessionMs: 20_000, lifeMs: 600_000 };

interface Watch {
  id: number;
  /** Whether the session that asks still holds, with the same role. */
  stillHolds: () => Promise<boolean>;
  timing?: Partial<WatchTiming>;
}

/**
 * A job as server-sent events: `job` at once and whenever it has changed, as the asker sees it. Ends when the job has ended and that is
 * said, when the reader goes, when their session ends, and after ten minutes in any case. Throws `job_not_found`.
 */
export async function watchJob(ctx: BaseContext, { id, stillHolds, timing }: Watch): Promise<Response> {
  const { everyMs, quietMs, sessionMs, lifeMs } = { ...usual, ...timing };
  const first = await readFacts(ctx.db, id);
  return streamEvents(ctx, ({ say, isFree, end }) => {
    const begun = performance.now();
    let [spokeAt, askedAt] = [begun, begun];
    let told: string | undefined;

    function hear({ facts, error }: News): void {
      if (!facts) {
        if (!(error instanceof AppError)) ctx.log.warn({ requestId: ctx.requestId, err: error }, "a watched job cannot be read");
        return end();
      }
      const now = performance.now();
      const isOver = facts.job.state === "finished" || facts.job.state === "cancelled";
      // Who does not read on is told later what has become of it by then, and not every step; but of the end in any case.
      if (told === undefined || isOver || isFree()) tell(JSON.stringify(toJob(ctx, facts)), now);
      if (isOver || now - begun >= lifeMs) end();
      else if (now - askedAt >= sessionMs) ask(now);
    }

    function tell(text: string, now: number): void {
      const retry = told === undefined ? "retry: 2000\n\n" : "";
      if (text !== told) say(`${retry}event: job\ndata: ${text}\n\n`);
      else if (now - spokeAt >= quietMs) say(": still here\n\n");
      else return;
      told = text;
      spokeAt = now;
    }

    function ask(now: number): void {
      askedAt = now;
      // Where it cannot be asked, nothing is known against the session.
      stillHolds().then(
        (holds) => holds || end(),
        () => {},
      );
    }

    hear({ facts: first });
    return followJob(ctx.db, id, hear, everyMs);
  });
}
