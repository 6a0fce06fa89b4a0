/** What goes back over the wire: the envelope of contract section 2 and the fields of one command. */
export type Answer = { ActionStatus: string; ErrorCode: number; ErrorInfo: string; [field: string]: unknown };

export function ok(fields: Record<string, unknown> = {}): Answer {
  return { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", ...fields };
}

/** Thrown by a command that refuses; becomes a FAIL answer inside HTTP 200. */
export class Refusal extends Error {
  readonly code: number;
  readonly fields: Record<string, unknown>;
  constructor(code: number, info: string, fields: Record<string, unknown> = {}) {
    super(info);
    this.code = code;
    this.fields = fields;
  }
}

export function fail(code: number, info: string, fields: Record<string, unknown> = {}): Answer {
  return { ActionStatus: "FAIL", ErrorCode: code, ErrorInfo: info, ...fields };
}
