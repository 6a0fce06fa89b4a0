import { asc, eq } from "drizzle-orm";
import { createJob, setColumns } from "@/lib/server/jobs";
import type { Db } from "@/lib/server/db/client";
import { jobRows, jobs } from "@/lib/server/db/schema";
import { removeOldRows } from "@/lib/server/jobs/retention";
import { auditRows } from "../../support/audit-rows";
import { describe, expect, fileOf, test, upload } from "./fixture";

const header = "GroupId,Member_Account,UnreadMsgNum\n";

function rowsOf(db: Db, id: number) {
  return db.select().from(jobRows).where(eq(jobRows.jobId, id)).orderBy(asc(jobRows.row));
}

async function problemsOf(db: Db, id: number) {
  return (await rowsOf(db, id)).map(({ row, problems }) => [row, problems?.map(({ code, column, value, row: other }) => [code, column, value, ...(other === undefined ? [] : [other])]) ?? []]);
}

describe("a file becomes a job", () => {
  test("with its targets, its cells as they stand, and columns of its own", async ({ operator, db }) => {
    const file = fileOf("Note;group id;MEMBER ACCOUNT;unreadmsgnum\nfirst;'@TGS#2CLUZEAEJ;00412;07\n;support desk;a b;0\n");
    const { jobId, ...result } = await createJob(operator, { kind: "set_group_unread", reason: "import", ticket: "OPS-1", name: "numbers.csv" }, file);
    expect(result).toEqual({ rows: 2, problems: 0, mapping: false, sameAs: null });
    const [job] = await db.select().from(jobs).where(eq(jobs.id, jobId));
    expect(job).toMatchObject({ state: "ready", createdBy: "mei", ticket: "OPS-1", fileName: "numbers.csv", columns: ["Note", "group id", "MEMBER ACCOUNT", "unreadmsgnum"], mapping: { GroupId: 1, Member_Account: 2, UnreadMsgNum: 3 }, rows: 2, usable: 2, keys: 2 });
    expect(await rowsOf(db, jobId)).toMatchObject([
      { row: 2, cells: ["first", "@TGS#2CLUZEAEJ", "00412", "07"], key: "@TGS#2CLUZEAEJ", item: "00412", asked: 7, problems: null },
      { row: 3, cells: ["", "support desk", "a b", "0"], key: "support desk", item: "a b", asked: 0 },
    ]);
  });

  test("of marking read, with times in seconds or with a zone, and of a report", async ({ operator, db }) => {
    const mark = await upload(operator, "mark_read", "Report_Account,Peer_Account,MsgReadTime\nann,bob,\nann,cid,1700000000\nann,dan,2026-11-20 16:10:14+08:00\n");
    expect((await rowsOf(db, mark)).map(({ key, item, upTo }) => [key, item, upTo])).toEqual([["ann", "bob", null], ["ann", "cid", 1_700_000_000], ["ann", "dan", Date.parse("2026-11-20T08:10:14Z") / 1000]]);
    const report = await upload(operator, "query_unread", "To_Account\nann\nbob\n");
    expect((await rowsOf(db, report)).map(({ key, item }) => [key, item])).toEqual([["ann", ""], ["bob", ""]]);
  });

  test("and every row that cannot be used says all that is wrong with it, by column and value", async ({ operator, db }) => {
    const id = await upload(
      operator,
      "set_group_unread",
      `${header}team,ann,-1\nteam,bob,1.5\nteam,cid,three\nteam,dan,4294967296\n,eve,1\nteam,,\nteam,${"x".repeat(33)},1\nteam,小明,1\nteam,fay,1,extra\n@TGS#_${"y".repeat(60)},ann,1\nteam,gus,2\n`,
    );
    expect(await problemsOf(db, id)).toEqual([
      [2, [["unread_negative", "UnreadMsgNum", "-1"]]],
      [3, [["unread_not_whole", "UnreadMsgNum", "1.5"]]],
      [4, [["unread_not_a_number", "UnreadMsgNum", "three"]]],
      [5, [["unread_too_big", "UnreadMsgNum", "4294967296"]]],
      [6, [["missing_value", "GroupId", ""]]],
      [7, [["missing_value", "Member_Account", ""], ["missing_value", "UnreadMsgNum", ""]]],
      [8, [["user_id_too_long", "Member_Account", "x".repeat(33)]]],
      [9, [["user_id_characters", "Member_Account", "小明"]]],
      [10, [["extra_cells", null, "extra"]]],
      [11, [["group_id_too_long", "GroupId", `@TGS#_${"y".repeat(60)}`]]],
      [12, []],
    ]);
    expect((await db.select().from(jobs).where(eq(jobs.id, id)))[0]).toMatchObject({ rows: 11, usable: 1 });
  });

  test("repeated rows run once; of rows that contradict each other none does", async ({ operator, db }) => {
    const id = await upload(operator, "set_group_unread", `${header}team,ann,3\nteam,bob,1\nteam,ann,3\nclub,ann,5\nteam,bob,2\nteam,bob,1\nteam,ann,3\n`);
    expect(await problemsOf(db, id)).toEqual([
      [2, []],
      [3, [["contradiction", null, null, 6]]],
      [4, [["duplicate", null, null, 2]]],
      [5, []],
      [6, [["contradiction", null, null, 3]]],
      [7, [["contradiction", null, null, 3]]],
      [8, [["duplicate", null, null, 2]]],
    ]);
    expect((await db.select().from(jobs).where(eq(jobs.id, id)))[0]).toMatchObject({ usable: 2, keys: 2 });
  });

  test("the same rows in another order are the same job: it is said, and not refused", async ({ operator }) => {
    const first = await createJob(operator, { kind: "set_group_unread", reason: "tests" }, fileOf(`${header}team,ann,3\nclub,bob,1\n`));
    const again = await createJob(operator, { kind: "set_group_unread", reason: "tests" }, fileOf(`Group,Member,Unread,Note\nclub,bob,1,x\nteam,ann,3,y\n`));
    const other = await createJob(operator, { kind: "set_group_unread", reason: "tests" }, fileOf(`${header}team,ann,4\nclub,bob,1\n`));
    expect([again.sameAs, other.sameAs]).toEqual([first.jobId, null]);
  });
});

describe("a file whose columns are not known", () => {
  test("waits for them to be named, and is read by that", async ({ operator, db }) => {
    const { jobId, mapping } = await createJob(operator, { kind: "set_group_unread", reason: "tests" }, fileOf("room,who,n\nteam,ann,3\nteam,bob,x\n"));
    expect(mapping).toBe(true);
    expect((await rowsOf(db, jobId)).map(({ key, problems }) => [key, problems])).toEqual([[null, null], [null, null]]);
    await setColumns(operator, { id: jobId, columns: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 } });
    expect((await db.select().from(jobs).where(eq(jobs.id, jobId)))[0]).toMatchObject({ state: "ready", usable: 1, mapping: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 } });
    expect(await problemsOf(db, jobId)).toEqual([[2, []], [3, [["unread_not_a_number", "n", "x"]]]]);
  });

  test("can be named otherwise before it starts; rows set aside before are looked at anew", async ({ operator, db }) => {
    const id = await upload(operator, "set_group_unread", `${header}team,ann,3\nteam,ann,4\n`);
    expect((await db.select().from(jobs).where(eq(jobs.id, id)))[0]).toMatchObject({ usable: 0 });
    await setColumns(operator, { id, columns: { GroupId: 1, Member_Account: 0, UnreadMsgNum: 2 } });
    expect((await rowsOf(db, id)).map(({ key, item }) => [key, item])).toEqual([["ann", "team"], ["ann", "team"]]);
  });

  test("refuses a column that is missing, taken twice, or not in the file", async ({ operator }) => {
    const { jobId } = await createJob(operator, { kind: "set_group_unread", reason: "tests" }, fileOf("room,who,n\nteam,ann,3\n"));
    await expect(setColumns(operator, { id: jobId, columns: { GroupId: 0, Member_Account: 0, UnreadMsgNum: null } })).rejects.toMatchObject({ code: "invalid_input", fields: { "columns.Member_Account": "column_twice", "columns.UnreadMsgNum": "column_required" } });
    await expect(setColumns(operator, { id: jobId, columns: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 3 } })).rejects.toMatchObject({ fields: { "columns.UnreadMsgNum": "column_required" } });
  });
});

async function expectNothing(db: Db) {
  expect(await db.select().from(jobs)).toEqual([]);
  expect(await db.select().from(jobRows)).toEqual([]);
}

async function* cut() {
  yield new TextEncoder().encode(header + Array.from({ length: 5000 }, (_, row) => `team,m${row},1\n`).join(""));
  throw new Error("aborted");
}

describe("nothing half-made remains", () => {
  test("of an upload that is cut off half-way", async ({ operator, db }) => {
    await expect(createJob(operator, { kind: "set_group_unread", reason: "tests" }, cut())).rejects.toThrow();
    await expectNothing(db);
  });

  test("of a file that is empty, has no rows, too many, or is no text", async ({ operator, db }) => {
    const few = { ...operator, settings: { ...operator.settings, jobMaxRows: 2 } };
    const make = (ctx: typeof operator, ...parts: (string | Uint8Array)[]) => createJob(ctx, { kind: "set_group_unread", reason: "tests" }, fileOf(...parts));
    await expect(make(operator)).rejects.toMatchObject({ code: "file_empty", status: 422 });
    await expect(make(operator, header)).rejects.toMatchObject({ code: "file_empty" });
    await expect(make(few, `${header}team,a,1\nteam,b,1\nteam,c,1\n`)).rejects.toMatchObject({ code: "file_too_many_rows", status: 413 });
    await expect(make(operator, Uint8Array.from({ length: 4096 }, (_, index) => (index * 197 + 13) % 256))).rejects.toMatchObject({ code: "file_not_text" });
    await expect(make(operator, Array.from({ length: 10_000 }, () => "x").join(","), "\n")).rejects.toMatchObject({ code: "file_too_wide" });
    await expectNothing(db);
  });

  test("of an upload whose process died, once its time is over; what still comes in stays", async ({ operator, db }) => {
    const id = await upload(operator, "set_group_unread", `${header}team,ann,1\n`);
    await db.update(jobs).set({ state: "uploading" }).where(eq(jobs.id, id));
    await removeOldRows(db, 90);
    expect(await rowsOf(db, id)).toHaveLength(1);
    await db.update(jobs).set({ touchedAt: new Date(Date.now() - 11 * 60_000) }).where(eq(jobs.id, id));
    await removeOldRows(db, 90);
    await expectNothing(db);
  });
});

describe("who sends a file", () => {
  test("gives a reason where the console wants one, and cannot change anything where it is read only", async ({ operator, db }) => {
    await expect(createJob(operator, { kind: "set_group_unread" }, fileOf(`${header}team,ann,1\n`))).rejects.toMatchObject({ code: "invalid_input", fields: { reason: "reason_required" } });
    const readOnly = { ...operator, settings: { ...operator.settings, readOnly: true } };
    await expect(createJob(readOnly, { kind: "set_group_unread", reason: "x" }, fileOf(`${header}team,ann,1\n`))).rejects.toMatchObject({ code: "read_only" });
    expect(await db.select().from(jobs)).toEqual([]);
    await createJob(readOnly, { kind: "query_unread", reason: "x" }, fileOf("To_Account\nann\n"));
  });

  test("is in the record with the file's name and digest", async ({ operator, db }) => {
    const { jobId } = await createJob(operator, { kind: "set_group_unread", reason: "import", ticket: "OPS-1", name: "numbers.csv" }, fileOf(`${header}team,ann,1\n`));
    const [job] = await db.select().from(jobs).where(eq(jobs.id, jobId));
    expect(await auditRows(db)).toMatchObject([{ action: "job.create", actor: "mei", reason: "import", ticket: "OPS-1", outcome: "ok", sdkAppId: operator.app.sdkAppId, detail: { jobId, kind: "set_group_unread", rows: 1, usable: 1, digest: job?.digest, file: "numbers.csv" } }]);
  });
});
