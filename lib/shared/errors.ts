/** Every error a route can answer with, and the HTTP status it travels as. */
export const errorStatus = {
  malformed_json: 400,
  unauthenticated: 401,
  forbidden: 403,
  foreign_origin: 403,
  read_only: 403,
  not_your_job: 403,
  not_found: 404,
  app_not_found: 404,
  account_not_found: 404,
  peer_not_found: 404,
  group_not_found: 404,
  member_not_found: 404,
  job_not_found: 404,
  method_not_allowed: 405,
  rows_removed: 410,
  unsupported_group_type: 409,
  account_protected: 409,
  changed_since: 409,
  not_put_back: 409,
  wrong_state: 409,
  still_ending: 409,
  preview_changed: 409,
  dry_run_first: 409,
  approval_required: 409,
  own_job: 409,
  already_approved: 409,
  nothing_to_do: 409,
  kind_not_reversible: 409,
  too_large: 413,
  file_too_large: 413,
  file_too_many_rows: 413,
  not_json: 415,
  invalid_input: 422,
  file_empty: 422,
  file_not_text: 422,
  file_broken: 422,
  file_too_wide: 422,
  too_many_attempts: 429,
  internal: 500,
  record_incomplete: 500,
  im_refused: 502,
  im_misconfigured: 502,
  im_unreachable: 502,
  im_bad_answer: 502,
  im_busy: 503,
  im_paused: 503,
  record_unavailable: 503,
  database_unavailable: 503,
  im_timeout: 504,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** What the IM API said, as far as an operator may see it. */
export interface ImAnswer {
  /** IM's `ErrorCode`. */
  code: number;
  /** IM's `ErrorInfo`, free text. */
  info: string;
  /** For example `openim/admin_set_msg_read`. */
  command?: string;
  /** What the code means and what to do next, in the reader's language. */
  meaning?: string;
  advice?: string;
}

/** The one error shape on the wire: `{ error: ErrorBody }`. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  /** Sentences by field path, for example `peers.3`. */
  fields?: Record<string, string>;
  im?: ImAnswer;
  requestId: string;
}

export interface AppErrorOptions {
  /** Validation keys or sentences by field path. */
  fields?: Record<string, string> | undefined;
  /** Values that the translated message needs. */
  params?: Record<string, string | number> | undefined;
  im?: ImAnswer | undefined;
  requestId?: string | undefined;
  cause?: unknown;
}

const mark = Symbol.for("unread-console.AppError");

/**
 * Something that went wrong and that a person can act on. Thrown by services, carried as JSON, thrown again by `http.ts`
 * in the browser, so both sides switch on the same codes.
 */
export class AppError extends Error {
  readonly [mark] = true;
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly params: Record<string, string | number> | undefined;
  readonly im: ImAnswer | undefined;
  readonly requestId: string | undefined;

  constructor(code: ErrorCode, message: string, { fields, params, im, requestId, cause }: AppErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
    this.params = params;
    this.im = im;
    this.requestId = requestId;
  }

  /** The server's bundle holds this class several times over; an error made by one copy is an `AppError` to all of them. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== AppError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && mark in value;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(errorStatus, value);
}
