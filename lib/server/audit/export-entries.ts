import "server-only";
import type { AuditEntry, AuditFilter } from "@/lib/shared/audit";
import { toCsvLine } from "@/lib/shared/csv";
import { AppError } from "@/lib/shared/errors";
import type { BaseContext } from "../context";
import { streamCsv } from "../stream-csv";
import { appendEvents } from "./chain";
import { describeIntent } from "./intent";
import { readEntries } from "./read-entries";

const pageSize = 1000;

type Cell = string | number | null;

/** The columns, in their order. */
const columns: Record<string, (entry: AuditEntry) => Cell> = {
  seq: ({ seq }) => seq,
  at: ({ at }) => at,
  finishedAt: ({ finishedAt }) => finishedAt,
  actor: ({ actor }) => actor,
  role: ({ role }) => role,
  action: ({ action }) => action,
  app: ({ sdkAppId }) => sdkAppId,
  account: ({ account }) => account,
  peer: ({ peer }) => peer,
  group: ({ groupId }) => groupId,
  reason: ({ reason }) => reason,
  ticket: ({ ticket }) => ticket,
  upTo: ({ upTo }) => upTo,
  outcome: ({ outcome }) => outcome,
  effect: ({ effect }) => effect,
  before: ({ before }) => before,
  asked: ({ asked }) => asked,
  after: ({ after }) => after,
  errorCode: ({ errorCode }) => errorCode,
  imCode: ({ imCode }) => imCode,
  requestId: ({ requestId }) => requestId,
  putBackOf: ({ putBackOf }) => putBackOf,
  job: ({ job }) => job?.id ?? null,
  digest: ({ job }) => job?.digest ?? null,
  command: ({ request }) => request?.command ?? null,
  body: ({ request }) => request && JSON.stringify(request.body),
};

/**
 * Every entry for which all of `filter` holds, newest first, as a CSV file that is read page by page while it is sent. That it was
 * asked for is recorded first, in an entry that the file does not hold; without that record `record_unavailable` is thrown.
 */
export async function exportEntries(ctx: BaseContext, filter: AuditFilter): Promise<Response> {
  const event = { ...describeIntent(ctx, { action: "audit.export", detail: { filter } }), phase: "noted" as const, outcome: "ok" as const };
  const [own] = await appendEvents(ctx.db, [event]).catch((cause: unknown) => {
    throw new AppError("record_unavailable", "The record cannot be written at the moment, so that this export could not be recorded; nothing was exported.", { cause });
  });
  return streamCsv(ctx, `audit-${new Date().toISOString().slice(0, 10)}.csv`, writeLines(ctx, filter, own));
}

async function* writeLines(ctx: BaseContext, filter: AuditFilter, below: number | undefined): AsyncGenerator<string, void> {
  yield toCsvLine(Object.keys(columns));
  for (let cursor: number | undefined; ; ) {
    // Each page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const entries = await readEntries(ctx.db, filter, { below, cursor, limit: pageSize });
    if (entries.length > 0) yield entries.map((entry) => toCsvLine(Object.values(columns).map((cellOf) => cellOf(entry)))).join("");
    if (entries.length < pageSize) return;
    cursor = entries.at(-1)?.seq;
  }
}
