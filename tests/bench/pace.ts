import type { Job, JobKindName } from "@/lib/shared/jobs";
import { openClient, type Client } from "./client";
import { app, memberFile, memberRows, p95, secondsOf, toFile, untilJob, upload } from "./jobs";
import { control, startConsole, startSandboxProcess, type Started } from "./processes";
import type { Measurement } from "./table";

/** What IM documents, and the part of it that the console uses unless told. */
const [limit, share] = [200, 0.95];
const crowd = { accounts: 50_000, groups: 100, membersPerGroup: 50 };
const setUnread = "group_open_http_svc/set_unread_msg_num";

/** A job at the real limits: whether it keeps its pace without a call too many, and what people who look things up notice of it. */
export async function measurePace(): Promise<Measurement[]> {
  const sandbox = await startSandboxProcess();
  await control(sandbox.url, "reset", { seed: "empty", ...crowd });
  const server = await startConsole(sandbox.url, { limits: {} });
  const operator = await openClient(server.url, "operator");
  const viewer = await openClient(server.url, "viewer", 1);
  try {
    // Whatever is loaded at the first look is loaded by now.
    for (const client of [operator, viewer]) await client.time(lookUp());
    const pace = await measureOneJob(sandbox, operator);
    const people: Measurement[] = [];
    for (const kind of ["set_group_unread", "query_unread", "mark_read"] as const) {
      // One after the other: each is to have the machine for itself.
      // oxlint-disable-next-line no-await-in-loop
      people.push(await measurePeople(kind, { operator, viewer }));
    }
    return [pace, ...people, await countOverLimit(sandbox)];
  } finally {
    await operator.close();
    await viewer.close();
    await server.stop();
    await sandbox.stop();
  }
}

async function measureOneJob(sandbox: Started, operator: Client): Promise<Measurement> {
  const rows = 2000;
  const id = await upload(operator, "set_group_unread", memberFile(memberRows(crowd, rows)));
  const before = (await stats(sandbox))[setUnread]?.calls ?? 0;
  const watch = watchCalls(sandbox, before);
  await operator.post(`/api/jobs/${id}/start`, { skipDryRun: true });
  const job = await untilJob(operator, id, "finished");
  const { calls, seconds } = await watch.stop();
  const perSecond = calls / seconds;
  const ratio = perSecond / (limit * share);
  return { what: `job of ${rows} rows at IM's own limits`, measured: `${perSecond.toFixed(1)} calls/s, ${ratio.toFixed(3)} of it`, reference: `${limit} × ${share} = ${limit * share}/s; ${secondsOf(job.run).toFixed(1)} s in all, with reading before and after`, target: "at least 0.97", met: ratio >= 0.97 };
}

/** Looks at the count of calls often; the pace is that from the first call seen to the last. */
function watchCalls(sandbox: Started, before: number) {
  const seen: { calls: number; at: number }[] = [];
  const stopped = new AbortController();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop
      const calls = ((await stats(sandbox))[setUnread]?.calls ?? 0) - before;
      if (calls > (seen.at(-1)?.calls ?? 0)) seen.push({ calls, at: performance.now() });
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  // Whoever stops it hears of it.
  watching.catch(() => {});
  return {
    async stop() {
      stopped.abort();
      await watching;
      const [first, last] = [seen[0], seen.at(-1)];
      if (!first || !last) throw new Error("The job made no call.");
      return { calls: last.calls - first.calls, seconds: (last.at - first.at) / 1000 };
    },
  };
}

const files: Record<JobKindName, (rows: number) => AsyncIterable<Buffer>> = {
  set_group_unread: (rows) => memberFile(memberRows(crowd, rows, 2)),
  query_unread: (rows) => toFile("To_Account,Peer_Account", accountLines(rows, (n) => `user${n},`)),
  mark_read: (rows) => toFile("Report_Account,Peer_Account", accountLines(rows, (n) => `user${n},user${n + 1}`)),
};

function* accountLines(rows: number, toLine: (n: number) => string): Generator<string, void> {
  for (let n = 1; n <= rows; n += 1) yield toLine(n);
}

function lookUp(): string {
  return `/api/apps/${app}/accounts/user${Math.ceil(Math.random() * crowd.accounts)}/unread`;
}

/** Look-ups of single people, first while nothing else goes on and then while a job of `kind` runs as fast as it may. */
async function measurePeople(kind: JobKindName, { operator, viewer }: { operator: Client; viewer: Client }): Promise<Measurement> {
  const id = await upload(operator, kind, files[kind](3500));
  const idle = await lookUps(viewer);
  await operator.post(`/api/jobs/${id}/start`, { skipDryRun: true });
  await untilDone(operator, id, 200);
  const beside = await lookUps(viewer);
  const job = await operator.get<Job>(`/api/jobs/${id}`);
  if (job.state !== "running") throw new Error(`The job of kind ${kind} was over before people were.`);
  await operator.post(`/api/jobs/${id}/cancel`, {});
  const ratio = p95(beside) / p95(idle);
  return { what: `look-up beside a job (${kind}), p95`, measured: `${p95(beside).toFixed(1)} ms, ${ratio.toFixed(2)} of it`, reference: `beside nothing ${p95(idle).toFixed(1)} ms`, target: "at most 1.50", met: ratio <= 1.5 };
}

async function untilDone(operator: Client, id: number, rows: number): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const job = await operator.get<Job>(`/api/jobs/${id}`);
    if ((job.run?.done ?? 0) >= rows) return;
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** About seven a second, one at a time, as a few people do. */
async function lookUps(viewer: Client): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < 70; n += 1) {
    // oxlint-disable-next-line no-await-in-loop
    times.push(await viewer.time(lookUp()));
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 75 + Math.random() * 100));
  }
  return times;
}

async function countOverLimit(sandbox: Started): Promise<Measurement> {
  const commands = Object.values(await stats(sandbox));
  const [calls, over] = [commands.reduce((sum, one) => sum + one.calls, 0), commands.reduce((sum, one) => sum + one.overLimit, 0)];
  const peak = Math.max(...commands.map((one) => one.peakPerSecond));
  return { what: "answers over the limit, in all of these", measured: `${over} of ${calls} calls`, reference: `busiest second ${peak} calls of one command, limit ${limit}`, target: "0", met: over === 0 };
}

type CommandStats = Record<string, { calls: number; overLimit: number; peakPerSecond: number }>;

async function stats(sandbox: Started): Promise<CommandStats> {
  const answer = await fetch(`${sandbox.url}/sandbox/stats`);
  return ((await answer.json()) as { commands: CommandStats }).commands;
}
