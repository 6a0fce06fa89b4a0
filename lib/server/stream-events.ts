import "server-only";
import type { BaseContext } from "./context";

/** An answer of server-sent events that goes on until somebody ends it. */
export interface EventLine {
  /** Sends `text`, which is whole events with their blank lines. */
  say(text: string): void;
  /** Whether the reader has taken all that was said. */
  isFree(): boolean;
  end(): void;
}

// Next bundles this module into several chunks, each with variables of its own; the process ends as a whole.
const key = Symbol.for("unread-console.event-lines");
const shared = globalThis as { [key]?: Set<() => void> };
const lines = (shared[key] ??= new Set<() => void>());

/** Ends every such answer of this process at once: for the moment at which it is told to stop. */
export function endEventLines(): void {
  for (const end of lines) end();
}

/** An answer of server-sent events (`text/event-stream`). `begin` answers what is to be done when it has ended, whoever ended it. */
export function streamEvents(ctx: BaseContext, begin: (line: EventLine) => () => void): Response {
  const encoder = new TextEncoder();
  let close: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let hasEnded = false;
      let leave: (() => void) | undefined;
      close = () => {
        hasEnded = true;
        lines.delete(end);
        ctx.signal?.removeEventListener("abort", end);
        leave?.();
      };
      const end = () => {
        if (hasEnded) return;
        close?.();
        controller.close();
      };
      lines.add(end);
      ctx.signal?.addEventListener("abort", end);
      const left = begin({ say: (text) => hasEnded || controller.enqueue(encoder.encode(text)), isFree: () => (controller.desiredSize ?? 0) > 0, end });
      if (hasEnded) left();
      else leave = left;
    },
    cancel: () => close?.(),
  });
  // Nothing on the way may gather or compress what is to arrive at once.
  return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
}
