import "server-only";
import { type Dispatcher, Pool } from "undici";
import { answerCutOff, couldNotConnect, httpFailure, noAnswerInTime } from "./faults";

export interface HttpAnswer {
  text: string;
  ms: number;
  /** The `Date` header, for the clocks' difference. */
  date: string | undefined;
}

export interface Transport {
  /** POSTs `body`. Rejects with an `ImError` that tells timeout, connection, gateway and cut-off answers apart, or the signal's reason. */
  post(call: { command: string; path: string; body: string; signal: AbortSignal | undefined }): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface TransportOptions {
  endpoint: string;
  connections: number;
  /** From sending to the last byte. IM itself takes up to 3 s. (contract 1.4) */
  timeoutMs: number;
  connectTimeoutMs: number;
  /** Is told about every connection made or lost. */
  onConnections(by: 1 | -1): void;
}

/** Answers are at most 1 MB by the documents. */
const biggestAnswer = 16 * 1024 * 1024;

/** Keep-alive connections to one endpoint. */
export function createTransport({ endpoint, connections, timeoutMs, connectTimeoutMs, onConnections }: TransportOptions): Transport {
  // Connecting has its own limit and the whole call has ours, so undici's are off.
  const pool = new Pool(endpoint, { connections, pipelining: 1, keepAliveTimeout: 20_000, connect: { timeout: connectTimeoutMs }, headersTimeout: 0, bodyTimeout: 0, maxResponseSize: biggestAnswer });
  pool.on("connect", () => onConnections(1)).on("disconnect", () => onConnections(-1));

  return {
    post({ command, path, body, signal }) {
      const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
      const started = performance.now();
      const chunks: Buffer[] = [];
      let control: Dispatcher.DispatchController | undefined;
      let [status, date, over]: [number, string | undefined, boolean] = [0, undefined, false];

      const end = () => {
        over = true;
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      };
      const giveUp = (reason: Error) => {
        end();
        reject(reason);
        control?.abort(reason);
      };
      const abort = () => giveUp(signal?.reason as Error);
      const timer = setTimeout(() => giveUp(noAnswerInTime({ command, timeoutMs })), timeoutMs);
      if (signal?.aborted) abort();
      else signal?.addEventListener("abort", abort, { once: true });
      if (over) return promise;

      // Several thousand calls a second may go through here: `request` would make a stream of each answer, at half as much again.
      pool.dispatch(
        { method: "POST", path, body, headers: { "content-type": "application/json; charset=utf-8" } },
        {
          onRequestStart(controller) {
            control = controller;
            if (over) controller.abort(new Error("Nobody waits for this call any more."));
          },
          onResponseStart(_, statusCode, headers) {
            if (statusCode < 200) return;
            status = statusCode;
            date = typeof headers.date === "string" ? headers.date : undefined;
          },
          onResponseData(_, chunk) {
            chunks.push(chunk);
          },
          onResponseEnd() {
            if (over) return;
            end();
            if (status === 200) resolve({ text: toText(chunks), ms: performance.now() - started, date });
            else reject(httpFailure({ command, status }));
          },
          onResponseError(_, cause) {
            if (over) return;
            end();
            reject(status === 0 ? couldNotConnect({ command, cause }) : answerCutOff({ command, cause }));
          },
        },
      );
      return promise;
    },
    close: () => pool.close(),
  };
}

function toText(chunks: readonly Buffer[]): string {
  const text = (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
