import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { RowOutcome } from "@/lib/shared/jobs";
import { accountProtected, isProtected } from "../apps/protected";
import type { ImApp } from "../apps/app";
import type { JobKind } from "./kinds";
import type { StoredOutcome } from "./store-outcomes";
import type { RowTarget } from "./walk-rows";

type Failure = { outcome: Exclude<RowOutcome, "pending">; code: string };

/** An outcome of which nothing is known yet. */
export function blank({ row }: Pick<RowTarget, "row">): StoredOutcome {
  return { row, outcome: "failed", before: null, after: null, code: null, attempts: 0, rerun: false };
}

/**
 * Why a row is not sent, although its number is known: its account is protected, or the number is neither what it was to be when it is
 * put back, nor what it is to become.
 */
export function refusal(app: ImApp, kind: JobKind, target: RowTarget, reading: { value: number; ceiling?: number }): Failure | undefined {
  if (!kind.write) return undefined;
  if (isProtected(app, kind.accountOf(target))) return failure(accountProtected());
  const { expected } = target;
  if (expected === null || reading.value === expected || reading.value === kind.write.foresee(target, reading)) return undefined;
  return { outcome: "refused", code: "changed_since" };
}

/** Refusals that the console makes itself, before anything is sent. */
const ownRefusals = new Set(["account_protected", "unsupported_group_type"]);

/** What an error makes of a row. */
export function failure(error: unknown): Failure {
  if (!(error instanceof AppError)) return { outcome: "failed", code: "im_bad_answer" };
  if (ownRefusals.has(error.code)) return { outcome: "refused", code: error.code };
  // IM's own number says most, but for what has a name of its own here: no such account, group, member.
  const named = error.code.endsWith("_not_found");
  return { outcome: "failed", code: !named && error.im ? String(error.im.code) : error.code };
}
