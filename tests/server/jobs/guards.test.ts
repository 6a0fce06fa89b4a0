import { eq, sql } from "drizzle-orm";
import { cancel, retry, setColumns, start } from "@/lib/server/jobs";
import { claimChunk, keepBefore } from "@/lib/server/jobs/claim-chunk";
import { endCancelled } from "@/lib/server/jobs/end-cancelled";
import { findJob } from "@/lib/server/jobs/find-job";
import { planPhase } from "@/lib/server/jobs/plan-phase";
import { startWorker } from "@/lib/server/jobs/worker";
import type { Context } from "@/lib/server/context";
import { jobChunks, jobOutcomes, jobRows, jobs } from "@/lib/server/db/schema";
import { setUnreadMsgNum } from "@/lib/server/im/group";
import { auditRows } from "../../support/audit-rows";
import { describe, expect, test, until, upload } from "./fixture";

const header = "GroupId,Member_Account,UnreadMsgNum\n";
const set = "group_open_http_svc/set_unread_msg_num";
const env = { rateShare: 0.95, jobNoticeUrl: undefined, jobRetentionDays: 90, url: "http://localhost:3000", readOnly: false };

async function planned(ctx: Context, text: string): Promise<number> {
  const id = await upload(ctx, "set_group_unread", text);
  await start(ctx, { id, skipDryRun: true });
  expect(await planPhase(ctx.db, await findJob(ctx.db, id), "run", 100)).toBe(true);
  return id;
}

test("a console that has become read only writes nothing of jobs that run already, and goes on when it is not any more", async ({ operator, sandbox, database }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
  sandbox.addUnread({ to: "ann", from: "bob", count: 1 });
  const id = await planned(operator, `${header}team,ann,3\n`);
  const report = await upload(operator, "query_unread", "To_Account\nann\n");
  await start(operator, { id: report, skipDryRun: true });
  const readOnly = await startWorker({ database, apps: operator.apps, log: operator.log, env: { ...env, readOnly: true } });
  // A report of later is worked off, so the job before it has been looked at.
  await until(operator, report, ({ state }) => state === "finished");
  await readOnly.stop();
  expect(await until(operator, id, () => true)).toMatchObject({ state: "running", run: { done: 0 } });
  expect(sandbox.calls(set)).toBe(0);
  const worker = await startWorker({ database, apps: operator.apps, log: operator.log, env });
  await until(operator, id, ({ state }) => state === "finished");
  await worker.stop();
});

test("two workers on one database share a job: every row is done once, and each by one of them", async ({ operator, sandbox, database }) => {
  const members = Array.from({ length: 200 }, (_, index) => `m${index}`);
  sandbox.addGroup({ groupId: "team", type: "Public", members, messages: 9 });
  const workers = await Promise.all([0, 1].map(() => startWorker({ database, apps: operator.apps, log: operator.log, env })));
  const id = await upload(operator, "set_group_unread", header + members.map((member) => `team,${member},4\n`).join(""));
  await start(operator, { id, skipDryRun: true });
  const job = await until(operator, id, ({ state }) => state === "finished");
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(job.run).toMatchObject({ done: 200, rerun: 0, tallies: [{ outcome: "changed", rows: 200 }] });
  expect(sandbox.calls(set)).toBe(200);
});

describe("a job that is cancelled after a process died over its rows", () => {
  test("says what became of them before anything else can be made of it, and sends nothing to find out", async ({ operator, sandbox }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann", "bob", "cid"], messages: 9 });
    const id = await planned(operator, `${header}team,ann,3\nteam,bob,4\nteam,cid,5\n`);
    const claimed = await claimChunk(operator.db, { jobId: id, phase: "run", chunk: 0 });
    if (claimed) await keepBefore(operator.db, claimed, new Map([[2, 0], [3, 0]]));
    // That process got as far as ann.
    await setUnreadMsgNum(operator.im, { groupId: "team", userId: "ann", unread: 3 });
    await cancel(operator, { id });
    const parts = { db: operator.db, apps: operator.apps };

    await endCancelled(parts);
    await expect(retry(operator, { id })).rejects.toMatchObject({ code: "still_ending", status: 409 });
    // It could still come back; after a while it is gone for good.
    await operator.db.update(jobs).set({ touchedAt: sql`now() - interval '20 seconds'` }).where(eq(jobs.id, id));
    await endCancelled(parts);
    await endCancelled(parts);
    expect(await operator.db.select().from(jobOutcomes)).toMatchObject([{ row: 2, outcome: "changed", before: 0, after: 3 }]);
    expect((await retry(operator, { id })).rows).toBe(2);
    expect(sandbox.calls(set)).toBe(1);
  });

  test("keeps no row from being sent after that: whoever had read its number finds the job stopped", async ({ operator, sandbox }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const id = await planned(operator, `${header}team,ann,3\n`);
    const claimed = await claimChunk(operator.db, { jobId: id, phase: "run", chunk: 0 });
    await cancel(operator, { id });
    expect(claimed && (await keepBefore(operator.db, claimed, new Map([[2, 0]])))).toBe(false);
  });
});

test("a row with a problem is told of wherever it stands, behind however many blank lines", async ({ operator }) => {
  const blank = "\n".repeat(25_000);
  const id = await planned(operator, `${header}team,ann,3\n${blank}team,,4\n`);
  expect(await operator.db.select().from(jobOutcomes).where(eq(jobOutcomes.jobId, id))).toMatchObject([{ row: 25_003, outcome: "refused", code: "row_problem" }]);
});

describe("what runs is what was settled", () => {
  test("a job whose rows were changed in the database does not begin, and the record says so", async ({ operator, database, sandbox }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const id = await upload(operator, "set_group_unread", `${header}team,ann,3\n`);
    await operator.db.update(jobRows).set({ asked: 9 }).where(eq(jobRows.jobId, id));
    await start(operator, { id, skipDryRun: true });
    const worker = await startWorker({ database, apps: operator.apps, log: operator.log, env });
    await until(operator, id, ({ state }) => state === "cancelled");
    await worker.stop();
    expect(sandbox.calls(set)).toBe(0);
    expect((await auditRows(operator.db)).at(-1)).toMatchObject({ action: "job.cancel", detail: { jobId: id, cause: "rows_changed" } });
  });

  test("of two who name the columns at once, the later one has the say and the other is told", async ({ operator }) => {
    const id = await upload(operator, "set_group_unread", `${header}team,ann,3\nclub,bob,4\n`);
    const straight = { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 };
    const crossed = { GroupId: 1, Member_Account: 0, UnreadMsgNum: 2 };
    const ends = await Promise.allSettled([setColumns(operator, { id, columns: straight }), setColumns({ ...operator, attempt: { recorded: false } }, { id, columns: crossed })]);
    const won = ends.filter(({ status }) => status === "fulfilled").length;
    const rows = await operator.db.select().from(jobRows).where(eq(jobRows.jobId, id)).orderBy(jobRows.row);
    const job = await findJob(operator.db, id);
    expect(won).toBeGreaterThan(0);
    expect(job.state).toBe("ready");
    expect(rows.map(({ key }) => key)).toEqual(job.mapping.GroupId === 0 ? ["team", "club"] : ["ann", "bob"]);
  });

  test("of two who prepare a run at once, the first changes nothing any more, and no row is in two chunks", async ({ operator, sandbox }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const id = await upload(operator, "set_group_unread", header + Array.from({ length: 50 }, (_, index) => `team,m${index},1\n`).join(""));
    await start(operator, { id, skipDryRun: true });
    const job = await findJob(operator.db, id);
    await Promise.all([planPhase(operator.db, job, "run", 7), planPhase(operator.db, job, "run", 7)]);
    const chunks = await operator.db.select().from(jobChunks).where(eq(jobChunks.jobId, id));
    expect(chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(50);
    expect(new Set(chunks.map(({ fromRow }) => fromRow)).size).toBe(chunks.length);
    expect((await findJob(operator.db, id)).runStartedAt).not.toBeNull();
  });
});
