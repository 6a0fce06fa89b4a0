import "server-only";
import { createHash } from "node:crypto";
import type { RowProblem } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { setProblems } from "./store-rows";
import { walkRows, type RowTarget } from "./walk-rows";

export interface Settled {
  usable: number;
  /** Different groups or accounts among the usable rows. */
  keys: number;
  digest: string;
}

const flushAt = 2000;

/**
 * Goes through a job's rows in the order of their targets: sets aside what repeats an earlier row, and all rows that ask different
 * things of one target, because nobody but their author knows which is meant; counts what is left and makes the digest over it.
 * `seed` keeps digests of different kinds and apps apart.
 */
export async function settle(db: Db, jobId: number, seed: string): Promise<Settled> {
  const hash = createHash("sha256").update(seed);
  const settled = { usable: 0, keys: 0 };
  const found: { row: number; problem: RowProblem }[] = [];
  let lastKey: string | undefined;
  let group: { first: RowTarget; rows: number[]; other: number | undefined } | undefined;

  const end = () => {
    if (!group) return;
    const { first, rows, other } = group;
    if (other !== undefined) {
      for (const row of rows) found.push({ row, problem: { column: null, value: null, code: "contradiction", row: row === first.row ? other : first.row } });
      return;
    }
    for (const row of rows.slice(1)) found.push({ row, problem: { column: null, value: null, code: "duplicate", row: first.row } });
    hash.update(`${JSON.stringify([first.key, first.item, first.asked, first.upTo, first.expected])}\n`);
    settled.usable += 1;
    if (first.key !== lastKey) settled.keys += 1;
    lastKey = first.key;
  };

  for await (const page of walkRows(db, jobId)) {
    for (const target of page) {
      if (group?.first.key === target.key && group.first.item === target.item) {
        group.rows.push(target.row);
        if (target.asked !== group.first.asked || target.upTo !== group.first.upTo) group.other ??= target.row;
      } else {
        end();
        group = { first: target, rows: [target.row], other: undefined };
      }
    }
    while (found.length >= flushAt) await setProblems(db, jobId, found.splice(0, flushAt));
  }
  end();
  while (found.length > 0) await setProblems(db, jobId, found.splice(0, flushAt));
  return { ...settled, digest: hash.digest("hex") };
}
