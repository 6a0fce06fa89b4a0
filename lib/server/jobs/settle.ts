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

interface Options {
  /** Whose turn it is to write to the rows, where several may want to. */
  claim?: string | undefined;
  /** Is called again and again on the way. */
  onPage?: (() => Promise<void>) | undefined;
}

/** What the digest begins with. */
export function seedOf({ kind, sdkAppId }: { kind: string; sdkAppId: string }): string {
  return `${kind} ${sdkAppId}\n`;
}

/** What a row adds to the digest over all of them. */
export function digestLine({ key, item, asked, upTo, expected }: RowTarget): string {
  return `${JSON.stringify([key, item, asked, upTo, expected])}\n`;
}

/**
 * Goes through a job's rows in the order of their targets: sets aside what repeats an earlier row, and all rows that ask different
 * things of one target, because nobody but their author knows which is meant; counts what is left and makes the digest over it.
 * `seed` keeps digests of different kinds and apps apart.
 */
export async function settle(db: Db, jobId: number, seed: string, { claim, onPage }: Options = {}): Promise<Settled> {
  const hash = createHash("sha256").update(seed);
  const settled = { usable: 0, keys: 0 };
  const found: { row: number; problem: RowProblem }[] = [];
  let lastKey: string | undefined;
  // Of rows about one target no more than their numbers is held: there may be a million of them.
  let group: { first: RowTarget; rows: number[]; other: number | undefined } | undefined;

  const setAside = async (row: number, code: string, other: number) => {
    found.push({ row, problem: { column: null, value: null, code, row: other } });
    if (found.length >= flushAt) await setProblems(db, jobId, found.splice(0), claim);
  };
  const end = async () => {
    if (!group) return;
    const { first, rows, other } = group;
    for (const row of rows) {
      // oxlint-disable-next-line no-await-in-loop
      if (other !== undefined) await setAside(row, "contradiction", row === first.row ? other : first.row);
      // oxlint-disable-next-line no-await-in-loop
      else if (row !== first.row) await setAside(row, "duplicate", first.row);
    }
    if (other !== undefined) return;
    hash.update(digestLine(first));
    settled.usable += 1;
    if (first.key !== lastKey) settled.keys += 1;
    lastKey = first.key;
  };

  for await (const page of walkRows(db, jobId)) {
    await onPage?.();
    for (const target of page) {
      if (group?.first.key === target.key && group.first.item === target.item) {
        group.rows.push(target.row);
        if (target.asked !== group.first.asked || target.upTo !== group.first.upTo) group.other ??= target.row;
      } else {
        await end();
        group = { first: target, rows: [target.row], other: undefined };
      }
    }
  }
  await end();
  if (found.length > 0) await setProblems(db, jobId, found, claim);
  return { ...settled, digest: hash.digest("hex") };
}
