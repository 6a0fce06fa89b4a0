import { sql } from "drizzle-orm";
import type { Context } from "@/lib/server/context";
import { createJob, exportResult, listRows } from "@/lib/server/jobs";
import { unescapeCell } from "@/lib/shared/csv";
import type { JobKindName, RowOutcome } from "@/lib/shared/jobs";
import { parseCsv } from "@/tests/support/csv";
import { fileOf } from "../fixture";
import { addJob, addRows, begin, duplicate, expect, store, test } from "./fixture";

const result = ["status", "effect", "before", "after", "code", "message", "advice"];

/** The file's lines as they were before they were escaped. */
async function exported(ctx: Context, id: number, outcome?: RowOutcome): Promise<string[][]> {
  const text = await (await exportResult(ctx, { id, outcome })).text();
  return parseCsv(text).map((line) => line.map(unescapeCell));
}

async function upload(ctx: Context, text: string, kind: JobKindName = "set_group_unread"): Promise<number> {
  return (await createJob(ctx, { kind, reason: "tests" }, fileOf(text))).jobId;
}

test("a job that is none has no result, and neither has one whose rows were removed", async ({ operator, db }) => {
  await expect(exportResult(operator, { id: 7 })).rejects.toMatchObject({ code: "job_not_found" });
  const id = await addJob(db, { rowsRemovedAt: new Date() });
  await expect(exportResult(operator, { id })).rejects.toMatchObject({ code: "rows_removed" });
});

test("the file is named after the job, and holds the user's own columns as they were, with what became of each row", async ({ operator, db }) => {
  const id = await upload(operator, 'Note,GroupId,Member_Account,UnreadMsgNum\r\n=1+1,@TGS#1,alice,3\r\n"a, ""b""",@TGS#1,bob,3\r\n,@TGS#1,carol,3\r\n,@TGS#1,dora,3\r\n,@TGS#1,erin,x\r\n,@TGS#1,finn,9\r\n');
  await begin(db, id, "run", 2);
  await store(db, id, [
    { row: 2, outcome: "changed", before: 12, after: 3 },
    { row: 3, outcome: "clamped", before: 12, after: 2 },
    { row: 4, outcome: "failed", code: "10010" },
    { row: 5, outcome: "refused", code: "account_protected", before: 4 },
  ]);
  const answer = await exportResult(operator, { id });
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="job-${id}-result.csv"`);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(await answer.text()).toContain("\r\n'=1+1,'@TGS#1,alice,3,done,changed,12,3,,,\r\n");
  const [, , failed, refused, problem] = (await listRows(operator, { id })).rows;
  expect(await exported(operator, id)).toEqual([
    ["Note", "GroupId", "Member_Account", "UnreadMsgNum", ...result],
    ["=1+1", "@TGS#1", "alice", "3", "done", "changed", "12", "3", "", "", ""],
    ['a, "b"', "@TGS#1", "bob", "3", "done", "clamped", "12", "2", "", "", ""],
    ["", "@TGS#1", "carol", "3", "failed", "", "", "", "10010", failed?.message, failed?.advice],
    ["", "@TGS#1", "dora", "3", "refused", "", "4", "", "account_protected", refused?.message, refused?.advice],
    ["", "@TGS#1", "erin", "x", "refused", "", "", "", "row_problem", "UnreadMsgNum “x”: This is no number: write digits only.", problem?.advice],
    ["", "@TGS#1", "finn", "9", "pending", "", "", "", "", "", ""],
  ]);
  expect((await exported(operator, id, "failed")).slice(1).map(([, , member]) => member)).toEqual(["carol"]);
  expect((await exported(operator, id, "pending")).slice(1).map(([, , member]) => member)).toEqual(["finn"]);
  expect(await exported(operator, id, "unverified")).toEqual([["Note", "GroupId", "Member_Account", "UnreadMsgNum", ...result]]);
  expect((await exported({ ...operator, locale: "zh-CN" }, id))[5]?.[9]).toMatch(/不是数字/);
});

test("a report has its number in “before”", async ({ operator, db }) => {
  const id = await upload(operator, "To_Account,Peer_Account\r\nalice,\r\nalice,bob\r\n", "query_unread");
  await begin(db, id);
  await store(db, id, [{ row: 2, outcome: "read", before: 250 }, { row: 3, outcome: "failed", code: "peer_not_found" }]);
  expect((await exported(operator, id)).slice(1).map((line) => line.slice(0, 7))).toEqual([
    ["alice", "", "done", "read", "250", "", ""],
    ["alice", "bob", "failed", "", "", "", "peer_not_found"],
  ]);
});

test("what the dry run foresees is said, and that it has not been done", async ({ operator, db }) => {
  const id = await upload(operator, "GroupId,Member_Account,UnreadMsgNum\r\nteam,alice,3\r\nteam,bob,3\r\nteam,carol,-1\r\n");
  expect((await exported(operator, id, "refused")).map((line) => line.slice(1, 4))).toEqual([["Member_Account", "UnreadMsgNum", "status"], ["carol", "-1", "refused"]]);
  await begin(db, id, "check");
  await store(db, id, [{ row: 2, outcome: "changed", before: 9, after: 3 }, { row: 3, outcome: "failed", code: "member_not_found" }], "check");
  expect((await exported(operator, id)).slice(1).map((line) => line.slice(1, 7))).toEqual([
    ["alice", "3", "pending", "changed", "9", "3"],
    ["bob", "3", "failed", "", "", ""],
    ["carol", "-1", "refused", "", "", ""],
  ]);
});

test("a result can be uploaded again as it is: the same rows run, and a new result takes the place of the old one", async ({ operator, db }) => {
  const file = 'message,GroupId,Member_Account,UnreadMsgNum,Note\r\n"hello, ""you""",@TGS#1,alice,3,+49 1\r\n\'@x,@TGS#1,007,0,"two\nlines"\r\nextra,@TGS#1,bob,3,n,one too many\r\nbad,@TGS#1,,3,n\r\n';
  const first = await upload(operator, file);
  await begin(db, first);
  await store(db, first, [{ row: 2, outcome: "changed", before: 1, after: 3 }, { row: 3, outcome: "failed", code: "10010" }]);
  const lines = await exported(operator, first);
  const again = await upload(operator, await (await exportResult(operator, { id: first })).text());
  const [before, after] = [await listRows(operator, { id: first }), await listRows(operator, { id: again })];
  const targets = ({ rows }: typeof before) => rows.map(({ account, groupId, asked, problems }) => ({ account, groupId, asked, problems: problems.map(({ code }) => code) }));
  expect(targets(after)).toEqual(targets(before));
  expect(targets(after).map(({ problems }) => problems)).toEqual([[], [], ["extra_cells"], ["missing_value"]]);
  await begin(db, again);
  await store(db, again, [{ row: 2, outcome: "changed", before: 1, after: 3 }, { row: 3, outcome: "failed", code: "10010" }]);
  expect(await exported(operator, again)).toEqual(lines);
  expect(lines[0]).toEqual(["message", "GroupId", "Member_Account", "UnreadMsgNum", "Note", ...result]);
});

test("a column of the user's own that only shares its name with one of the result is kept", async ({ operator }) => {
  const id = await upload(operator, "GroupId,Member_Account,UnreadMsgNum,code\r\nteam,alice,3,A-17\r\n");
  expect(await exported(operator, id)).toEqual([["GroupId", "Member_Account", "UnreadMsgNum", "code", ...result], ["team", "alice", "3", "A-17", "pending", "", "", "", "", "", ""]]);
});

test("holds every row once, in order, however many there are, and is read as it is taken", { timeout: 120_000 }, async ({ operator, db, logged }) => {
  const id = await addJob(db);
  await addRows(db, id, Array.from({ length: 2500 }, (_, place) => ({ ...(place % 700 === 3 && { problems: duplicate }) })));
  const lines = await exported(operator, id);
  expect(lines.slice(1).map(([, member]) => member)).toEqual(Array.from({ length: 2500 }, (_, place) => `user-${place + 2}`));
  expect((await exported(operator, id, "refused")).slice(1)).toHaveLength(4);
  const reader = (await exportResult(operator, { id })).body?.getReader();
  for (let chunk = 0; chunk < 3; chunk += 1) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await reader?.read())?.done).toBe(false);
  }
  await db.execute(sql`alter table job_rows rename to elsewhere`);
  try {
    const rest = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    };
    await expect(rest()).rejects.toThrow();
  } finally {
    await db.execute(sql`alter table elsewhere rename to job_rows`);
  }
  expect(logged.join()).toContain("broke off on the way");
});
