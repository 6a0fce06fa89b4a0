import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Page } from "playwright/test";
import type { Role } from "@/lib/shared/roles";
import { startSandbox, type Sandbox } from "../../lib/sandbox/index";
import { consoleVariables, demoPassword, demoVariables, secretKey, sessionSecret, startConsole, type ConsoleProcess, type Variables } from "../support/console";
import { HttpClient } from "../support/http-client";
import { findLeaks } from "../support/leaks";
import { startRecorder, type Recorder } from "../support/recorder";
import { watch, type Watch } from "./watch";

/** A production console with recorders on both of its sides. */
export interface Server {
  url: string;
  dataDir: string;
  process: ConsoleProcess;
  /** What programs and browsers receive. */
  outside: Recorder;
  /** What goes to IM and comes back. */
  im: Recorder;
  /** Secrets that browser or log hold although they must not. */
  leaks(): string[];
  stop(): Promise<void>;
}

interface ServerOptions {
  /** Variables that differ from `consoleVariables`; an empty one counts as not set. */
  variables?: Variables;
  /** Runs on the data folder before the console opens it. */
  prepare?: (dataDir: string) => Promise<unknown>;
}

interface WorkerFixtures {
  sandbox: Sandbox;
  /** The worker's console, in demo mode. */
  server: Server;
}

interface TestFixtures {
  /** The sandbox is empty and the recorders have forgotten; at the end nothing secret has come out. */
  clean: void;
  /** Notes what a page complains about; see `allowStatus`. */
  pageWatch: Watch;
  /** Signs the page's browser in. */
  signInAs: (role: Role) => Promise<void>;
  /** A program that is signed in, or nobody. */
  http: (role?: Role) => Promise<HttpClient>;
  /** Another console for this test alone; stopped and searched for secrets at its end. */
  startServer: (options?: ServerOptions) => Promise<Server>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sandbox: [
    // Playwright reads the names of what a fixture needs from this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const sandbox = await startSandbox({ seed: "empty" });
      await use(sandbox);
      await sandbox.close();
    },
    { scope: "worker" },
  ],

  server: [
    async ({ sandbox }, use) => {
      const server = await openServer(sandbox, { variables: demoVariables });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  clean: [
    async ({ sandbox, server }, use) => {
      sandbox.reset();
      server.outside.forget();
      await use();
      expect(server.leaks(), "secrets that came out of the console").toEqual([]);
    },
    { auto: true },
  ],

  pageWatch: async ({ context, server }, use) => {
    const pageWatch = watch(context, server.url);
    await use(pageWatch);
    expect(pageWatch.problems(), "what the browser complained about").toEqual([]);
  },

  // Named so that they outlive the page: it may be asking its console for something to the last.
  page: async ({ page, pageWatch: _watched, startServer: _servers }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (...args) => {
      const response = await goto(...args);
      await hydrated(page);
      return response;
    };
    await use(page);
    if (page.isClosed() || page.url() === "about:blank") return;
    await expectAccessible(page);
    // Of all that axe looks at, only colours differ in the dark.
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, "color-contrast");
    await page.close();
  },

  signInAs: async ({ context, http }, use) => {
    await use(async (role) => {
      await context.clearCookies();
      await context.addCookies((await http(role)).cookies());
    });
  },

  http: async ({ server }, use) => use((role) => openHttp(server, role)),

  startServer: async ({ sandbox }, use) => {
    const servers: Server[] = [];
    await use(async (options) => {
      const server = await openServer(sandbox, options);
      servers.push(server);
      return server;
    });
    for (const server of servers) {
      await server.stop();
      expect(server.leaks(), "secrets that came out of the console").toEqual([]);
    }
  },
});

export { expect } from "playwright/test";

/** Waits until the page answers to clicks: React puts a mark of its own on every element that it has taken over. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const elements = [...document.querySelectorAll("main, main button, main input")];
    return document.readyState === "complete" && elements.every((element) => Object.keys(element).some((key) => key.startsWith("__react")));
  });
}

/** No WCAG 2.2 A or AA fault that axe can find on the page as it is now, or none of one kind. */
export async function expectAccessible(page: Page, onlyRule?: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (onlyRule === undefined ? axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]) : axe.withRules(onlyRule)).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary ?? ""})`).join(", ")}`);
  expect(found, `what axe found on ${page.url()}`).toEqual([]);
}

/** Starts something that calls `command`, and acts once IM has done it and before the console hears so. */
export async function beforeAnswer(server: Server, command: string, start: () => Promise<unknown>, act: () => unknown): Promise<void> {
  const held = server.im.hold(command);
  await start();
  await expect.poll(held.count, { intervals: [20] }).toBe(1);
  await act();
  held.release();
}

/** A program signed in at `server` with a demo user's password, or nobody. */
export async function openHttp(server: Pick<Server, "url">, role?: Role): Promise<HttpClient> {
  const client = new HttpClient(server.url);
  if (role) expect((await client.signIn(role, demoPassword)).status, `signing in as ${role}`).toBe(200);
  return client;
}

async function openServer(sandbox: Sandbox, { variables = {}, prepare }: ServerOptions = {}): Promise<Server> {
  const [outside, im] = [await startRecorder(), await startRecorder()];
  const dataDir = mkdtempSync(join(tmpdir(), "unread-console-"));
  const url = `http://localhost:${outside.port}`;
  im.target = new URL(sandbox.url);
  const all = { ...consoleVariables({ url, imEndpoint: `http://127.0.0.1:${im.port}`, dataDir }), ...variables };
  const closeAll = async () => {
    await outside.close();
    await im.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const process = await (prepare ? prepare(dataDir) : Promise.resolve()).then(() => startConsole(all)).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  outside.target = process.address;

  const userSigs = new Set<string>();
  return {
    url,
    dataDir,
    process,
    outside,
    im,
    leaks() {
      for (const request of im.requests()) userSigs.add(/usersig=([^&]+)/.exec(request)?.[1] ?? "no signature at all");
      im.forget();
      // Where the IM API is stays on the server too.
      const texts = [secretKey, sessionSecret, demoPassword, all.IM_SECRET_KEY ?? secretKey, new URL(all.IM_ENDPOINT ?? sandbox.url).host];
      return [
        ...findLeaks(outside.answers(), { texts, userSigs }).map((leak) => `${leak} in what the browser received`),
        ...findLeaks(process.output(), { texts, userSigs }).map((leak) => `${leak} in the log`),
      ];
    },
    async stop() {
      await process.stop();
      await closeAll();
    },
  };
}
