import { openClient, type Client } from "./client";
import { control, startConsole, startSandboxProcess } from "./processes";
import type { Measurement } from "./table";

const lanes = 32;
const seconds = 6;

/** Look-ups through the BFF beside a signed-in route that does nothing, on the same server, one after the other, twice. */
export async function measureLookups(): Promise<Measurement[]> {
  const sandbox = await startSandboxProcess();
  await control(sandbox.url, "options", { limits: { default: 1_000_000 } });
  const server = await startConsole(sandbox.url);
  const client = await openClient(server.url, "viewer", lanes);
  try {
    const total = "/api/apps/1400000001/accounts/dramon1/unread";
    for (const path of ["/api/apps", total]) await perSecond(client, path, 2);
    const empty = Math.max(await perSecond(client, "/api/apps", seconds), await perSecond(client, "/api/apps", seconds));
    const lookups = Math.max(await perSecond(client, total, seconds), await perSecond(client, total, seconds));
    const ratio = lookups / empty;
    return [{ what: "look-up through the BFF, signed in", measured: `${lookups}/s, ${ratio.toFixed(2)} of it`, reference: `empty signed-in route ${empty}/s`, target: "at least 0.70", met: ratio >= 0.7 }];
  } finally {
    await client.close();
    await server.stop();
    await sandbox.stop();
  }
}

async function perSecond(client: Client, path: string, duration: number): Promise<number> {
  const begun = performance.now();
  const until = begun + duration * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < until) {
        await client.time(path);
        done += 1;
      }
    }),
  );
  return Math.round(done / ((performance.now() - begun) / 1_000));
}
