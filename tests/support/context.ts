// Vitest reads from its pattern which fixtures a fixture needs, even where there are none.
/* oxlint-disable no-empty-pattern */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { pino } from "pino";
import { test as base } from "vitest";
import { defaultApp, startSandbox } from "@/lib/sandbox";
import type { ImApp } from "@/lib/server/apps/app";
import type { Context } from "@/lib/server/context";
import { createImClient } from "@/lib/server/im/client";
import { createPacer } from "@/lib/server/pacing/pacer";
import { emptyDatabase, openTestDatabase } from "./database";

/**
 * Tests with a real sandbox over HTTP, a real database, and the context of an agent in a console that wants reasons. Sandbox and
 * database are opened once per file and empty at the start of each test.
 */
export const test = base
  .extend("startedSandbox", { scope: "file" }, async ({}, { onCleanup }) => {
    const sandbox = await startSandbox({ seed: "empty" });
    onCleanup(() => sandbox.close());
    return sandbox;
  })
  .extend("openedDatabase", { scope: "file" }, async ({}, { onCleanup }) => {
    const database = await openTestDatabase();
    onCleanup(() => database.close());
    return database;
  })
  .extend("sandbox", async ({ startedSandbox }) => {
    startedSandbox.reset({ seed: "empty" });
    return startedSandbox;
  })
  .extend("database", async ({ openedDatabase }) => {
    await emptyDatabase(openedDatabase);
    return openedDatabase;
  })
  .extend("db", ({ database }) => database.db)
  /** What the console logged during the test, a JSON line each. */
  .extend("logged", () => [] as string[])
  .extend("ctx", async ({ sandbox, db, logged }, { onCleanup }): Promise<Context> => {
    const app: ImApp = {
      sdkAppId: String(defaultApp.sdkAppId),
      label: "Test",
      environment: "sandbox",
      endpoint: sandbox.url,
      adminUserId: defaultApp.admins[0] ?? "",
      secretKey: defaultApp.key,
      limits: {},
      meetingUnread: false,
      protectedAccounts: [],
    };
    const log = pino({ level: "debug", base: null }, { write: (line: string) => void logged.push(line) });
    const im = createImClient({ app, pacer: createPacer({ db, bulkShare: 0.8 }), log, rateShare: 0.95, retry: { firstDelayMs: 5, firstQuotaDelayMs: 5 } });
    onCleanup(() => im.close());
    return {
      actor: { name: "ann", role: "agent" },
      db,
      log,
      requestId: randomUUID(),
      locale: "en",
      settings: { requireReason: true, readOnly: false, jobApprovalRows: 1000, jobMaxRows: 5_000_000, rateShare: 0.95, bulkShare: 0.8 },
      apps: new Map([[app.sdkAppId, { app, im }]]),
      attempt: { recorded: false },
      app,
      im,
    };
  })
  /** `ctx` with an IM that has one answer to everything, or one for each command and body, for answers that the sandbox never gives. */
  .extend("answering", async ({ ctx, db }, { onCleanup }) => {
    const closing: (() => unknown)[] = [];
    onCleanup(async () => void (await Promise.all(closing.map((close) => close()))));
    return async (answer: object | ((command: string, body: Record<string, unknown>) => object)): Promise<Context> => {
      const server = createServer(async (request, response) => {
        const [, command = ""] = /^\/v4\/([^?]*)/.exec(request.url ?? "") ?? [];
        const body = (await json(request)) as Record<string, unknown>;
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(typeof answer === "function" ? answer(command, body) : answer));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const app = { ...ctx.app, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
      const im = createImClient({ app, pacer: createPacer({ db, bulkShare: 0.8 }), log: ctx.log, rateShare: 0.95 });
      closing.push(() => im.close().then(() => server.close()));
      return { ...ctx, app, im };
    };
  });

export { describe, expect } from "vitest";
