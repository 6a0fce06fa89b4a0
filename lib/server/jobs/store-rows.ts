import "server-only";
import { sql } from "drizzle-orm";
import type { RowProblem } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import type { ReadRow } from "./read-row";

/** Rows as one parameter: however many there are, the statement stays the same. */
function asJson(rows: readonly object[]): string {
  // PostgreSQL's texts hold no NUL.
  return JSON.stringify(rows).replaceAll(String.raw`\u0000`, String.raw`\ufffd`);
}

interface StoredRow extends ReadRow {
  expected?: number | null;
}

const recordset = sql`(row integer, cells json, key text, item text, asked bigint, up_to bigint, expected bigint, problems json)`;

function flat({ row, cells, target, problems, expected }: StoredRow) {
  return { row, cells, key: target?.key ?? null, item: target?.item ?? null, asked: target?.asked ?? null, up_to: target?.upTo ?? null, expected: expected ?? null, problems };
}

/** Adds rows to a job, all or none of them. */
export async function insertRows(db: Db, jobId: number, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into job_rows (job_id, row, cells, key, item, asked, up_to, expected, problems)
    select ${jobId}, r.row, r.cells, r.key, r.item, r.asked, r.up_to, r.expected, r.problems from json_to_recordset(${asJson(rows.map(flat))}::json) as r ${recordset}`);
}

/** Writes anew what rows come to; their cells stay. */
export async function updateRows(db: Db, jobId: number, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update job_rows j set key = r.key, item = r.item, asked = r.asked, up_to = r.up_to, problems = r.problems
    from json_to_recordset(${asJson(rows.map((row) => flat({ ...row, cells: [] })))}::json) as r ${recordset}
    where j.job_id = ${jobId} and j.row = r.row`);
}

/** Sets rows aside because of `problem`. */
export async function setProblems(db: Db, jobId: number, found: readonly { row: number; problem: RowProblem }[]): Promise<void> {
  if (found.length === 0) return;
  await db.execute(sql`
    update job_rows j set problems = r.problems
    from json_to_recordset(${asJson(found.map(({ row, problem }) => ({ row, problems: [problem] })))}::json) as r (row integer, problems json)
    where j.job_id = ${jobId} and j.row = r.row`);
}
