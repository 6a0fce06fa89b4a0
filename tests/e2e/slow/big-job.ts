import type { ArrangeInput, Fault, Stats, Truth } from "../../../lib/sandbox/index";
import { appId } from "../../support/console";
import { parseCsv } from "../../support/csv";
import type { HttpClient } from "../../support/http-client";
import type { SandboxProcess } from "../../support/sandbox-process";
import { unescapeCell } from "@/lib/shared/csv";
import { Job, JobRowsPage, UploadResult } from "@/lib/shared/jobs";
import { expect } from "../fixtures";

const groups = 100;
/** Messages in each group: the highest number that one of its members can have. */
const messages = 500;
const setUnread = "group_open_http_svc/set_unread_msg_num";

/** A line of the file, and the member's number before the job; nothing where the line names nobody. */
interface Line {
  cells: [groupId: string, member: string, unread: string];
  before: number | undefined;
}

/** What a job of many rows is about. */
export interface BigJob {
  lines: Line[];
  members: string[];
  arrange: ArrangeInput[];
}

/** A job of `rows` rows over a hundred groups, among them numbers above what a group can hold, numbers that stand already, members and groups that do not exist, and rows that cannot be used. */
export function bigJob(rows: number): BigJob {
  const perGroup = Math.ceil(rows / groups);
  const members = Array.from({ length: perGroup }, (_, index) => `member-${index}`);
  const inGroup = (group: number) => members.map((userId, member) => ({ userId, unread: (group * 37 + member * 11) % messages }));
  const lines: Line[] = [];
  for (let member = 0; member < perGroup && lines.length < rows; member += 1) {
    for (let group = 0; group < groups && lines.length < rows; group += 1) lines.push(lineOf({ group, member, number: lines.length, before: inGroup(group)[member]?.unread ?? 0 }));
  }
  // A few at a time: the sandbox takes bodies of up to a megabyte.
  const arrange = Array.from({ length: groups }, (_, group) => ({ groups: [{ groupId: `group-${group}`, type: "Public", members: inGroup(group), messages }] }));
  return { lines, members, arrange };
}

function lineOf({ group, member, number, before }: { group: number; member: number; number: number; before: number }): Line {
  const [groupId, userId] = [`group-${group}`, `member-${member}`];
  switch (number % 397) {
    case 101:
      return { cells: [groupId, `nobody-${member}`, "5"], before: undefined };
    case 202:
      return { cells: [groupId, userId, "many"], before: undefined };
    case 303:
      return { cells: [`gone-${number}`, userId, "5"], before: undefined };
    default:
      return { cells: [groupId, userId, String(number % 10 === 0 ? before : (number * 7) % (messages + 50))], before };
  }
}

/** One call in ten fails, in every way there is: some before they do anything, some after, some for good, and reads as well as writes. */
export const everyFault: Fault[] = [
  { kind: "http502", rate: 0.02 },
  { kind: "reset", rate: 0.02 },
  { kind: "truncated", rate: 0.02 },
  { kind: "delay", rate: 0.02 },
  // Too often, an internal error, a refused parameter, and nothing that anybody has heard of.
  ...[60007, 10002, 10004, 99_999].map((code): Fault => ({ kind: "code", code, rate: 0.005 })),
];

export async function upload(client: HttpClient, { lines }: BigJob): Promise<number> {
  const file = ["GroupId,Member_Account,UnreadMsgNum", ...lines.map(({ cells }) => cells.join(","))].join("\n");
  const answer = await client.post(`/api/apps/${appId}/jobs?kind=set_group_unread&reason=after%20the%20migration&name=numbers.csv`, undefined, { raw: file, headers: { "content-type": "text/csv" } });
  const uploaded = UploadResult.parse(answer.json());
  expect(uploaded).toMatchObject({ rows: lines.length, mapping: false });
  return uploaded.jobId;
}

/** Does something with a job, which has to be possible, and answers the job as it is then. */
export async function act(client: HttpClient, id: number, action: string, input: object = {}): Promise<Job> {
  const answer = await client.post(`/api/jobs/${id}/${action}`, input);
  expect(answer.status, answer.text).toBe(200);
  return Job.parse(answer.json());
}

export async function readJob(client: HttpClient, id: number): Promise<Job> {
  return Job.parse((await client.get(`/api/jobs/${id}`)).json());
}

/** Every row of the file is in the result once, with what the sandbox itself knows of it, and the counts add up. */
export async function expectAccountedFor({ client, sandbox, id, job }: { client: HttpClient; sandbox: Pick<SandboxProcess, "truth">; id: number; job: BigJob }): Promise<Job> {
  const ended = await readJob(client, id);
  const result = await readResult(client, id);
  expect(result.map(({ cells }) => cells)).toEqual(job.lines.map(({ cells }) => cells));
  const truth = await readTruth(sandbox, job.members);
  const wrong = job.lines.flatMap((line, index) => {
    const row = result[index];
    const stands = truth.get(`${line.cells[0]} ${line.cells[1]}`);
    const problem = row ? whatIsWrong(line, row, stands) : "is missing";
    return problem === undefined ? [] : [`${line.cells.join(",")} ${problem}; before ${line.before}, there ${stands}: ${JSON.stringify(row)}`];
  });
  expect(wrong).toEqual([]);

  const counted = new Map<string, number>();
  for (const { outcome, code } of result) counted.set(`${outcome} ${code}`, (counted.get(`${outcome} ${code}`) ?? 0) + 1);
  expect(new Map(ended.run?.tallies.map(({ outcome, code, rows }) => [`${outcome} ${code ?? ""}`, rows]))).toEqual(counted);
  expect(ended).toMatchObject({ state: "finished", rows: job.lines.length, run: { done: job.lines.length } });
  await expectRerun(client, ended, job);
  return ended;
}

interface ResultRow {
  cells: string[];
  outcome: string;
  before: number | null;
  after: number | null;
  code: string;
}

async function readResult(client: HttpClient, id: number): Promise<ResultRow[]> {
  const [head, ...lines] = parseCsv((await client.get(`/api/jobs/${id}/result.csv`)).text.replace(/^\uFEFF/, ""));
  expect(head).toEqual(["GroupId", "Member_Account", "UnreadMsgNum", "status", "effect", "before", "after", "code", "message", "advice"]);
  return lines.map((line) => {
    const [groupId = "", member = "", unread = "", status = "", effect = "", before = "", after = "", code = ""] = line.map(unescapeCell);
    return { cells: [groupId, member, unread], outcome: effect || status, before: toNumber(before), after: toNumber(after), code };
  });
}

const toNumber = (cell: string) => (cell === "" ? null : Number(cell));

/** By group and member. */
async function readTruth(sandbox: Pick<SandboxProcess, "truth">, members: readonly string[]): Promise<Map<string, number>> {
  const truths: Truth[] = [];
  for (const member of members) truths.push(await sandbox.truth(member));
  return new Map(truths.flatMap(({ userId, groups: own }) => own.map(({ groupId, unread }): [string, number] => [`${groupId} ${userId}`, unread])));
}

function whatIsWrong({ cells, before }: Line, row: ResultRow, stands: number | undefined): string | undefined {
  if (!/^\d+$/.test(cells[2])) return row.outcome === "refused" && row.code === "row_problem" ? undefined : "should have been refused";
  if (before === undefined || stands === undefined) return row.outcome === "failed" && row.code !== "" ? undefined : "should have failed";
  const wanted = Math.min(Number(cells[2]), messages);
  if (row.outcome === "failed") return stands === before ? checkBefore(row, before, true) : "was written, and is called failed";
  // Could not be read back; with a code, it is not known either whether it was written.
  if (row.outcome === "unverified") return row.after === null && (stands === wanted || (stands === before && row.code !== "")) ? checkBefore(row, before) : "was written, and is not there";
  const effects = Number(cells[2]) > messages ? ["clamped"] : before === wanted ? ["unchanged"] : ["changed"];
  if (!effects.includes(row.outcome)) return `should be ${effects.join(" or ")}`;
  if (row.after !== stands || stands !== wanted) return "does not have its number";
  return checkBefore(row, before);
}

/** The number from before the job, and not what an earlier try of the row has left. */
function checkBefore(row: ResultRow, before: number, mayBeUnknown = false): string | undefined {
  return row.before === before || (mayBeUnknown && row.before === null) ? undefined : "has another number from before";
}

/** Rows that were done once more are marked, as many as the counts say. */
async function expectRerun(client: HttpClient, { id, run }: Job, { lines }: BigJob): Promise<void> {
  let [seen, rerun] = [0, 0];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: JobRowsPage = JobRowsPage.parse((await client.get(`/api/jobs/${id}/rows?phase=run${cursor && `&cursor=${cursor}`}`)).json());
    seen += page.rows.length;
    rerun += page.rows.filter((row) => row.rerun).length;
    cursor = page.nextCursor;
  }
  expect({ seen, rerun }).toEqual({ seen: lines.length, rerun: run?.rerun });
}

/** Writes that the sandbox had seen at a moment. */
interface Mark {
  at: number;
  calls: number;
}

export interface Pace {
  /** Ends looking, and says what was seen: writes per second over the whole run, and until only rows were left that have to be tried again. */
  stop(): Promise<{ whole: number; whileBusy: number; slowest: number; calls: number }>;
}

/** Watches how fast writes arrive at the sandbox. `rows` is how many have to be written at least. */
export function watchPace(sandbox: Pick<SandboxProcess, "stats">, rows: number): Pace {
  const marks: Mark[] = [];
  const watching = { ended: false };
  const look = async () => {
    marks.push({ calls: callsOf(await sandbox.stats()), at: performance.now() });
  };
  const looking = (async () => {
    while (!watching.ended) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    async stop() {
      watching.ended = true;
      await looking;
      const last = marks.at(-1)?.calls ?? 0;
      const first = marks.findLastIndex(({ calls }) => calls === 0);
      const end = marks.findIndex(({ calls }) => calls === last);
      const busyEnd = marks.findIndex(({ calls }) => calls >= rows);
      const slowest = Math.min(...marks.slice(first + 10, busyEnd).map((mark, index) => rate(marks[first + index], mark)));
      return { whole: rate(marks[first], marks[end]), whileBusy: rate(marks[first], marks[busyEnd]), slowest, calls: last };
    },
  };
}

function rate(from: Mark | undefined, to: Mark | undefined): number {
  return from && to ? ((to.calls - from.calls) * 1000) / (to.at - from.at) : Number.NaN;
}

const callsOf = ({ commands }: Stats) => commands[setUnread]?.calls ?? 0;

/** Not one call of any command came too early. */
export async function expectNeverOver(sandbox: Pick<SandboxProcess, "stats">): Promise<void> {
  const { commands } = await sandbox.stats();
  const over = Object.entries(commands).filter(([, { overLimit }]) => overLimit > 0);
  expect(over, "commands that were called too often").toEqual([]);
}
