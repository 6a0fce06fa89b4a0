import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { JobRow } from "./find-job";

/** Throws `preview_changed` where another dry run than the job's latest was looked at; a program need not say which it has seen. */
export function requireSeen({ checkFinishedAt }: JobRow, checkedAt: string | undefined): void {
  if (checkedAt === undefined || checkFinishedAt?.getTime() === Date.parse(checkedAt)) return;
  throw new AppError("preview_changed", "This job was previewed anew since you looked at it. Look at the dry run again, then decide.");
}
