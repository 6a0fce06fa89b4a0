import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { cancel, dryRun, pause, putBackJob, resume, retry, start } from "@/lib/server/jobs";
import { startWorker } from "@/lib/server/jobs/worker";
import { jobOutcomes, jobRows, jobs } from "@/lib/server/db/schema";
import type { Context } from "@/lib/server/context";
import type { Sandbox } from "@/lib/sandbox";
import { auditRows } from "../../support/audit-rows";
import { countsOf, describe, expect, runWhole, test, until, upload } from "./fixture";

const header = "GroupId,Member_Account,UnreadMsgNum\n";
const set = "group_open_http_svc/set_unread_msg_num";
const many = Array.from({ length: 400 }, (_, index) => `m${index}`);
const manyRows = (unread: number) => header + many.map((member) => `team,${member},${unread}\n`).join("");

const outcomesOf = (ctx: Context, id: number, phase: "check" | "run" = "run") =>
  ctx.db.select().from(jobOutcomes).where(eq(jobOutcomes.jobId, id)).orderBy(jobOutcomes.row).then((rows) => rows.filter((row) => row.phase === phase));

/** Waits until every call that went out is told: then nobody is at the job any more. */
async function still(ctx: Context, sandbox: Sandbox, id: number): Promise<void> {
  await expect.poll(async () => sandbox.calls(set) - ((await until(ctx, id, () => true)).run?.done ?? 0), { timeout: 20_000 }).toBe(0);
}

describe("a whole run", () => {
  test("sets every member's number, says what that did, and the counts add up to the file", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann", "bob", "cid"], messages: 9 });
    sandbox.addGroup({ groupId: "standup", type: "ChatRoom", members: ["ann"], messages: 9 });
    const job = await runWhole(operator, "set_group_unread", `${header}team,ann,3\nteam,bob,50\nteam,cid,0\nteam,eve,1\nstandup,ann,1\ngone,ann,1\nteam,,1\n`);
    expect(countsOf(job.check)).toEqual({ changed: 1, clamped: 1, unchanged: 1, failed: 2, refused: 2 });
    expect(countsOf(job.run)).toEqual({ changed: 1, clamped: 1, unchanged: 1, failed: 2, refused: 2 });
    expect(job).toMatchObject({ rows: 7, usable: 6, problems: 1, run: { done: 7 } });
    expect((await outcomesOf(operator, job.id)).map(({ outcome, before, after, code }) => [outcome, before, after, code])).toEqual([
      ["changed", 0, 3, null],
      ["clamped", 0, 9, null],
      ["unchanged", 0, 0, null],
      ["failed", null, null, "member_not_found"],
      ["refused", null, null, "unsupported_group_type"],
      ["failed", null, null, "group_not_found"],
      ["refused", null, null, "row_problem"],
    ]);
    expect(sandbox.truth("ann").groups.find(({ groupId }) => groupId === "team")?.unread).toBe(3);
    // Where the console knows better, nothing is sent.
    expect(sandbox.calls(set)).toBe(3);
  });

  test("marks conversations read, up to a time where one is given, with one call a row", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addUnread({ to: "ann", from: "bob", count: 3 });
    sandbox.addUnread({ to: "ann", from: "cid", count: 2 });
    sandbox.addUnread({ to: "eve", from: "bob", count: 1 });
    const job = await runWhole(operator, "mark_read", "Report_Account,Peer_Account,MsgReadTime\nann,bob,\nann,cid,1000000000\neve,bob,\nann,nobody,\nnobody,ann,\n");
    expect((await outcomesOf(operator, job.id)).map(({ outcome, before, after, code }) => [outcome, before, after, code])).toEqual([
      ["changed", 3, 0, null],
      ["no_effect", 2, 2, null],
      ["changed", 1, 0, null],
      ["failed", null, null, "peer_not_found"],
      ["failed", null, null, "account_not_found"],
    ]);
    expect(job.webhooks).toBe(5);
    expect(sandbox.calls("openim/admin_set_msg_read")).toBe(3);
    expect(sandbox.truth("ann").c2cTotal).toBe(2);
  });

  test("reports numbers, of accounts and of conversations, and changes nothing", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addUnread({ to: "ann", from: "bob", count: 3 });
    sandbox.addUnread({ to: "ann", from: "cid", count: 2 });
    const job = await runWhole(operator, "query_unread", "To_Account,Peer_Account\nann,\nann,bob\nann,nobody\nnobody,\n");
    expect((await outcomesOf(operator, job.id)).map(({ outcome, before, code }) => [outcome, before, code])).toEqual([["read", 5, null], ["read", 3, null], ["failed", null, "peer_not_found"], ["failed", null, "account_not_found"]]);
    expect(sandbox.truth("ann").c2cTotal).toBe(5);
  });

  test("leaves in the record that it began, was previewed and ended, with the counts", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const { id, digest } = await runWhole(operator, "set_group_unread", `${header}team,ann,3\nteam,eve,1\n`);
    const told = (await auditRows(operator.db)).map(({ action, detail }) => [action, detail?.jobId, detail?.digest, detail?.counts]);
    expect(told).toEqual([
      ["job.create", id, digest, undefined],
      ["job.dry_run", id, digest, undefined],
      ["job.checked", id, digest, { changed: 1, failed: 1 }],
      ["job.start", id, digest, undefined],
      ["job.finish", id, digest, { changed: 1, failed: 1 }],
    ]);
  });

  test("a dry run writes nothing to IM, and can be done again with other numbers", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const id = await upload(operator, "set_group_unread", `${header}team,ann,9\n`);
    await dryRun(operator, { id });
    expect(countsOf((await until(operator, id, ({ state }) => state === "checked")).check)).toEqual({ changed: 1 });
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 1 });
    await dryRun(operator, { id });
    expect(countsOf((await until(operator, id, ({ state }) => state === "checked")).check)).toEqual({ clamped: 1 });
    expect(sandbox.calls(set)).toBe(0);
  });
});

describe("pausing and cancelling", () => {
  test("a pause ends the writing, and nothing is written until it goes on; then every row is done once", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: many, messages: 9 });
    const id = await upload(operator, "set_group_unread", manyRows(4));
    await start(operator, { id, skipDryRun: true });
    await until(operator, id, ({ run }) => (run?.done ?? 0) > 0);
    await pause(operator, { id });
    const paused = await until(operator, id, ({ state }) => state === "paused");
    expect(paused.run?.done ?? 0).toBeLessThan(many.length);
    await still(operator, sandbox, id);
    const written = sandbox.calls(set);
    await resume(operator, { id });
    const job = await until(operator, id, ({ state }) => state === "finished");
    expect(written).toBeLessThan(many.length);
    expect(countsOf(job.run)).toEqual({ changed: many.length });
    expect(sandbox.calls(set)).toBe(many.length);
    expect(job.run?.rerun).toBe(0);
  });

  test("a cancelled job keeps what it did, and the rest goes into a new one on request", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: many, messages: 9 });
    const id = await upload(operator, "set_group_unread", manyRows(4));
    await start(operator, { id, skipDryRun: true });
    await until(operator, id, ({ run }) => (run?.done ?? 0) > 0);
    await cancel(operator, { id });
    // Only when it is known what became of the rows that were under way.
    const done = (await until(operator, id, ({ can }) => can.retry === null)).run?.done ?? 0;
    expect(done).toBe(sandbox.calls(set));
    const { jobId, rows } = await retry(operator, { id });
    expect(rows).toBe(many.length - done);
    expect(await until(operator, jobId, () => true)).toMatchObject({ state: "ready", parent: { id, relation: "retry" }, rows, usable: rows });
  });
});

describe("a job that pauses by itself", () => {
  test("does so when more than its share of rows fails, says how many, and goes on when told to", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: many, messages: 9 });
    sandbox.faults([{ command: set, kind: "code", code: 10004, rate: 1 }]);
    const id = await upload(operator, "set_group_unread", manyRows(4));
    await start(operator, { id, skipDryRun: true, stopPercent: 50 });
    const job = await until(operator, id, ({ state }) => state === "paused");
    expect(job.pause).toMatchObject({ by: null, cause: "failures", failed: 100, of: 100 });
    expect(job.run?.done).toBeLessThan(many.length);
    expect((await auditRows(operator.db)).at(-1)).toMatchObject({ action: "job.stop", detail: { jobId: id, cause: "failures", failed: 100 } });
    sandbox.faults([]);
    await resume(operator, { id });
    const ended = await until(operator, id, ({ state }) => state === "finished");
    expect(ended.run?.done).toBe(many.length);
    expect((countsOf(ended.run).changed ?? 0) + (countsOf(ended.run).failed ?? 0)).toBe(many.length);
  });
});

describe("what a job leaves to others", () => {
  test("hours that have not come, and a time that has not come, keep it from writing", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const hour = new Date().getUTCHours();
    const clock = (ahead: number) => `${String((hour + ahead) % 24).padStart(2, "0")}:00`;
    const closed = await upload(operator, "set_group_unread", `${header}team,ann,3\n`);
    await start(operator, { id: closed, skipDryRun: true, hours: { from: clock(2), to: clock(4), timeZone: "UTC" } });
    const later = await upload(operator, "set_group_unread", `${header}team,ann,4\n`);
    await start(operator, { id: later, skipDryRun: true, startAt: new Date(Date.now() + 3_600_000).toISOString() });
    const open = await upload(operator, "set_group_unread", `${header}team,ann,5\n`);
    await start(operator, { id: open, skipDryRun: true, hours: { from: clock(0), to: clock(2), timeZone: "UTC" } });
    await until(operator, open, ({ state }) => state === "finished");
    expect(await until(operator, closed, () => true)).toMatchObject({ state: "running", run: null, waitingUntil: expect.stringMatching(/:00:00\.000Z$/) });
    expect(await until(operator, later, () => true)).toMatchObject({ state: "scheduled" });
    expect(sandbox.calls(set)).toBe(1);
  });

  test("a job begins by itself when its time has come", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const id = await upload(operator, "set_group_unread", `${header}team,ann,3\n`);
    await start(operator, { id, skipDryRun: true, startAt: new Date(Date.now() + 3_600_000).toISOString() });
    await operator.db.update(jobs).set({ startAt: new Date(Date.now() - 1000) }).where(eq(jobs.id, id));
    await until(operator, id, ({ state }) => state === "finished");
    expect((await auditRows(operator.db)).map(({ action }) => action)).toEqual(["job.create", "job.start", "job.begin", "job.finish"]);
  });

  test("an address is told of the end, again until it listens, and of nobody's ids", async ({ operator, sandbox, database }) => {
    const heard: unknown[] = [];
    const server = createServer(async (request, response) => {
      heard.push(await json(request));
      response.writeHead(heard.length === 1 ? 500 : 204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const worker = await startWorker({ database, apps: operator.apps, log: operator.log, env: { rateShare: 0.95, jobNoticeUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, jobRetentionDays: 90, url: "https://unread.example.com", readOnly: false } });
    try {
      sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
      const { id } = await runWhole(operator, "set_group_unread", `${header}team,ann,3\nteam,eve,1\n`);
      await expect.poll(() => heard.length, { timeout: 60_000 }).toBe(2);
      expect(heard[1]).toEqual({ jobId: id, kind: "set_group_unread", state: "finished", sdkAppId: operator.app.sdkAppId, createdBy: "mei", reason: "tests", ticket: null, rows: 2, counts: { changed: 1, failed: 1 }, pauseCause: null, url: `https://unread.example.com/jobs/${id}` });
    } finally {
      await worker.stop();
      server.close();
    }
  });
});

describe("afterwards", () => {
  test("numbers go back to what they were, but not where they have changed since", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann", "bob", "cid"], messages: 9 });
    const first = await runWhole(operator, "set_group_unread", `Note,GroupId,Member_Account,UnreadMsgNum\nx,team,ann,3\ny,team,bob,4\nz,team,cid,0\n`);
    await runWhole(operator, "set_group_unread", `${header}team,bob,7\n`);
    const { jobId, rows } = await putBackJob(operator, { id: first.id, reason: "wrong file" });
    expect(rows).toBe(2);
    expect((await operator.db.select().from(jobRows).where(eq(jobRows.jobId, jobId)).orderBy(jobRows.row)).map(({ cells, asked, expected }) => [cells, asked, expected])).toEqual([[["x", "team", "ann", "0"], 0, 3], [["y", "team", "bob", "0"], 0, 4]]);
    await start(operator, { id: jobId, skipDryRun: true });
    const back = await until(operator, jobId, ({ state }) => state === "finished");
    expect(back).toMatchObject({ parent: { id: first.id, relation: "put_back" }, reason: "wrong file" });
    expect((await outcomesOf(operator, jobId)).map(({ outcome, before, after, code }) => [outcome, before, after, code])).toEqual([["changed", 3, 0, null], ["refused", 7, null, "changed_since"]]);
    expect(sandbox.truth("bob").groups[0]?.unread).toBe(7);
  });

  test("there is nothing to retry or put back where nothing failed or changed, and marking read cannot be undone", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const job = await runWhole(operator, "set_group_unread", `${header}team,ann,0\n`);
    await expect(retry(operator, { id: job.id })).rejects.toMatchObject({ code: "nothing_to_do" });
    await expect(putBackJob(operator, { id: job.id })).rejects.toMatchObject({ code: "nothing_to_do" });
    sandbox.addUnread({ to: "ann", from: "bob", count: 3 });
    const marked = await runWhole(operator, "mark_read", "Report_Account,Peer_Account\nann,bob\n");
    await expect(putBackJob(operator, { id: marked.id })).rejects.toMatchObject({ code: "kind_not_reversible" });
    expect((await operator.db.select().from(jobs)).map(({ id }) => id)).toEqual([job.id, marked.id]);
  });

  test("only what failed is tried again", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann"], messages: 9 });
    const job = await runWhole(operator, "set_group_unread", `${header}team,ann,2\nteam,eve,1\nteam,,3\n`);
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann", "eve"], messages: 9 });
    const { jobId, rows } = await retry(operator, { id: job.id, ticket: "OPS-2" });
    expect(rows).toBe(1);
    await start(operator, { id: jobId, skipDryRun: true });
    const again = await until(operator, jobId, ({ state }) => state === "finished");
    expect(again).toMatchObject({ ticket: "OPS-2", reason: "tests", rows: 1 });
    expect(countsOf(again.run)).toEqual({ changed: 1 });
  });
});
