import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { StartInput } from "@/lib/shared/jobs";
import type { BaseContext } from "../context";
import { changeState } from "./change-state";
import type { JobRow } from "./find-job";
import { kindOf } from "./kinds";
import { requireSeen } from "./require-seen";

const defaultStopPercent = 20;
/** Clocks differ, and people take their time. */
const slackMs = 5 * 60_000;

/**
 * Starts a job, now or at its time. What was previewed is what runs: its rows have not changed since. In production a job that changes
 * something wants the app's label, typed. Throws `dry_run_first` where there was none and `skipDryRun` does not say so,
 * `approval_required`, `invalid_input` for a wrong label, and what every transition throws.
 */
export function start(ctx: BaseContext, { id, checkedAt, confirm, skipDryRun, startAt, hours, stopPercent }: StartInput & { id: number }): Promise<JobRow> {
  return changeState(ctx, {
    id,
    action: "start",
    change(job) {
      const found = ctx.apps.get(job.sdkAppId);
      if (!found) throw new AppError("app_not_found", "No app with this number is configured here.");
      if (job.state === "ready" && !skipDryRun) throw new AppError("dry_run_first", "Do a dry run first, or say “skipDryRun” to start without one.");
      requireSeen(job, checkedAt);
      const { label, environment } = found.app;
      if (environment === "production" && kindOf(job.kind).write && confirm !== label) throw new AppError("invalid_input", `Type “${label}” to start this in production.`, { fields: { confirm: "confirm_label" } });
      const at = startAt === undefined ? null : new Date(startAt);
      // A slip in the date would else begin at once what was meant for the night.
      if (at && at.getTime() < Date.now() - slackMs) throw new AppError("invalid_input", "The time to start at has passed.", { fields: { startAt: "start_in_past" } });
      return { state: at && at > new Date() ? "scheduled" : "running", startedBy: ctx.actor.name, startAt: at, hours: hours ?? null, stopPercent: stopPercent ?? defaultStopPercent };
    },
  });
}
