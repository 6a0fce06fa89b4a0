import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { residentMb, startConsole, startSandboxProcess } from "./processes";
import type { Measurement } from "./table";

/** How soon the console is ready, and what it holds when nobody works: on a new data folder, and on one that is there already. */
export async function measureStart(): Promise<Measurement[]> {
  const sandbox = await startSandboxProcess();
  const dataDir = mkdtempSync(join(tmpdir(), "unread-bench-"));
  try {
    const first = await startAndRest(sandbox.url, dataDir);
    const again = await startAndRest(sandbox.url, dataDir);
    const reference = `sandbox alone ${sandbox.readyMs} ms, ${residentMb(sandbox.pid)} MB`;
    return [
      { what: "ready after npm start", measured: `${again.readyMs} ms (first ever ${first.readyMs} ms)`, reference, target: "under 3,000 ms", met: again.readyMs < 3_000 && first.readyMs < 3_000 },
      { what: "memory at rest, PGlite", measured: `${again.memory} MB (first ever ${first.memory} MB)`, reference, target: "at most 450 MB", met: again.memory <= 450 && first.memory <= 450 },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    await sandbox.stop();
  }
}

async function startAndRest(sandboxUrl: string, dataDir: string): Promise<{ readyMs: number; memory: number }> {
  const server = await startConsole(sandboxUrl, { dataDir });
  try {
    await fetch(`${server.url}/readyz`);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    return { readyMs: server.readyMs, memory: residentMb(server.pid) };
  } finally {
    await server.stop();
  }
}
