import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const secretKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
export const password = "bench-password";

export interface Started {
  url: string;
  pid: number;
  readyMs: number;
  stop(): Promise<void>;
}

/** The sandbox in a process of its own, with limits out of the way. */
export async function startSandboxProcess(): Promise<Started> {
  return start(["--import", "tsx", "lib/sandbox/main.ts"], { SANDBOX_PORT: "0", SANDBOX_SEED: "demo" }, /ready at (http\S+)/);
}

interface ConsoleOptions {
  /** A data folder to keep; else it has one of its own that is removed afterwards. */
  dataDir?: string;
  /** Calls per second by command; out of the way unless told. `{}` is what IM documents. */
  limits?: Record<string, number>;
  /** A PostgreSQL server instead of PGlite. */
  databaseUrl?: string;
}

/** The console as `npm start` runs it. */
export async function startConsole(sandboxUrl: string, { dataDir, limits = { default: 1_000_000 }, databaseUrl = "" }: ConsoleOptions = {}): Promise<Started> {
  const dir = mkdtempSync(join(tmpdir(), "unread-bench-"));
  const port = await freePort();
  const apps = join(dir, "apps.json");
  writeFileSync(apps, JSON.stringify([{ sdkAppId: "1400000001", label: "Bench", environment: "sandbox", endpoint: sandboxUrl, adminUserId: "administrator", secretKey, limits }]));
  const env = {
    NODE_ENV: "production",
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: "a secret that is only used while measuring",
    DATA_DIR: dataDir ?? dir,
    DATABASE_URL: databaseUrl,
    JOB_APPROVAL_ROWS: "5000000",
    DEMO: "true",
    DEMO_PASSWORD: password,
    LOG_LEVEL: "warn",
    IM_APPS_FILE: apps,
  };
  const started = await start(["lib/cli/start.ts"], env, /ready at (http\S+)/);
  return {
    ...started,
    async stop() {
      await started.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Does something to the sandbox: `reset`, `options`, `faults` or `arrange`. */
export async function control(sandboxUrl: string, what: string, body: object): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/sandbox/${what}`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`The sandbox refused: ${await answer.text()}`);
}

/** Resident memory in MB. */
export function residentMb(pid: number): number {
  const pages = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  return Math.round(pages / 1024);
}

async function start(args: string[], env: Record<string, string>, ready: RegExp): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  const url = await readyLine(child, ready);
  const { pid } = child;
  if (pid === undefined) throw new Error("A process started without an id.");
  return {
    url,
    pid,
    readyMs: Math.round(performance.now() - begun),
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function readyLine(child: ChildProcess, ready: RegExp): Promise<string> {
  let output = "";
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const url = ready.exec(output)?.[1];
    if (url) {
      child.stdout?.resume();
      return url;
    }
  }
  throw new Error(`A process ended before it was ready: ${output}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || !address) throw new Error("No port to be had.");
  return address.port;
}
