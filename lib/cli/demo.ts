import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { startSandbox } from "../sandbox/index";
import { buildWhenNeeded } from "./build";

const dev = process.argv.includes("--dev");
const port = portFrom("PORT", 3000);
const sandboxPort = portFrom("SANDBOX_PORT", 4100);
const dataDir = process.env.DATA_DIR || join("data", "demo");

await requireFree(port, "PORT");
if (sandboxPort !== 0) await requireFree(sandboxPort, "SANDBOX_PORT");
if (!dev) await buildWhenNeeded();

const sandbox = await startSandbox({ port: sandboxPort, seed: "demo" });
process.stdout.write(`IM sandbox ready at ${sandbox.url}\n`);
const password = process.env.DEMO_PASSWORD || kept("password", () => randomBytes(9).toString("base64url"));

const server = spawn(process.execPath, [join("lib", "cli", "start.ts"), ...(dev ? ["--dev"] : [])], {
  stdio: "inherit",
  env: {
    ...process.env,
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
    // Whatever a real console's settings around us say, the demo keeps to itself.
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: kept("session-secret", () => randomBytes(32).toString("base64")),
    DATABASE_URL: "",
    TRUST_PROXY: "",
    DATA_DIR: dataDir,
    DEMO: "true",
    DEMO_PASSWORD: password,
    LOG_LEVEL: process.env.LOG_LEVEL || "warn",
    IM_APPS_FILE: "",
    IM_SDK_APP_ID: "1400000001",
    IM_ADMIN_USER_ID: "administrator",
    IM_SECRET_KEY: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    IM_ENDPOINT: sandbox.url,
    IM_LABEL: "Demo Chat",
    IM_ENVIRONMENT: "sandbox",
  },
});
process.stdout.write(`Sign in with one click, or as viewer, agent, operator or admin with the password ${password}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => {
  void sandbox.close().finally(() => process.exit(code ?? (signal ? 1 : 0)));
});

/** The same value at the next start, so that a restart signs nobody out. */
function kept(name: string, make: () => string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, name);
  try {
    return readFileSync(path, "utf8");
  } catch {
    const value = make();
    writeFileSync(path, value, { mode: 0o600 });
    return value;
  }
}

function portFrom(variable: string, fallback: number): number {
  const wanted = Number(process.env[variable] || fallback);
  if (Number.isInteger(wanted) && wanted >= 0 && wanted <= 65_535) return wanted;
  process.stderr.write(`${variable} must be a number from 0 to 65535.\n`);
  process.exit(1);
}

async function requireFree(wanted: number, variable: string): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(wanted, "127.0.0.1", resolve)).catch(() => {
    process.stderr.write(`Port ${wanted} is in use. Stop what listens there, or set ${variable} to another.\n`);
    process.exit(1);
  });
  await new Promise((resolve) => probe.close(resolve));
}
