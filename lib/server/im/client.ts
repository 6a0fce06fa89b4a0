import "server-only";
import type { ZodType } from "zod";
import type { ImApp } from "../apps/app";
import type { Lane } from "../pacing/pacer";
import type { ImHealth } from "./health";

export { createImClient, type ImClientOptions } from "./create-client";
export type { ImHealth } from "./health";

export interface CallOptions {
  /** Who waits for the answer; `interactive` unless told. */
  lane?: Lane | undefined;
  /** Ends waiting, sending and retrying at once; the call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Ends waiting for a turn, not what was sent already. In place of `signal`, where the end of a call has to be known. */
  untilSent?: AbortSignal | undefined;
  /** Is told each time the call goes out, retries included. */
  onSent?: (() => void) | undefined;
  /** For the log. */
  requestId?: string | undefined;
  /** Is given every answer as it arrived, for showing the raw answer behind a number. */
  onAnswer?: ((answer: RawAnswer) => void) | undefined;
}

export interface RawAnswer {
  command: string;
  request: object;
  /** The parsed JSON. */
  answer: unknown;
  ms: number;
}

export interface SendOptions extends CallOptions {
  /** Whether sending twice does no more than sending once, so that a lost answer may be asked for again. Default: yes. */
  idempotent?: boolean | undefined;
  /** What `onAnswer` is given in place of an answer that holds what nobody may see. */
  redact?: ((answer: object) => unknown) | undefined;
}

/** Calls the IM REST API of one app: signed, paced, retried, and never in anybody else's name than the app's admin account. */
export interface ImClient {
  readonly app: ImApp;
  /**
   * Sends `body` to `command` (`openim/admin_set_msg_read`) and answers what `schema` makes of the reply. Any `ErrorCode` but 0, and
   * any fault on the way, rejects with an `ImError`; a database that cannot be asked for the pace rejects with `database_unavailable`.
   */
  send<T>(command: string, body: object, schema: ZodType<T>, options?: SendOptions): Promise<T>;
  /** The same client, with `defaults` for calls that do not say otherwise. */
  with(defaults: CallOptions): ImClient;
  health(): ImHealth;
  /** Lets what is under way finish, then closes the connections. */
  close(): Promise<void>;
}
