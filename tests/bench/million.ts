import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Job } from "@/lib/shared/jobs";
import { openClient, type Client } from "./client";
import { memberFile, memberRows, p95, secondsOf, untilJob, upload, type Crowd } from "./jobs";
import { control, residentMb, startConsole, startSandboxProcess, type Started } from "./processes";
import type { Measurement } from "./table";
import { startPostgres } from "../support/postgres";

/** What `limit lifted to 5,000/s` means to the console, whose share of it is 0.95. */
const limits = { default: Math.ceil(5000 / 0.95) };
/** As many connections as the console's jobs have. */
const connections = 48;
const crowd: Crowd = { accounts: 200_000, groups: 21_100, membersPerGroup: 50 };

/** A million rows on PGlite, and fewer of the same on PostgreSQL: how fast they come in and are done, what memory it takes, and how quick pages stay. */
export async function measureMillion(): Promise<Measurement[]> {
  const rows = Number(process.env.BENCH_ROWS ?? 1_000_000);
  const sandbox = await startSandboxProcess();
  const postgres = await startPostgres();
  try {
    await control(sandbox.url, "reset", { seed: "empty", ...crowd });
    await control(sandbox.url, "options", { limits: { default: 1_000_000 } });
    const bare = await bareLoop(sandbox, 50_000);
    const large = await measureOn(sandbox, { rows, bare, name: "PGlite" });
    const again = await bareLoop(sandbox, 50_000);
    const small = await measureOn(sandbox, { rows: Math.min(rows, 100_000), bare: again, name: "PostgreSQL", databaseUrl: postgres.url });
    return [...large, ...small];
  } finally {
    await sandbox.stop();
    await postgres.stop();
  }
}

async function bareLoop(sandbox: Started, rows: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "tests/bench/bare-loop.ts", sandbox.url, String(rows), String(connections), ...Object.values(crowd).map(String)]);
  return Number(stdout);
}

interface Size {
  rows: number;
  /** Rows per second of the bare loop. */
  bare: number;
  name: string;
  databaseUrl?: string;
}

async function measureOn(sandbox: Started, { rows, bare, name, databaseUrl }: Size): Promise<Measurement[]> {
  const server = await startConsole(sandbox.url, { limits, ...(databaseUrl && { databaseUrl }) });
  const client = await openClient(server.url, "operator");
  const rest = await restingMb(server);
  const memory = watchMemory(server);
  try {
    const begun = performance.now();
    const id = await upload(client, "set_group_unread", memberFile(memberRows(crowd, rows)));
    const uploaded = Math.round(rows / ((performance.now() - begun) / 1000));
    const uploadPeak = memory.peak();
    const page = watchPages(client, id, rows);
    await client.post(`/api/jobs/${id}/start`, { skipDryRun: true });
    const job = await untilJob(client, id, "finished");
    const pages = await page.stop();
    const peak = memory.peak();
    const rate = Math.round(rows / secondsOf(job.run));
    const done = job.run?.tallies.map(({ outcome, code, rows: count }) => `${count} ${code ?? outcome}`).join(", ") ?? "";
    const asked = await askAround(client, id, rows);
    const many = `${rows.toLocaleString("en")} rows on ${name}`;
    const slowest = Math.max(pages.job, pages.rows);
    return [
      { what: `${many}: uploaded`, measured: `${uploaded} rows/s, ${Math.round(rows / uploaded)} s`, reference: `memory at rest ${rest} MB, at most ${uploadPeak} MB`, target: "growth under 200 MB", met: uploadPeak - rest < 200 },
      { what: `${many}: run, limit 5,000/s`, measured: `${rate} rows/s, ${(rate / bare).toFixed(2)} of it (${done})`, reference: `bare keep-alive loop ${bare} rows/s`, target: "at least 0.60", met: rate / bare >= 0.6 },
      { what: `${many}: memory while it runs`, measured: `${peak} MB, ${peak - rest} more`, reference: `at rest ${rest} MB`, target: "growth under 200 MB", met: peak - rest < 200 },
      { what: `${many}: its page while it runs, p95`, measured: `job ${Math.round(pages.job)} ms, rows ${Math.round(pages.rows)} ms`, reference: `when it is done ${asked.job} ms, ${asked.all} ms`, target: "under 100 ms", met: slowest < 100 },
      { what: `${many}: its rows when it is done, p95`, measured: `all ${asked.all} ms, outcome ${asked.outcome} ms, code ${asked.code} ms, pending ${asked.pending} ms, history ${asked.acts} ms`, reference: `job ${asked.job} ms`, target: "under 100 ms", met: Math.max(...Object.values(asked)) < 100 },
    ];
  } finally {
    memory.stop();
    await client.close();
    await server.stop();
  }
}

async function restingMb(server: Started): Promise<number> {
  await fetch(`${server.url}/readyz`);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  return residentMb(server.pid);
}

function watchMemory({ pid }: Started) {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 100);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

/** Asks as somebody does who watches the job and leafs through its rows. */
function watchPages(client: Client, id: number, rows: number) {
  const times = { job: [] as number[], rows: [] as number[] };
  const stopped = new AbortController();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      // One after the other, as a page asks.
      // oxlint-disable-next-line no-await-in-loop
      times.job.push(await client.time(`/api/jobs/${id}`));
      // oxlint-disable-next-line no-await-in-loop
      times.rows.push(await client.time(`/api/jobs/${id}/rows?cursor=${Math.floor(Math.random() * rows)}`));
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  // Whoever stops it hears of it.
  watching.catch(() => {});
  return {
    async stop() {
      stopped.abort();
      await watching;
      return { job: p95(times.job), rows: p95(times.rows) };
    },
  };
}

async function askAround(client: Client, id: number, rows: number) {
  const tally = (await client.get<Job>(`/api/jobs/${id}`)).run?.tallies ?? [];
  const code = tally.find((one) => one.code !== null)?.code ?? "10007";
  const anywhere = () => `cursor=${Math.floor(Math.random() * rows)}`;
  const ask = async (path: () => string) => {
    const times: number[] = [];
    // One after the other: how long each takes by itself.
    // oxlint-disable-next-line no-await-in-loop
    for (let n = 0; n < 60; n += 1) times.push(await client.time(path()));
    return Math.round(p95(times));
  };
  return {
    job: await ask(() => `/api/jobs/${id}`),
    all: await ask(() => `/api/jobs/${id}/rows?${anywhere()}`),
    outcome: await ask(() => `/api/jobs/${id}/rows?outcome=changed&${anywhere()}`),
    code: await ask(() => `/api/jobs/${id}/rows?code=${code}&${anywhere()}`),
    pending: await ask(() => `/api/jobs/${id}/rows?outcome=pending&${anywhere()}`),
    acts: await ask(() => `/api/apps/1400000001/job-acts?account=user${Math.ceil(Math.random() * crowd.accounts)}`),
  };
}
