import "server-only";
import type { BaseContext } from "./context";
import { isReaderGone } from "./reader-gone";
import { toErrorBody } from "./respond";

/**
 * An answer of one JSON object a line (`application/x-ndjson`), each sent as soon as `run` gives it. What `run` throws is the last
 * line, `{ error }` in the one error shape: by then the HTTP status has been sent.
 */
export function streamLines<T extends object>(ctx: BaseContext, run: (send: (line: T) => void) => Promise<void>): Response {
  const encoder = new TextEncoder();
  let gone = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: object) => {
        // Nobody reads on; what is under way ends by the context's signal.
        if (!gone && !ctx.signal?.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        await run(write);
      } catch (error) {
        if (!gone && !ctx.signal?.aborted && !isReaderGone(error)) write({ error: toErrorBody(error, { locale: ctx.locale, requestId: ctx.requestId, ctx }) });
      }
      if (!gone) controller.close();
    },
    cancel() {
      gone = true;
    },
  });
  // Proxies that gather an answer before passing it on would hold back the first numbers.
  return new Response(body, { headers: { "content-type": "application/x-ndjson; charset=utf-8", "x-accel-buffering": "no" } });
}
