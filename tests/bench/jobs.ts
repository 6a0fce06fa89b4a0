import type { Job, JobKindName, JobState, UploadResult } from "@/lib/shared/jobs";
import type { Client } from "./client";

export const app = "1400000001";

/** Groups of the sandbox's bulk data that count unread, with the accounts and numbers it gives their members: every 20th is a meeting. */
export interface Crowd {
  accounts: number;
  groups: number;
  membersPerGroup: number;
}

export interface MemberRow {
  group: string;
  account: string;
  unread: number;
}

/** Members of groups that count unread, group by group; as many as are wanted, or as there are. Each `turn` asks for other numbers, so that each changes something. */
export function* memberRows({ accounts, groups, membersPerGroup }: Crowd, wanted: number, turn = 1): Generator<MemberRow, void> {
  let made = 0;
  for (let group = 1; group <= groups; group += 1) {
    if (group % 20 === 0) continue;
    for (let place = 0; place < membersPerGroup; place += 1) {
      if (made === wanted) return;
      yield { group: `group${group}`, account: `user${((group * 17 + place) % accounts) + 1}`, unread: (group + place + turn) % 30 };
      made += 1;
    }
  }
}

/** Lines as a file in pieces of some kilobytes. */
export async function* toFile(header: string, lines: Iterable<string>): AsyncGenerator<Buffer, void> {
  let piece = `${header}\n`;
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < 64 * 1024) continue;
    yield Buffer.from(piece);
    piece = "";
  }
  yield Buffer.from(piece);
}

/** A file with these members, and after every thousand somebody who is in no group. */
export async function* memberFile(rows: Iterable<MemberRow>): AsyncGenerator<Buffer, void> {
  yield* toFile("GroupId,Member_Account,UnreadMsgNum", linesOf(rows));
}

function* linesOf(rows: Iterable<MemberRow>): Generator<string, void> {
  let line = 0;
  for (const { group, account, unread } of rows) {
    yield `${group},${account},${unread}`;
    line += 1;
    if (line % 1000 === 0) yield `${group},stranger${line},${unread}`;
  }
}

/** Uploads a file and answers the job's number. */
export async function upload(client: Client, kind: JobKindName, file: AsyncIterable<Buffer>): Promise<number> {
  const { jobId, problems, mapping } = await client.upload<UploadResult>(`/api/apps/${app}/jobs?kind=${kind}&reason=bench`, file);
  if (problems > 0 || mapping) throw new Error(`The file of the measurement was not understood: ${problems} rows with problems.`);
  return jobId;
}

/** Looks at the job until it is in `state`, a few times a second as a page that watches it does. */
export async function untilJob(client: Client, id: number, state: JobState): Promise<Job> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const job = await client.get<Job>(`/api/jobs/${id}`);
    if (job.state === state) return job;
    if (job.state === "paused" || job.state === "cancelled") throw new Error(`The job of the measurement was ${job.state}: ${JSON.stringify(job.pause)}`);
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Seconds that a phase took, by the database's clock. */
export function secondsOf(progress: Job["run"]): number {
  if (!progress?.startedAt || !progress.finishedAt) throw new Error("The phase has not ended.");
  return (Date.parse(progress.finishedAt) - Date.parse(progress.startedAt)) / 1000;
}

/** The value below which 95 of 100 lie. */
export function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
