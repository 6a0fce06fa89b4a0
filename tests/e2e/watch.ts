import type { BrowserContext, ConsoleMessage } from "playwright/test";

/** What the pages of one browser context have complained about. */
export interface Watch {
  problems(): string[];
  /** Chromium writes an error of its own to the console for each answer from 400 up. The test provokes these, so they are expected. */
  allowStatus(...statuses: number[]): void;
  /** The same for connections that the test breaks. */
  allowBrokenConnections(): void;
  /** The test goes to another console than the worker's. */
  expectOrigin(origin: string): void;
}

/** Watches every page of `context` from now on: console errors, uncaught errors, and requests that leave `origin`. */
export function watch(context: BrowserContext, origin: string): Watch {
  const problems: string[] = [];
  const failedLoads: { text: string; status: number | undefined }[] = [];
  const allowed = new Set<number>();
  const origins = new Set([origin]);
  let brokenConnections = false;

  context.on("console", (message: ConsoleMessage) => {
    if (message.type() !== "error" && !/violat|refused to/i.test(message.text())) return;
    const text = `console: ${message.text()} (${message.location().url})`;
    const load = /^Failed to load resource: (?:the server responded with a status of (\d+)|net::ERR_)/.exec(message.text());
    if (load) failedLoads.push({ text, status: load[1] === undefined ? undefined : Number(load[1]) });
    else problems.push(text);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!origins.has(url.origin) && !["data:", "blob:", "about:"].includes(url.protocol)) problems.push(`a request to ${url.origin}`);
  });

  return {
    problems: () => [...problems, ...failedLoads.filter(({ status }) => (status === undefined ? !brokenConnections : !allowed.has(status))).map(({ text }) => text)],
    allowStatus(...statuses) {
      for (const status of statuses) allowed.add(status);
    },
    allowBrokenConnections() {
      brokenConnections = true;
    },
    expectOrigin(other) {
      origins.add(other);
    },
  };
}
