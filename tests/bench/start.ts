import { residentMb, startConsole, startSandboxProcess } from "./processes";
import type { Measurement } from "./table";

/** How soon the console is ready on an existing data folder's first start, and what it holds when nobody works. */
export async function measureStart(): Promise<Measurement[]> {
  const sandbox = await startSandboxProcess();
  const server = await startConsole(sandbox.url);
  try {
    await fetch(`${server.url}/readyz`);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const memory = residentMb(server.pid);
    return [
      { what: "ready after npm start, new PGlite", measured: `${server.readyMs} ms`, reference: `sandbox alone ${sandbox.readyMs} ms`, target: "under 3,000 ms", met: server.readyMs < 3_000 },
      { what: "memory at rest, PGlite", measured: `${memory} MB`, reference: `sandbox ${residentMb(sandbox.pid)} MB`, target: "at most 450 MB", met: memory <= 450 },
    ];
  } finally {
    await server.stop();
    await sandbox.stop();
  }
}
