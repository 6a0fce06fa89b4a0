import "server-only";
import { sql } from "drizzle-orm";
import type { RowProblem } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { legible } from "../db/legible";
import { claimedBy } from "./claimed-by";
import type { ReadRow } from "./read-row";

/** Rows as one parameter: however many there are, the statement stays the same. */
function asJson(rows: readonly object[]): string {
  const text = JSON.stringify(rows);
  // PostgreSQL's texts hold no NUL and no half of a surrogate pair; hardly any row has one.
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === "string" ? legible(value) : value));
}

const recordset = sql`(row integer, cells json, key text, item text, asked bigint, up_to bigint, problems json)`;

function flat({ row, cells, target, problems }: ReadRow) {
  return { row, cells, key: target?.key ?? null, item: target?.item ?? null, asked: target?.asked ?? null, up_to: target?.upTo ?? null, problems };
}

/** Adds rows to a job, all or none of them. */
export async function insertRows(db: Db, jobId: number, rows: readonly ReadRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into job_rows (job_id, row, cells, key, item, asked, up_to, problems)
    select ${jobId}, r.row, r.cells, r.key, r.item, r.asked, r.up_to, r.problems from json_to_recordset(${asJson(rows.map(flat))}::json) as r ${recordset}`);
}

/** Writes anew what rows come to; their cells stay. */
export async function updateRows(db: Db, jobId: number, rows: readonly ReadRow[], claim: string): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update job_rows j set key = r.key, item = r.item, asked = r.asked, up_to = r.up_to, problems = r.problems
    from json_to_recordset(${asJson(rows.map((row) => flat({ ...row, cells: [] })))}::json) as r ${recordset}
    where j.job_id = ${jobId} and j.row = r.row and ${claimedBy(jobId, claim)}`);
}

/** Sets rows aside because of `problem`. */
export async function setProblems(db: Db, jobId: number, found: readonly { row: number; problem: RowProblem }[], claim?: string): Promise<void> {
  if (found.length === 0) return;
  await db.execute(sql`
    update job_rows j set problems = r.problems
    from json_to_recordset(${asJson(found.map(({ row, problem }) => ({ row, problems: [problem] })))}::json) as r (row integer, problems json)
    where j.job_id = ${jobId} and j.row = r.row and ${claimedBy(jobId, claim)}`);
}
