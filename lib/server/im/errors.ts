import "server-only";
import { AppError, type AppErrorOptions, type ErrorCode } from "@/lib/shared/errors";
import { describeImCode, type ImCodeClass } from "@/lib/shared/im-codes";

interface ImErrorOptions extends Pick<AppErrorOptions, "params" | "cause"> {
  command: string;
  imCode?: number | undefined;
  /** IM's `ErrorInfo`. */
  info?: string | undefined;
  retryable: boolean;
}

/** What stands in place of the command where a call cannot be signed. */
export const signing = "UserSig";

const mark = Symbol.for("unread-console.ImError");

/** A call that did not succeed. Carries neither secret nor signature nor address. */
export class ImError extends AppError {
  readonly [mark] = true;
  /** For example `openim/admin_set_msg_read`. */
  readonly command: string;
  /** IM's `ErrorCode`; absent if no answer of IM's own arrived. */
  readonly imCode: number | undefined;
  /** Whether the same call may well succeed later. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, { command, imCode, info = "", retryable, params, cause }: ImErrorOptions) {
    super(code, message, { im: imCode === undefined ? undefined : { code: imCode, info, command }, params, cause });
    this.name = "ImError";
    this.command = command;
    this.imCode = imCode;
    this.retryable = retryable;
  }

  /** As for `AppError`: one process holds this class several times over. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== ImError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && mark in value;
  }
}

const errorCodeOf: Record<ImCodeClass, ErrorCode> = {
  caller: "im_refused",
  data: "im_refused",
  plan: "im_refused",
  configuration: "im_misconfigured",
  quota: "im_busy",
  transient: "im_refused",
};

/** The error for an answer with `imCode`, or for one item of an answer. */
export function imRefusal(command: string, imCode: number, info = ""): ImError {
  const { class: kind, retryable, meaning, advice } = describeImCode(imCode);
  const text = info === "" ? "" : ` IM says: ${withoutCredentials(info)}`;
  return new ImError(errorCodeOf[kind], `${meaning.en} ${advice.en} (IM code ${imCode}.)${text}`, {
    command,
    imCode,
    info: withoutCredentials(info),
    retryable,
    params: { code: imCode },
  });
}

/** Whether `error` is IM's answer with one of `codes`. */
export function isImCode(error: unknown, ...codes: number[]): error is ImError {
  return error instanceof ImError && error.imCode !== undefined && codes.includes(error.imCode);
}

/**
 * Whether `error` stopped a call before anything of it went out: calls are paused, nobody can be asked for the pace, or it cannot be
 * signed. A call that was sent before it was stopped rejects with what went wrong then.
 */
export function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return error.code === "im_paused" || error.code === "database_unavailable" || (error instanceof ImError && error.command === signing);
}

/** `ErrorInfo` is free text, and some gateways put the request's address into it. */
function withoutCredentials(info: string): string {
  return info
    .replace(/(usersig=)[^&\s"']*/gi, "$1[redacted]")
    .replace(/\beJ[\w*+/=-]{40,}/g, "[redacted]")
    .slice(0, 500);
}
