import { once } from "node:events";
import { createServer } from "node:http";
import { Pool } from "undici";
import { defaultApp } from "@/lib/sandbox";
import { callUrl, sign } from "../server/sandbox/wire";
import { control, residentMb, startSandboxProcess } from "./processes";
import type { Measurement } from "./table";

const accounts = 200_000;
const lanes = 32;
const seconds = 5;

/** What the sandbox takes to hold a large app, and how fast it answers then. */
export async function measureSandbox(): Promise<Measurement[]> {
  const sandbox = await startSandboxProcess();
  try {
    const before = residentMb(sandbox.pid);
    const begun = performance.now();
    await control(sandbox.url, "reset", { seed: "empty", accounts, groups: 20_000, membersPerGroup: 20 });
    const took = Math.round(performance.now() - begun);
    const memory = residentMb(sandbox.pid);
    await control(sandbox.url, "options", { limits: { default: 1_000_000 } });
    const path = callUrl("", "openim/get_c2c_unread_msg_num", { usersig: sign(defaultApp) });
    const calls = await perSecond(sandbox.url, path);
    const bare = await bareServer();
    return [
      { what: "sandbox with 200,000 accounts, 20,000 groups of 20", measured: `${memory} MB, filled in ${took} ms`, reference: `demo data ${before} MB`, target: "at most 1,000 MB", met: memory <= 1_000 },
      { what: "its answers to get_c2c_unread_msg_num", measured: `${calls}/s`, reference: `bare node:http ${bare}/s, in the load's own process`, target: "at least 5,000/s", met: calls >= 5_000 },
    ];
  } finally {
    await sandbox.stop();
  }
}

async function perSecond(url: string, path: string): Promise<number> {
  const pool = new Pool(url, { connections: lanes, pipelining: 1 });
  const until = performance.now() + seconds * 1_000;
  let calls = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let n = lane; performance.now() < until; n += lanes) {
        const { body } = await pool.request({ path, method: "POST", body: `{"To_Account":"user${(n % accounts) + 1}"}` });
        await body.dump();
        calls += 1;
      }
    }),
  );
  await pool.close();
  return Math.round(calls / seconds);
}

async function bareServer(): Promise<number> {
  const server = createServer((request, response) => request.resume().on("end", () => response.end('{"ErrorCode":0}'))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  try {
    return await perSecond(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, "/");
  } finally {
    server.close();
  }
}
