import { parseApps } from "./apps";
import { defaultApp, startSandbox } from "./index";

/** `npm run sandbox`: SANDBOX_PORT, SANDBOX_APPS and SANDBOX_SEED from the environment; stops on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const { SANDBOX_PORT = "4100", SANDBOX_APPS = "", SANDBOX_SEED = "demo" } = process.env;
  if (!/^\d{1,5}$/.test(SANDBOX_PORT) || Number(SANDBOX_PORT) > 65_535) throw new Error(`SANDBOX_PORT: "${SANDBOX_PORT}" is not a port`);
  if (SANDBOX_SEED !== "demo" && SANDBOX_SEED !== "empty") throw new Error('SANDBOX_SEED must be "demo" or "empty"');
  const sandbox = await startSandbox({ port: Number(SANDBOX_PORT), apps: parseApps(SANDBOX_APPS), seed: SANDBOX_SEED });
  console.log(`IM sandbox ready at ${sandbox.url}`);
  console.log(`Its app: SDKAppID ${defaultApp.sdkAppId}, admin account ${[...defaultApp.admins].join(", ")}, secret key ${defaultApp.key}`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  console.error(inUse ? `Port ${process.env.SANDBOX_PORT ?? 4100} is in use. Stop what listens there, or set SANDBOX_PORT to another.` : error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
