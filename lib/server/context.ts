import "server-only";
import type { Locale } from "@/lib/shared/locales";
import type { Role } from "@/lib/shared/roles";
import type { ImApp } from "./apps/app";
import type { AuditIntent } from "./audit/intent";
import type { Db } from "./db/client";
import type { ImClient } from "./im/client";
import type { Log } from "./log";

/** Who acts: a signed-in person, or a job. */
export interface Actor {
  name: string;
  role: Role;
}

export interface Settings {
  requireReason: boolean;
  readOnly: boolean;
  /** A second person approves jobs with more rows. */
  jobApprovalRows: number;
  jobMaxRows: number;
  /** Part of the documented rates to use at all, and by jobs while people work. */
  rateShare: number;
  bulkShare: number;
}

/** What every service gets, whoever calls it. */
export interface BaseContext {
  actor: Actor;
  db: Db;
  log: Log;
  requestId: string;
  /** The language of sentences that go into an answer. */
  locale: Locale;
  /** The console's settings that services ask about. */
  settings: Settings;
  /** Every app configured here, by SDKAppID: for what is about a job, whose app stands in the job. */
  apps: ReadonlyMap<string, { app: ImApp; im: ImClient }>;
  /** What this request tries to change, as far as its service has said, and whether the record already knows of it. */
  attempt: { recorded: boolean; intent?: AuditIntent };
  /** Aborted when nobody waits for the answer any more; reads stop then, writes go on. */
  signal?: AbortSignal | undefined;
}

/** What a service about one app gets besides. */
export interface Context extends BaseContext {
  app: ImApp;
  im: ImClient;
}
