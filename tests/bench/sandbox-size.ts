import { residentMb, startSandboxProcess } from "./processes";
import type { Measurement } from "./table";

/** What the sandbox takes to hold a large app. */
export async function measureSandbox(): Promise<Measurement[]> {
  const sandbox = await startSandboxProcess();
  try {
    const before = residentMb(sandbox.pid);
    const begun = performance.now();
    const answer = await fetch(`${sandbox.url}/sandbox/reset`, { method: "POST", body: JSON.stringify({ seed: "empty", accounts: 200_000, groups: 20_000, membersPerGroup: 20 }) });
    if (!answer.ok) throw new Error(`The sandbox refused: ${await answer.text()}`);
    const took = Math.round(performance.now() - begun);
    const memory = residentMb(sandbox.pid);
    return [{ what: "sandbox with 200,000 accounts, 20,000 groups of 20", measured: `${memory} MB, filled in ${took} ms`, reference: `demo data ${before} MB`, target: "at most 1,000 MB", met: memory <= 1_000 }];
  } finally {
    await sandbox.stop();
  }
}
