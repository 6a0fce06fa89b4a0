import "server-only";
import { request } from "undici";
import type { Db } from "../db/client";
import type { JobRow } from "./find-job";

/** What is told to the address in `JOB_NOTICE_URL` when a job ends or pauses by itself. No ids of accounts or groups. */
export interface Notice {
  jobId: number;
  kind: string;
  state: string;
  sdkAppId: string;
  createdBy: string;
  reason: string | null;
  ticket: string | null;
  rows: number;
  /** Rows by outcome. */
  counts: Record<string, number>;
  /** Why it paused, where it did so by itself. */
  pauseCause: string | null;
  /** The job's page. */
  url: string;
}

/** Queues a notice together with the change it tells of, so that neither is there without the other. */
export type Notify = (db: Db, job: JobRow, counts: Record<string, number>) => Promise<void>;

export function toNotice({ id, kind, state, sdkAppId, createdBy, reason, ticket, rows, pauseCause }: JobRow, counts: Record<string, number>, consoleUrl: string): Notice {
  return { jobId: id, kind, state, sdkAppId, createdBy, reason, ticket, rows, counts, pauseCause: state === "paused" ? pauseCause : null, url: `${consoleUrl}/jobs/${id}` };
}

/** Sends a notice. Throws where it is not accepted (any status from 300 up; redirects are not followed), so that it is sent again later. */
export async function sendNotice(address: string, notice: Notice): Promise<void> {
  const { statusCode, body } = await request(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(notice), headersTimeout: 10_000, bodyTimeout: 10_000 });
  await body.dump();
  if (statusCode >= 300) throw new Error(`The address for notices answered ${statusCode}.`);
}
