import type { AuditFilterText } from "@/lib/client/audit";

/** What the address says of the filter. Days are those of the reader's own calendar; `scope` is `app` for the chosen app alone. */
export const filterNames = ["account", "actor", "group", "ticket", "action", "kind", "outcome", "effect", "from", "to", "scope"] as const;
export type FilterName = (typeof filterNames)[number];
export type FilterValues = Record<FilterName, string>;

export const noFilter: FilterValues = { account: "", actor: "", group: "", ticket: "", action: "", kind: "", outcome: "", effect: "", from: "", to: "", scope: "" };

/** What people can look for by name; the record may know more. */
export const knownActions = { "conversation.mark_read": "markRead", "group.set_unread": "setUnread", "job.create": "jobCreate", "job.start": "jobStart", "job.approve": "jobApprove", "job.finish": "jobFinish", "session.sign_in": "signIn", "audit.export": "export" } as const;

export const isFiltered = (values: FilterValues) => filterNames.some((name) => values[name] !== "");

/** What the server is asked for: values that are given, and days as moments of this browser's time zone, the last one included. */
export function toAuditFilter({ from, to, scope, ...values }: FilterValues, app: string): AuditFilterText {
  const asked = { ...values, from: startOfDay(from, 0), to: startOfDay(to, 1), app: scope === "" ? "" : app };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
}

/** Midnight at the beginning of `day`, or so many days later. What is no day is left for the server to complain about. */
function startOfDay(day: string, later: number): string {
  const parts = readDay(day);
  if (!parts) return day;
  // By the calendar: not every day has 24 hours.
  return new Date(parts.year, parts.month - 1, parts.day + later).toISOString();
}

/** `2025-11-20` in parts; a day that no calendar has is none. */
export function readDay(text: string): { year: number; month: number; day: number } | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return undefined;
  const time = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(text)) return undefined;
  return { year: time.getUTCFullYear(), month: time.getUTCMonth() + 1, day: time.getUTCDate() };
}

/** A typed value without the blanks of a pasting hand; one that was not touched stays as the link brought it. */
export function tidy(typed: FilterValues, was: FilterValues): FilterValues {
  const tidied = { ...typed };
  for (const name of filterNames) if (typed[name] !== was[name]) tidied[name] = typed[name].trim();
  return tidied;
}
