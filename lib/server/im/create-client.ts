import "server-only";
import { randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { ZodType } from "zod";
import { describeImCode } from "@/lib/shared/im-codes";
import type { ImApp } from "../apps/app";
import type { Log } from "../log";
import type { Lane, Pacer } from "../pacing/pacer";
import { createBreaker } from "./breaker";
import type { CallOptions, ImClient, SendOptions } from "./client";
import { ImError, wasNeverSent } from "./errors";
import { callsPaused, ImFault } from "./faults";
import { createHealthRecord } from "./health";
import { limitOf } from "./limits";
import { createPermits } from "./permits";
import { parseJson, readReply } from "./reply";
import { blamesSignature, defaultRetryPolicy, retryDelay, type RetryPolicy } from "./retry";
import { createTransport } from "./transport";
import { createUserSigner } from "./user-sig";

export interface ImClientOptions {
  app: ImApp;
  pacer: Pacer;
  log: Log;
  /** Part of the documented rates to use at all. */
  rateShare: number;
  /** From sending a call to the last byte of its answer. */
  timeoutMs?: number;
  connectTimeoutMs?: number;
  connections?: number;
  retry?: Partial<RetryPolicy>;
  breaker?: { failures: number; pauseMs: number };
  /** Is told about every attempt, for metrics; `code` is 0, IM's code or the error's. */
  onAttempt?: ((attempt: { command: string; lane: Lane; ms: number; code: number | string }) => void) | undefined;
}

/** A client for `app`, to be kept: it holds the connections, the signature and the breaker. */
export function createImClient({
  app,
  pacer,
  log,
  rateShare,
  timeoutMs = 10_000,
  connectTimeoutMs = 5000,
  connections = 64,
  retry,
  breaker: breakerOptions = { failures: 8, pauseMs: 5000 },
  onAttempt,
}: ImClientOptions): ImClient {
  const policy = { ...defaultRetryPolicy, ...retry };
  const permits = createPermits(connections);
  const transport = createTransport({ endpoint: app.endpoint, connections, timeoutMs, connectTimeoutMs, onConnections: permits.connectionsChanged });
  const breaker = createBreaker(breakerOptions);
  const signer = createUserSigner(app);
  const health = createHealthRecord();
  /** Why calls are paused, while they are. */
  let lastFault: ImFault | undefined;

  async function send<T>(command: string, body: object, schema: ZodType<T>, options: SendOptions): Promise<T> {
    const { lane = "interactive", signal, untilSent = signal, idempotent = true } = options;
    // Many calls may wait under one request's signal.
    if (untilSent) setMaxListeners(0, untilSent);
    const started = performance.now();
    let renewed = false;
    let lastError: unknown;
    for (let attempt = 1; ; attempt += 1) {
      let userSig = "";
      try {
        userSig = signer.current();
        // Attempts follow one another.
        // oxlint-disable-next-line no-await-in-loop
        return await sendOnce({ command, body, schema, lane, userSig, attempt, options });
      } catch (error) {
        signal?.throwIfAborted();
        // Its reason where the call still waited; else how the call ended.
        if (untilSent?.aborted) throw error;
        health.failed(error);
        // Stopped before it was sent again: what went wrong before says more, among it that it was sent.
        if (lastError && wasNeverSent(error)) throw lastError;
        lastError = error;
        if (blamesSignature(error) && !renewed) {
          renewed = true;
          signer.renew(userSig);
          continue;
        }
        const wait = idempotent ? retryDelay(error, attempt, policy) : undefined;
        const elapsed = performance.now() - started;
        if (wait === undefined || elapsed + wait > policy.giveUpAfterMs[lane] || breaker.pausedFor() > wait) throw error;
        // oxlint-disable-next-line no-await-in-loop
        await sleep(wait, undefined, { signal: untilSent }).catch(() => untilSent?.throwIfAborted());
      }
    }
  }

  interface Attempt<T> {
    command: string;
    body: object;
    schema: ZodType<T>;
    lane: Lane;
    userSig: string;
    attempt: number;
    options: SendOptions;
  }

  async function sendOnce<T>({ command, body, schema, lane, userSig, attempt, options }: Attempt<T>): Promise<T> {
    const { signal, untilSent = signal, requestId, onAnswer, onSent, redact } = options;
    await waitForTurn(command, lane, untilSent);
    const leave = breaker.enter();
    if (!leave) {
      permits.release();
      throw paused(command);
    }
    const started = performance.now();
    let outcome: "answered" | "failed" | "given_up" = "given_up";
    let code: number | string = 0;
    try {
      onSent?.();
      const answer = await transport.post({ command, path: pathOf(command, userSig), body: JSON.stringify(body), signal });
      health.answered(answer);
      const json = parseJson({ command, text: answer.text });
      outcome = "answered";
      onAnswer?.({ command, request: body, answer: redact ? redact(json) : json, ms: answer.ms });
      return readReply({ command, json }, schema);
    } catch (error) {
      if (error instanceof ImFault) {
        outcome = error.retryable ? "failed" : "answered";
        if (error.retryable) lastFault = error;
      }
      code = error instanceof ImError ? (error.imCode ?? error.code) : "aborted";
      throw error;
    } finally {
      permits.release();
      leave(outcome);
      const ms = Math.round(performance.now() - started);
      log[isOrdinary(code) ? "debug" : "warn"]({ command, app: app.sdkAppId, lane, ms, code, attempt, requestId }, "im call");
      onAttempt?.({ command, lane, ms, code });
    }
  }

  /** Comes back with a connection taken, at the moment at which the call may leave. */
  async function waitForTurn(command: string, lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    const perSecond = limitOf(app, command) * rateShare;
    do {
      if (breaker.pausedFor() > 0) throw paused(command);
      // oxlint-disable-next-line no-await-in-loop
      await permits.available(lane, signal);
      try {
        // oxlint-disable-next-line no-await-in-loop
        await pacer.waitForTurn({ sdkAppId: app.sdkAppId, command, perSecond, lane, signal });
      } catch (error) {
        permits.passOn();
        throw error;
      }
      // The last free connection may have gone in the meantime; the turn is lost then, which is the safe side.
    } while (!permits.take(lane));
  }

  function pathOf(command: string, userSig: string): string {
    // `random` is an unsigned 32-bit number. (contract 1.1)
    return `/v4/${command}?sdkappid=${app.sdkAppId}&identifier=${encodeURIComponent(app.adminUserId)}&usersig=${encodeURIComponent(userSig)}&random=${randomInt(0x1_0000_0000)}&contenttype=json`;
  }

  function paused(command: string): ImError {
    return callsPaused({ command, seconds: Math.max(1, Math.ceil(breaker.pausedFor() / 1000)), last: lastFault });
  }

  function bind(defaults: CallOptions): ImClient {
    return {
      app,
      send: (command, body, schema, options) => send(command, body, schema, merge(defaults, options)),
      with: (more) => bind(merge(defaults, more)),
      health: () => ({ ...health.read(), breaker: breaker.state() }),
      close: () => transport.close(),
    };
  }

  return bind({});
}

/** Whether an outcome is all in a day's work: a job may meet a million accounts that do not exist. */
function isOrdinary(code: number | string): boolean {
  return code === 0 || code === "aborted" || (typeof code === "number" && describeImCode(code).class === "data");
}

/** `options` before `defaults`; either signal ends the call. */
function merge(defaults: CallOptions, options: SendOptions = {}): SendOptions {
  const signals = [defaults.signal, options.signal].filter((signal) => signal !== undefined);
  return {
    lane: options.lane ?? defaults.lane,
    signal: signals.length === 2 && signals[0] !== signals[1] ? AbortSignal.any(signals) : signals[0],
    untilSent: options.untilSent ?? defaults.untilSent,
    onSent: options.onSent ?? defaults.onSent,
    requestId: options.requestId ?? defaults.requestId,
    onAnswer: options.onAnswer ?? defaults.onAnswer,
    idempotent: options.idempotent,
    redact: options.redact,
  };
}
