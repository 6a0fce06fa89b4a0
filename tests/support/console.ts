import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment, root, run, type Ended } from "./command";

export const appId = "1400000001";
/** The sandbox's default app is the contract's test vector. (3.4) */
export const secretKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
export const sessionSecret = "only-for-tests-session-secret-Zk3vQ8w1";
export const demoPassword = "demo-password-of-the-tests";

export type Variables = Record<string, string>;

/** The console's settings in tests: one app on the sandbox at `imEndpoint`, seen from outside as `url`. */
export function consoleVariables({ url, imEndpoint, dataDir }: { url: string; imEndpoint: string; dataDir: string }): Variables {
  return {
    HOSTNAME: "127.0.0.1",
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: sessionSecret,
    DATA_DIR: dataDir,
    LOG_LEVEL: "info",
    IM_SDK_APP_ID: appId,
    IM_ADMIN_USER_ID: "administrator",
    IM_SECRET_KEY: secretKey,
    IM_ENDPOINT: imEndpoint,
    IM_LABEL: "Test Chat",
    IM_ENVIRONMENT: "sandbox",
  };
}

/** Everybody may sign in as any role. */
export const demoVariables: Variables = { DEMO: "true", DEMO_PASSWORD: demoPassword };

/** A list of apps on the sandbox, for `IM_APPS_FILE`; all have the test vector's key. Returns the file's path. */
export function writeAppsFile(dataDir: string, apps: { sdkAppId: string; label: string; environment: string }[], endpoint: string): string {
  const path = join(dataDir, "apps.json");
  writeFileSync(path, JSON.stringify(apps.map((app) => ({ ...app, endpoint, adminUserId: "administrator", secretKey }))));
  return path;
}

export interface ConsoleProcess {
  /** Its own address; a recorder may stand in front of it. */
  address: URL;
  /** All it has written to its log and error stream. */
  output(): string;
  /** Asks it to stop, as a deployment does, and waits. */
  stop(): Promise<void>;
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts the production console and waits until it says that it is ready; rejects with its output if it ends instead. */
export async function startConsole(variables: Variables): Promise<ConsoleProcess> {
  const port = await freePort();
  const child = spawn("node", ["lib/cli/start.ts"], { cwd: root, env: bareEnvironment({ PORT: String(port), ...variables }), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const ended = once(child, "exit");
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("Unread Console ready at")) resolve();
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The console ended with ${code} before it was ready:\n${output}`)));
  });
  await ready;

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    address: new URL(`http://127.0.0.1:${port}`),
    output: () => output,
    async stop() {
      const patience = setTimeout(() => child.kill("SIGKILL"), 12_000);
      await end("SIGTERM");
      clearTimeout(patience);
    },
    kill: () => end("SIGKILL"),
  };
}

/** Runs the console's start to its end: for starts that must fail. */
export function tryToStart(variables: Variables): Promise<Ended> {
  return run("node", ["lib/cli/start.ts"], { env: { ...unset(), ...variables }, timeoutMs: 30_000 });
}

/** `npm run user -- …` and `npm run audit:verify`, on the data of a console that is not running, or on a PostgreSQL server. */
export function runCli(script: "user" | "audit-verify", args: string[], { dataDir, databaseUrl = "", input }: { dataDir: string; databaseUrl?: string; input?: string }): Promise<Ended> {
  return run("tsx", ["--conditions=react-server", `lib/cli/${script}.ts`, ...args], { env: { ...unset(), DATA_DIR: dataDir, DATABASE_URL: databaseUrl }, timeoutMs: 60_000, ...(input !== undefined && { input }) });
}

/** A folder that is gone after `use`. */
export async function withDataDir<T>(use: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "unread-console-"));
  try {
    return await use(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A port that nobody listens on. Below those that systems give to outgoing connections, or one of these could take it before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + randomInt(12_000);
    const server = createServer();
    const listening = await new Promise<boolean>((resolve) => server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true)));
    if (!listening) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** What the machine needs to run programs at all, and nothing that could configure the console by accident. */
function bareEnvironment(variables: Variables): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = environment;
  return { PATH, HOME, TMPDIR, LANG, NODE_ENV: "production", ...variables };
}

const ours = /^(IM_|NEXTAUTH_|DATABASE_|DATA_|DEMO|READ_|REQUIRE_|LOG_|TRUST_|OIDC_|PORT$|HOSTNAME$|SANDBOX_)/;

/** Clears the console's variables that whoever runs the tests may have set. */
function unset(): Variables {
  return Object.fromEntries(Object.keys(process.env).filter((name) => ours.test(name)).map((name) => [name, ""]));
}
