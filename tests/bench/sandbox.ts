import { Pool } from "undici";
import { defaultApp, startSandbox } from "@/lib/sandbox";
import { callUrl, sign } from "../server/sandbox/wire";

/** Alone: `tsx tests/bench/sandbox.ts`. The sandbox in its own process is what `npm run bench` measures; here it shares one with its load. */
const size = { seed: "empty", accounts: 200_000, groups: 20_000, membersPerGroup: 20 } as const;
const seconds = 5;

const sandbox = await startSandbox({ seed: "empty" });
const begun = performance.now();
sandbox.reset(size);
const took = (performance.now() - begun) / 1_000;
const resident = Math.round(process.memoryUsage.rss() / 2 ** 20);
sandbox.options({ limits: { get_c2c_unread_msg_num: 1_000_000 } });

const pool = new Pool(sandbox.url, { connections: 32, pipelining: 1 });
const path = callUrl("", "openim/get_c2c_unread_msg_num", { usersig: sign(defaultApp) });
const until = performance.now() + seconds * 1_000;
let calls = 0;
async function load(lane: number): Promise<void> {
  for (let n = lane; performance.now() < until; n += 32) {
    const { body } = await pool.request({ path, method: "POST", body: `{"To_Account":"user${(n % size.accounts) + 1}"}` });
    await body.dump();
    calls += 1;
  }
}
const cpu = process.cpuUsage();
await Promise.all(Array.from({ length: 32 }, (_, lane) => load(lane)));
const { user, system } = process.cpuUsage(cpu);
await pool.close();
await sandbox.close();
const busy = (user + system) / 1e6;
process.stdout.write(
  `${size.accounts} accounts, ${size.groups} groups of ${size.membersPerGroup}: filled in ${took.toFixed(1)} s, ${resident} MB resident\n` +
    `get_c2c_unread_msg_num: ${Math.round(calls / seconds)} requests/s with the load in the same process, ${Math.round(calls / busy)} per second of processor time\n`,
);
