import "server-only";
import type { BaseContext } from "./context";

/**
 * `texts`, one after the other, as a CSV file to keep (UTF-8 with the mark by which spreadsheets know it). The next text is asked for
 * only when the one before has been taken. A failure on the way breaks the answer off, so that nobody takes a part for the whole.
 */
export function streamCsv(ctx: BaseContext, name: string, texts: AsyncGenerator<string, void>): Response {
  const encoder = new TextEncoder();
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode("\uFEFF"));
    },
    async pull(controller) {
      try {
        const { done, value } = await texts.next();
        // Nobody takes what was being read when the reader went.
        if (cancelled) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        if (cancelled) return;
        ctx.log.error({ requestId: ctx.requestId, err: error }, "a file broke off on the way");
        throw error;
      }
    },
    async cancel() {
      cancelled = true;
      await texts.return();
    },
  });
  return new Response(body, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}"`, "x-content-type-options": "nosniff" } });
}
