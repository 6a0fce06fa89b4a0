import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "playwright/test";
import type { Role } from "@/lib/shared/roles";
import { consoleVariables, demoVariables, freePort, startConsole, type Variables } from "../../support/console";
import type { HttpClient } from "../../support/http-client";
import { startPostgres, type PostgresServer } from "../../support/postgres";
import { startSandboxProcess, type SandboxProcess } from "../../support/sandbox-process";
import { openHttp } from "../fixtures";

/** A console that may die and come back, at the same address and on the same data. */
export interface Console {
  /** Signed in anew each time it starts. */
  operator: HttpClient;
  as(role: Role): Promise<HttpClient>;
  /** Whether it answers at all. */
  isUp(): Promise<boolean>;
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

interface Fixtures {
  /** Empty, and in a process of its own. */
  sandbox: SandboxProcess;
  dataDir: string;
  postgres: PostgresServer;
  /** Starts a console on the sandbox, on PGlite in `dataDir` unless told; stopped at the end of the test. */
  openConsole: (variables?: Variables) => Promise<Console>;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  sandbox: async ({}, use) => {
    const sandbox = await startSandboxProcess();
    await use(sandbox);
    await sandbox.stop();
  },

  // oxlint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), "unread-console-"));
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },

  // oxlint-disable-next-line no-empty-pattern
  postgres: async ({}, use) => {
    const postgres = await startPostgres();
    await use(postgres);
    await postgres.stop();
  },

  openConsole: async ({ sandbox, dataDir }, use) => {
    const consoles: Console[] = [];
    await use(async (variables = {}) => {
      const opened = await open({ imEndpoint: sandbox.url, dataDir }, variables);
      consoles.push(opened);
      return opened;
    });
    await Promise.all(consoles.map((opened) => opened.stop()));
  },
});

async function open(where: { imEndpoint: string; dataDir: string }, variables: Variables): Promise<Console> {
  const url = `http://localhost:${await freePort()}`;
  const all = { ...consoleVariables({ url, ...where }), ...demoVariables, LOG_LEVEL: "error", PORT: new URL(url).port, ...variables };
  const as = (role: Role) => openHttp({ url }, role);
  let process = await startConsole(all);
  const opened: Console = {
    operator: await as("operator"),
    as,
    isUp: () => opened.operator.get("/readyz").then(
      ({ status }) => status === 200,
      () => false,
    ),
    async killAndStart() {
      await process.kill();
      process = await startConsole(all);
      opened.operator = await as("operator");
    },
    stop: () => process.stop(),
  };
  return opened;
}
