import "server-only";
import { z } from "zod";
import type { ImApp } from "./apps/app";
import { isLoopback, readApps } from "./apps/read-apps";

const flag = (fallback: boolean) =>
  z
    .enum(["true", "false"], "must be true or false")
    .default(fallback ? "true" : "false")
    .transform((value) => value === "true");
const share = (fallback: number) => z.coerce.number("must be a number").gt(0, "must be above 0").lte(1, "must be at most 1").default(fallback);

const Variables = z.object({
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: "must be the console's own address, for example https://unread.example.com" }).transform((url) => new URL(url).origin),
  NEXTAUTH_SECRET: z.string("is missing; make one with: openssl rand -base64 32").min(32, "must be at least 32 characters; make one with: openssl rand -base64 32"),
  PORT: z.coerce.number("must be a number").int("must be a whole number").min(0, "must be 0 to 65535").max(65_535, "must be 0 to 65535").default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  IM_RATE_SHARE: share(0.95),
  IM_BULK_SHARE: share(0.8),
  REQUIRE_REASON: flag(true),
  READ_ONLY: flag(false),
  JOB_APPROVAL_ROWS: z.coerce.number("must be a whole number").int("must be a whole number").min(0, "must be at least 0").default(1000),
  JOB_MAX_ROWS: z.coerce.number("must be a whole number").int("must be a whole number").min(1, "must be at least 1").max(50_000_000, "must be at most 50000000").default(5_000_000),
  JOB_RETENTION_DAYS: z.coerce.number("must be a whole number").int("must be a whole number").min(1, "must be at least 1").default(90),
  JOB_NOTICE_URL: z.url({ protocol: /^https?$/, error: "must be an address such as https://chat.example.com/hooks/unread" }).optional(),
  WORKER: z.enum(["on", "off"], "must be on or off").default("on"),
  TRUST_PROXY: z.coerce.number("must be a whole number").int("must be a whole number").min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be one of fatal, error, warn, info, debug, trace, silent").default("info"),
  DEMO: flag(false),
  DEMO_PASSWORD: z.string().min(8, "must be at least 8 characters").optional(),
});

/** Everything the console is told from outside, read once. */
export interface Env {
  /** The console's own origin. */
  url: string;
  sessionSecret: string;
  /** A PostgreSQL server, or nothing: PGlite under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  rateShare: number;
  bulkShare: number;
  requireReason: boolean;
  readOnly: boolean;
  /** A second person approves jobs with more rows than this. */
  jobApprovalRows: number;
  /** A file with more rows is refused. */
  jobMaxRows: number;
  /** Rows of ended jobs are removed after so many days; what the jobs did in all stays. */
  jobRetentionDays: number;
  /** Is told, by a POST with JSON, when a job ends or pauses by itself. */
  jobNoticeUrl: string | undefined;
  /** Whether this process works on jobs, or leaves that to others on the same database. */
  worker: boolean;
  /** How many proxies in front are ours: that many last entries of X-Forwarded-For are believed. */
  trustProxy: number;
  logLevel: string;
  /** Set when this is the demo: sample users may sign in with one click. */
  demo: { password: string } | undefined;
  apps: ImApp[];
}

/** Thrown with one message that lists every mistake. */
export class EnvError extends Error {
  constructor(problems: string[]) {
    super(`Unread Console cannot start. ${problems.length === 1 ? "One setting is" : `${problems.length} settings are`} wrong:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "EnvError";
  }
}

/** Reads and checks the settings in `source`. Throws an `EnvError` that names all that is wrong, and no value of a secret. */
export function readEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is what `NAME= npm start` and most deployment tools mean by "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const problems: string[] = [];
  const report = (where: string, problem: string) => problems.push(`${where} ${problem}`);

  const parsed = Variables.safeParse(given);
  if (!parsed.success) for (const issue of parsed.error.issues) report(issue.path.join("."), issue.message);
  const apps = readApps(given, report);
  if (given.DEMO === "true") {
    if (!given.DEMO_PASSWORD) report("DEMO_PASSWORD", "is missing");
    for (const app of apps) if (!isLoopback(app.endpoint)) report("DEMO", `must not be true with an app at ${app.endpoint}: anybody could sign in with one click`);
  }
  if (given.WORKER === "off" && !given.DATABASE_URL) report("WORKER", "must not be off without DATABASE_URL: no other process can work on the database in DATA_DIR");
  if (!parsed.success || problems.length > 0) throw new EnvError(problems);

  const env = parsed.data;
  return {
    url: env.NEXTAUTH_URL,
    sessionSecret: env.NEXTAUTH_SECRET,
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    rateShare: env.IM_RATE_SHARE,
    bulkShare: env.IM_BULK_SHARE,
    requireReason: env.REQUIRE_REASON,
    readOnly: env.READ_ONLY,
    jobApprovalRows: env.JOB_APPROVAL_ROWS,
    jobMaxRows: env.JOB_MAX_ROWS,
    jobRetentionDays: env.JOB_RETENTION_DAYS,
    jobNoticeUrl: env.JOB_NOTICE_URL,
    worker: env.WORKER === "on",
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    demo: env.DEMO && env.DEMO_PASSWORD ? { password: env.DEMO_PASSWORD } : undefined,
    apps,
  };
}
