import "server-only";
import { Pool } from "undici";
import { ImError } from "./errors";
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
    async post({ command, path, body, signal }) {
      signal?.throwIfAborted();
      const started = performance.now();
      const ending = new AbortController();
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        ending.abort();
      }, timeoutMs);
      const abort = () => ending.abort();
      signal?.addEventListener("abort", abort, { once: true });
      let answered = false;
      try {
        const response = await pool.request({ method: "POST", path, body, headers: { "content-type": "application/json; charset=utf-8" }, signal: ending.signal });
        answered = true;
        const text = await response.body.text();
        if (response.statusCode !== 200) throw httpFailure({ command, status: response.statusCode });
        const { date } = response.headers;
        return { text, ms: performance.now() - started, date: typeof date === "string" ? date : undefined };
      } catch (error) {
        signal?.throwIfAborted();
        if (timedOut) throw noAnswerInTime({ command, timeoutMs });
        if (error instanceof ImError) throw error;
        throw answered ? answerCutOff({ command, cause: error }) : couldNotConnect({ command, cause: error });
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      }
    },
    close: () => pool.close(),
  };
}
