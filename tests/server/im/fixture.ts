// Vitest finds out what a fixture needs from its first parameter, which must be a pattern even when it is nothing.
/* oxlint-disable no-empty-pattern */
import { Writable } from "node:stream";
import pino from "pino";
import { test as base } from "vitest";
import { defaultApp, type Sandbox, startSandbox } from "@/lib/sandbox";
import type { ImApp } from "@/lib/server/apps/app";
import type { Database } from "@/lib/server/db/client";
import { createImClient, type ImClient, type ImClientOptions } from "@/lib/server/im/client";
import { createPacer } from "@/lib/server/pacing/pacer";
import { emptyDatabase, openTestDatabase } from "@/tests/support/database";

interface Fixtures {
  database: Database;
  sandbox: Sandbox;
  /** The app that the sandbox knows, at its address. */
  app: ImApp;
  /** A client with short waits; closed after the test. */
  connect: (change?: Partial<ImClientOptions>) => ImClient;
  im: ImClient;
  /** Everything the clients wrote to the log. */
  logged: string[];
}

/** Delays of a console that cannot wait. */
export const quick = { firstDelayMs: 2, firstQuotaDelayMs: 4 };

export const test = base.extend<Fixtures & { opened: Database; started: Sandbox }>({
  opened: [
    async ({}, use) => {
      const database = await openTestDatabase();
      await use(database);
      await database.close();
    },
    { scope: "file" },
  ],
  started: [
    async ({}, use) => {
      const sandbox = await startSandbox({ seed: "empty" });
      await use(sandbox);
      await sandbox.close();
    },
    { scope: "file" },
  ],
  database: async ({ opened }, use) => {
    await emptyDatabase(opened);
    await use(opened);
  },
  sandbox: async ({ started }, use) => {
    started.reset({ seed: "empty" });
    await use(started);
  },
  app: async ({ sandbox }, use) => {
    const { sdkAppId, admins, key } = defaultApp;
    await use({
      sdkAppId: String(sdkAppId),
      label: "Test",
      environment: "sandbox",
      endpoint: sandbox.url,
      adminUserId: admins[0] ?? "",
      secretKey: key,
      limits: {},
      meetingUnread: false,
      protectedAccounts: [],
    });
  },
  logged: async ({}, use) => {
    await use([]);
  },
  connect: async ({ app, database, logged }, use) => {
    const clients: ImClient[] = [];
    const log = pino({ level: "trace" }, new Writable({ write: (chunk: Buffer, _, done) => (logged.push(chunk.toString()), done()) }));
    const pacer = createPacer({ db: database.db, bulkShare: 0.8 });
    await use((change = {}) => {
      const client = createImClient({ app, pacer, log, rateShare: 0.95, retry: quick, ...change });
      clients.push(client);
      return client;
    });
    await Promise.all(clients.map((client) => client.close()));
  },
  im: async ({ connect }, use) => use(connect()),
});
