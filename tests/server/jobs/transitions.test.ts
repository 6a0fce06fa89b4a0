import { eq, sql } from "drizzle-orm";
import { approve, cancel, dryRun, pause, putBackJob, resume, retry, setColumns, start } from "@/lib/server/jobs";
import type { Context } from "@/lib/server/context";
import type { Db } from "@/lib/server/db/client";
import { jobs } from "@/lib/server/db/schema";
import { allowedStates, jobActions, jobStates, type JobAction, type JobState } from "@/lib/shared/jobs";
import { auditRows } from "../../support/audit-rows";
import { describe, expect, test, upload } from "./fixture";

const file = "GroupId,Member_Account,UnreadMsgNum\nteam,ann,3\n";
const columns = { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 };

const acts: Record<JobAction, (ctx: Context, id: number) => Promise<unknown>> = {
  columns: (ctx, id) => setColumns(ctx, { id, columns }),
  "dry-run": (ctx, id) => dryRun(ctx, { id }),
  approve: (ctx, id) => approve(ctx, { id }),
  start: (ctx, id) => start(ctx, { id, skipDryRun: true }),
  pause: (ctx, id) => pause(ctx, { id }),
  resume: (ctx, id) => resume(ctx, { id }),
  cancel: (ctx, id) => cancel(ctx, { id }),
  retry: (ctx, id) => retry(ctx, { id }),
  "put-back": (ctx, id) => putBackJob(ctx, { id }),
};

async function jobIn(ctx: Context, state: JobState): Promise<number> {
  const id = await upload(ctx, "set_group_unread", file);
  await ctx.db.update(jobs).set({ state }).where(eq(jobs.id, id));
  return id;
}

async function stored(db: Db, id: number) {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, id));
  return job;
}

for (const action of jobActions) {
  const wrong = jobStates.filter((state) => !allowedStates[action].includes(state));
  test(`${action} is refused in every state but ${allowedStates[action].join(", ")}, and changes nothing`, async ({ operator, admin, db }) => {
    const asker = action === "approve" ? admin : operator;
    for (const state of wrong) {
      const id = await jobIn(operator, state);
      const before = await stored(db, id);
      await expect(acts[action](asker, id), `${action} while ${state}`).rejects.toMatchObject({ code: "wrong_state", status: 409, params: { state } });
      expect(await stored(db, id)).toEqual(before);
    }
  });
}

describe("who may", () => {
  test("start, preview, name columns and resume a job: its creator or an admin, nobody else", async ({ operator, admin }) => {
    const other = { ...operator, actor: { name: "li", role: "operator" as const } };
    for (const action of ["columns", "dry-run", "start"] as const) {
      const id = await jobIn(operator, "ready");
      await expect(acts[action](other, id), action).rejects.toMatchObject({ code: "not_your_job", status: 403, params: { owner: "mei" } });
      await acts[action](admin, id);
    }
    const id = await jobIn(operator, "paused");
    await expect(resume(other, { id })).rejects.toMatchObject({ code: "not_your_job" });
    await resume(admin, { id });
  });

  test("pause and cancel another operator's job: whoever may run jobs", async ({ operator, db }) => {
    const other = { ...operator, actor: { name: "li", role: "operator" as const } };
    const id = await jobIn(operator, "running");
    await pause(other, { id });
    expect(await stored(db, id)).toMatchObject({ state: "paused", pausedBy: "li", pauseCause: "person" });
    await cancel(other, { id });
    expect(await stored(db, id)).toMatchObject({ state: "cancelled" });
  });

  test("do anything with jobs: not an agent", async ({ ctx, operator }) => {
    for (const action of jobActions) {
      const id = await jobIn(operator, allowedStates[action][0] ?? "ready");
      await expect(acts[action](ctx, id), action).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

/** Every job of one row wants a second person. */
const strict = (ctx: Context): Context => ({ ...ctx, settings: { ...ctx.settings, jobApprovalRows: 0 } });

describe("approval", () => {
  test("takes a second person: not the creator, not twice, and not before the dry run", async ({ operator, admin, db }) => {
    const mine = strict({ ...operator, actor: { name: "mei", role: "admin" } });
    const id = await jobIn(operator, "ready");
    await expect(start(mine, { id, skipDryRun: true })).rejects.toMatchObject({ code: "dry_run_first" });
    await db.update(jobs).set({ state: "checked" }).where(eq(jobs.id, id));
    await expect(start(mine, { id })).rejects.toMatchObject({ code: "approval_required", params: { rows: 0 } });
    await expect(approve(mine, { id })).rejects.toMatchObject({ code: "own_job" });
    await expect(approve(strict(operator), { id })).rejects.toMatchObject({ code: "forbidden" });
    await approve(strict(admin), { id });
    await expect(approve(strict(admin), { id })).rejects.toMatchObject({ code: "already_approved" });
    await start(mine, { id });
    expect(await stored(db, id)).toMatchObject({ state: "running", approvedBy: "zhou", startedBy: "mei" });
  });

  test("no longer holds when the job is previewed anew, or its columns change", async ({ operator, admin, db }) => {
    for (const again of ["dry-run", "columns"] as const) {
      const id = await jobIn(operator, "checked");
      await approve(strict(admin), { id });
      await acts[again](operator, id);
      expect(await stored(db, id), again).toMatchObject({ approvedBy: null, approvedAt: null });
    }
  });

  test("is not wanted for a report, however long", async ({ operator, db }) => {
    const id = await upload(operator, "query_unread", "To_Account\nann\n");
    await start(strict(operator), { id, skipDryRun: true });
    expect(await stored(db, id)).toMatchObject({ state: "running" });
  });
});

describe("starting", () => {
  test("without a dry run has to be said", async ({ operator, db }) => {
    const id = await jobIn(operator, "ready");
    await expect(start(operator, { id })).rejects.toMatchObject({ code: "dry_run_first", status: 409 });
    expect(await stored(db, id)).toMatchObject({ state: "ready" });
  });

  test("in production wants the app's label, typed; a report does not", async ({ operator, db }) => {
    const app = { ...operator.app, label: "Shop Chat", environment: "production" as const };
    const production = { ...operator, app, apps: new Map([[app.sdkAppId, { app, im: operator.im }]]) };
    const id = await jobIn(operator, "ready");
    for (const confirm of [undefined, "", "shop chat", "Shop"]) await expect(start(production, { id, skipDryRun: true, confirm })).rejects.toMatchObject({ code: "invalid_input", fields: { confirm: "confirm_label" } });
    await start(production, { id, skipDryRun: true, confirm: "Shop Chat" });
    expect(await stored(db, id)).toMatchObject({ state: "running" });
    const report = await upload(operator, "query_unread", "To_Account\nann\n");
    await start(production, { id: report, skipDryRun: true });
    expect(await stored(db, report)).toMatchObject({ state: "running" });
  });

  test("twice at once: one wins, the other is told that it runs", async ({ operator, db }) => {
    const id = await jobIn(operator, "checked");
    const ends = await Promise.allSettled([start(operator, { id }), start({ ...operator, attempt: { recorded: false } }, { id })]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "wrong_state", params: { state: "running" } } });
    const started = (await auditRows(db)).filter(({ action }) => action === "job.start");
    expect(started).toHaveLength(1);
  });

  test("later waits for its time, one that has just passed means now, and one long passed is refused", async ({ operator, db }) => {
    const [later, now] = [await jobIn(operator, "checked"), await jobIn(operator, "checked")];
    await start(operator, { id: later, startAt: "2099-01-01T00:00:00Z", hours: { from: "22:00", to: "06:00", timeZone: "Asia/Shanghai" }, stopPercent: 5 });
    await start(operator, { id: now, startAt: new Date(Date.now() - 60_000).toISOString() });
    await expect(start(operator, { id: await jobIn(operator, "checked"), startAt: "2001-01-01T00:00:00Z" })).rejects.toMatchObject({ code: "invalid_input", fields: { startAt: "start_in_past" } });
    expect(await stored(db, later)).toMatchObject({ state: "scheduled", startAt: new Date("2099-01-01T00:00:00Z"), hours: { from: "22:00" }, stopPercent: 5 });
    expect(await stored(db, now)).toMatchObject({ state: "running", stopPercent: 20 });
    await pause(operator, { id: later });
    await resume(operator, { id: later });
    expect(await stored(db, later)).toMatchObject({ state: "scheduled", pausedBy: null, pauseCause: null });
  });

  test("is refused where the console is read only, or the app is not configured any more", async ({ operator, db }) => {
    const id = await jobIn(operator, "checked");
    await expect(start({ ...operator, settings: { ...operator.settings, readOnly: true } }, { id })).rejects.toMatchObject({ code: "read_only" });
    await expect(start({ ...operator, apps: new Map() }, { id })).rejects.toMatchObject({ code: "app_not_found" });
    expect(await stored(db, id)).toMatchObject({ state: "checked" });
  });

  test("and everything else about a job that there is not says so", async ({ operator }) => {
    for (const action of jobActions) await expect(acts[action](operator, 99_999), action).rejects.toMatchObject({ code: "job_not_found", status: 404 });
  });
});

test("every transition leaves one entry with who, why, and the digest of the rows", async ({ operator, db }) => {
  const id = await jobIn(operator, "ready");
  const digest = (await stored(db, id))?.digest;
  await start(operator, { id, skipDryRun: true });
  await pause(operator, { id });
  await resume(operator, { id });
  await cancel(operator, { id });
  const told = (await auditRows(db)).map(({ action, actor, reason, outcome, detail }) => ({ action, actor, reason, outcome, jobId: detail?.jobId, digest: detail?.digest }));
  const common = { actor: "mei", reason: "tests", outcome: "ok", jobId: id, digest };
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(told).toEqual(["job.create", "job.start", "job.pause", "job.resume", "job.cancel"].map((action) => ({ action, ...common })));
});

test("without a record nothing changes", async ({ operator, db }) => {
  const id = await jobIn(operator, "ready");
  
  await db.execute(sql`alter table audit_events add constraint no_more check (seq < 0) not valid`);
  try {
    await expect(start(operator, { id, skipDryRun: true })).rejects.toMatchObject({ code: "record_unavailable" });
  } finally {
    await db.execute(sql`alter table audit_events drop constraint no_more`);
  }
  expect(await stored(db, id)).toMatchObject({ state: "ready" });
});
