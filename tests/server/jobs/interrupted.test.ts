import { eq } from "drizzle-orm";
import { setUnreadMsgNum } from "@/lib/server/im/group";
import { start } from "@/lib/server/jobs";
import { claimChunk, keepBefore } from "@/lib/server/jobs/claim-chunk";
import { findJob } from "@/lib/server/jobs/find-job";
import { planPhase } from "@/lib/server/jobs/plan-phase";
import { runChunk, type ChunkContext } from "@/lib/server/jobs/run-chunk";
import { storeOutcomes } from "@/lib/server/jobs/store-outcomes";
import type { Context } from "@/lib/server/context";
import { jobChunks, jobOutcomes } from "@/lib/server/db/schema";
import type { Sandbox } from "@/lib/sandbox";
import { describe, expect, test, upload } from "./fixture";

const members = ["ann", "bob", "cid", "dan"];
const file = `GroupId,Member_Account,UnreadMsgNum\n${members.map((member, index) => `team,${member},${index + 1}`).join("\n")}\n`;
const set = "group_open_http_svc/set_unread_msg_num";

/** A job that runs, its one chunk planned and nobody at it. */
async function running(ctx: Context, sandbox: Sandbox) {
  sandbox.addGroup({ groupId: "team", type: "Public", members, messages: 9 });
  const id = await upload(ctx, "set_group_unread", file);
  await start(ctx, { id, skipDryRun: true });
  await planPhase(ctx.db, await findJob(ctx.db, id), "run", 100);
  return findJob(ctx.db, id);
}

const chunkContext = (ctx: Context, signal = new AbortController().signal): ChunkContext => ({ db: ctx.db, app: ctx.app, im: ctx.im, signal, againAfterMs: 1 });
const outcomesOf = (ctx: Context, id: number) => ctx.db.select().from(jobOutcomes).where(eq(jobOutcomes.jobId, id)).orderBy(jobOutcomes.row);

describe("a process that dies", () => {
  test("after it kept the numbers and sent some rows: they are done again, say so, and keep the number from before", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    const claimed = await claimChunk(operator.db, { jobId: job.id, phase: "run", chunk: 0 });
    expect(claimed).toMatchObject({ before: null });
    if (claimed) await keepBefore(operator.db, claimed, new Map(claimed.targets.map(({ row }) => [row, 0])));
    // What that process had sent by then has arrived.
    await setUnreadMsgNum(operator.im, { groupId: "team", userId: "ann", unread: 1 });

    expect(await runChunk(chunkContext(operator), job, "run", 0)).toMatchObject({ end: "done" });
    expect(await outcomesOf(operator, job.id)).toMatchObject(members.map((_, index) => ({ row: index + 2, outcome: "changed", before: 0, after: index + 1, rerun: true, attempts: 1 })));
    expect(sandbox.truth("ann").groups[0]?.unread).toBe(1);
  });

  test("before it kept anything: its rows are new to whoever takes them", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    await claimChunk(operator.db, { jobId: job.id, phase: "run", chunk: 0 });
    await runChunk(chunkContext(operator), job, "run", 0);
    expect((await outcomesOf(operator, job.id)).map(({ rerun }) => rerun)).toEqual([false, false, false, false]);
  });

  test("and comes back to life stores nothing of a chunk that somebody else has taken", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    const slow = await claimChunk(operator.db, { jobId: job.id, phase: "run", chunk: 0 });
    await claimChunk(operator.db, { jobId: job.id, phase: "run", chunk: 0 });
    expect(slow && (await keepBefore(operator.db, slow, new Map([[2, 7]])))).toBe(false);
    expect(slow && (await storeOutcomes(operator.db, slow, [{ row: 2, outcome: "changed", before: 7, after: 1, code: null, attempts: 1, rerun: false }], { whole: true, uncertain: {} }))).toBe(false);
    expect(await outcomesOf(operator, job.id)).toEqual([]);
  });

  test("leaves rows that are known to be done alone", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    const claimed = await claimChunk(operator.db, { jobId: job.id, phase: "run", chunk: 0 });
    if (claimed) {
      await keepBefore(operator.db, claimed, new Map([[2, 0]]));
      await storeOutcomes(operator.db, claimed, [{ row: 2, outcome: "changed", before: 0, after: 1, code: null, attempts: 1, rerun: false }], { whole: false, uncertain: {} });
    }
    await runChunk(chunkContext(operator), job, "run", 0);
    expect(sandbox.calls(set)).toBe(3);
    expect((await outcomesOf(operator, job.id)).map(({ row }) => row)).toEqual([2, 3, 4, 5]);
  });
});

describe("a chunk that is stopped", () => {
  test("stores what it has sent, and leaves the rest as new as it was", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    const control = new AbortController();
    const im: Context["im"] = {
      ...operator.im,
      send: (command, body, schema, options) => {
        // After the first write nothing more may begin.
        const answer = operator.im.send(command, body, schema, options);
        if (command === set) control.abort(new Error("paused"));
        return answer;
      },
    };
    const slow = { ...chunkContext(operator, control.signal), im };
    const end = await runChunk(slow, job, "run", 0);
    const stored = await outcomesOf(operator, job.id);
    expect(end.end).toBe("held");
    expect(stored.length).toBe(sandbox.calls(set));
    expect(stored.length).toBeLessThan(members.length);

    await runChunk(chunkContext(operator), job, "run", 0);
    const all = await outcomesOf(operator, job.id);
    expect(all.map(({ row, outcome, before }) => [row, outcome, before])).toEqual(members.map((_, index) => [index + 2, "changed", 0]));
    expect(all.every(({ rerun }) => !rerun)).toBe(true);
    expect(sandbox.calls(set)).toBe(members.length);
  });

  test("before rows that failed for a passing reason had another try leaves them to be done, with the number from before", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    sandbox.faults([{ command: set, kind: "code", code: 10002, rate: 1 }]);
    const control = new AbortController();
    const ending = runChunk({ ...chunkContext(operator, control.signal), againAfterMs: 600_000 }, job, "run", 0);
    await expect.poll(() => sandbox.calls(set)).toBe(3 * members.length);
    control.abort(new Error("paused"));
    expect(await ending).toMatchObject({ end: "held", outcomes: [] });
    expect(await operator.db.select().from(jobChunks).where(eq(jobChunks.jobId, job.id))).toMatchObject([{ doneAt: null, before: { 2: [0, 3], 3: [0, 3], 4: [0, 3], 5: [0, 3] } }]);

    sandbox.faults([]);
    await runChunk(chunkContext(operator), job, "run", 0);
    expect((await outcomesOf(operator, job.id)).map(({ outcome, before, attempts, rerun }) => [outcome, before, attempts, rerun])).toEqual(members.map(() => ["changed", 0, 4, false]));
  });

  test("before anything was read leaves everything", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    expect(await runChunk(chunkContext(operator, AbortSignal.abort(new Error("paused"))), job, "run", 0)).toMatchObject({ end: "held", outcomes: [] });
    expect(await operator.db.select().from(jobChunks).where(eq(jobChunks.jobId, job.id))).toMatchObject([{ doneAt: null }]);
    expect(sandbox.calls(set)).toBe(0);
  });
});

describe("rows that fail", () => {
  test("for a passing reason are tried again, and the times are counted", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    sandbox.faults([{ command: set, kind: "code", code: 10002, rate: 1, times: 4 }]);
    await runChunk(chunkContext(operator), job, "run", 0);
    const stored = await outcomesOf(operator, job.id);
    expect(stored.map(({ outcome }) => outcome)).toEqual(members.map(() => "changed"));
    expect(stored.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(8);
  });

  test("for good keep IM's code and their number", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    sandbox.faults([{ command: set, kind: "code", code: 10004, rate: 1 }]);
    await runChunk(chunkContext(operator), job, "run", 0);
    expect(await outcomesOf(operator, job.id)).toMatchObject(members.map(() => ({ outcome: "failed", code: "10004", before: 0, after: null })));
  });

  test("for good after an answer was lost are done all the same, where the lost one was of a write that worked", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    sandbox.faults([{ command: set, kind: "truncated", rate: 1, times: 1 }, { command: set, kind: "code", code: 10004, rate: 1 }]);
    await runChunk(chunkContext(operator), job, "run", 0);
    const stored = await outcomesOf(operator, job.id);
    expect(stored.map(({ outcome, attempts }) => `${outcome} ${attempts}`).toSorted()).toEqual(["changed 2", "failed 1", "failed 1", "failed 1"]);
    for (const [index, { before, after, outcome }] of stored.entries()) {
      const stands = sandbox.truth(members[index] ?? "").groups[0]?.unread;
      expect(stands).toBe(outcome === "changed" ? index + 1 : 0);
      expect([before, after]).toEqual([0, outcome === "changed" ? stands : null]);
    }
  });

  test("to be read back are unverified, not done", async ({ operator, sandbox }) => {
    const job = await running(operator, sandbox);
    const im: Context["im"] = {
      ...operator.im,
      send: (command, body, schema, options) => {
        if (command === set) sandbox.faults([{ command: "get_specified_group_member_info", kind: "code", code: 10002, rate: 1 }]);
        return operator.im.send(command, body, schema, options);
      },
    };
    await runChunk({ ...chunkContext(operator), im }, job, "run", 0);
    expect(await outcomesOf(operator, job.id)).toMatchObject(members.map(() => ({ outcome: "unverified", before: 0, after: null })));
  });

  test("because of who they are about are never sent", async ({ operator, sandbox }) => {
    const app = { ...operator.app, protectedAccounts: ["a*"] };
    const job = await running(operator, sandbox);
    await runChunk({ ...chunkContext(operator), app }, job, "run", 0);
    expect((await outcomesOf(operator, job.id)).map(({ outcome, code }) => [outcome, code])).toEqual([["refused", "account_protected"], ["changed", null], ["changed", null], ["changed", null]]);
    expect(sandbox.calls(set)).toBe(3);
  });
});
