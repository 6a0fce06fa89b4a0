import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";
import { run } from "./command";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const macPaths = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];
const minute = 60_000;

export interface FoundChromium {
  path: string;
  /** What was found or done, as one plain line. */
  told: string;
}

/** Chromium's flags: no calls home, nothing but TCP, and no sandbox of its own, which root and most containers cannot have. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium that is installed already, without trying whether it starts: `CHROMIUM_PATH`, the system's, or Playwright's own. */
export function installedChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  return [...onPath(), ...macPaths, chromium.executablePath()].find(isExecutable);
}

/**
 * A Chromium that starts: the one that `CHROMIUM_PATH` names, else the system's, else Playwright's own (downloaded if it has to be),
 * else the distribution's package, installed. Throws an error that lists what was tried.
 */
export async function findChromium(): Promise<FoundChromium> {
  const tried: string[] = [];
  const use = async (path: string, how: string): Promise<FoundChromium | undefined> => {
    const { code, output } = await run(path, ["--version"], { timeoutMs: minute });
    if (code === 0) return { path, told: `${how}: ${path} (${/\d+(\.\d+){2,}/.exec(output)?.[0] ?? "version unknown"})` };
    tried.push(`${path} does not start: ${lastLine(output)}`);
    return undefined;
  };

  if (process.env.CHROMIUM_PATH) {
    const named = await use(process.env.CHROMIUM_PATH, "Using the browser that CHROMIUM_PATH names");
    if (named) return named;
    throw unusable(tried);
  }
  for (const path of [...onPath(), ...macPaths].filter(isExecutable)) {
    const found = await use(path, "Using the system's browser");
    if (found) return found;
  }
  const own = chromium.executablePath();
  if (existsSync(own)) {
    const found = await use(own, "Using Playwright's own browser, downloaded earlier");
    if (found) return found;
  }
  return (await download(own, use, tried)) ?? (await installPackage(use, tried)) ?? Promise.reject(unusable(tried));
}

type Use = (path: string, how: string) => Promise<FoundChromium | undefined>;

async function download(own: string, use: Use, tried: string[]): Promise<FoundChromium | undefined> {
  console.log("No browser found; trying to download Playwright's own…");
  const { code, output } = await run("playwright", ["install", "chromium"], {
    // Where the download servers cannot be reached this must not hold everything up.
    timeoutMs: 4 * minute,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" },
  });
  if (code === 0 && existsSync(own)) return use(own, "Downloaded Playwright's own browser");
  tried.push(`playwright install chromium failed: ${lastLine(output)}`);
  return undefined;
}

async function installPackage(use: Use, tried: string[]): Promise<FoundChromium | undefined> {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  console.log("Trying to install the distribution's package chromium…");
  const apt = async (...args: string[]) => {
    const [command = "apt-get", ...rest] = [...asRoot, "apt-get", ...args];
    return run(command, rest, { timeoutMs: 8 * minute, env: { DEBIAN_FRONTEND: "noninteractive" } });
  };
  await apt("update");
  const { code, output } = await apt("install", "-y", "--no-install-recommends", "chromium");
  const path = onPath().find(isExecutable);
  if (code === 0 && path) return use(path, "Installed the distribution's package chromium");
  tried.push(`apt-get install chromium failed: ${lastLine(output)}`);
  return undefined;
}

function onPath(): string[] {
  return names.flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1)?.slice(0, 200) || "no output";
}

function unusable(tried: string[]): Error {
  return new Error(`There is no browser to test with:\n${tried.map((line) => `  - ${line}`).join("\n")}\nInstall Chromium, or set CHROMIUM_PATH to one.`);
}
