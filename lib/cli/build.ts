import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const sources = ["app", "components", "lib", "public", "instrumentation.ts", "proxy.ts", "next.config.mjs", "package-lock.json", "tsconfig.json"];
const stamp = join(".next", "built-from");

/** Builds for production unless what is there was built from these very sources. Ends the process when the build fails. */
export async function buildWhenNeeded(): Promise<void> {
  const wanted = fingerprint();
  if (existsSync(join(".next", "BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stdout.write("Building the console (about a minute, only when something changed)…\n");
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const code = await new Promise<number | null>((resolve) => {
    const build = spawn(process.execPath, [next, "build"], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } });
    let output = "";
    build.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    build.on("exit", (exit) => {
      if (exit !== 0) process.stdout.write(output);
      resolve(exit);
    });
  });
  if (code !== 0) {
    process.stderr.write("The build failed; see above.\n");
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  const add = (path: string) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) add(join(path, name));
    } else {
      hash.update(path).update(readFileSync(path));
    }
  };
  for (const path of sources) add(path);
  return hash.digest("hex");
}
