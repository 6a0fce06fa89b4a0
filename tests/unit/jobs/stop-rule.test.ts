import { describe, expect, test } from "vitest";
import { createStopRule } from "@/lib/server/jobs/stop-rule";
import type { StoredOutcome } from "@/lib/server/jobs/store-outcomes";

const rows = (count: number, outcome: StoredOutcome["outcome"], code: string | null = null): StoredOutcome[] =>
  Array.from({ length: count }, (_, row) => ({ row, outcome, code, before: 0, after: 0, attempts: 1, rerun: false }));

const at = (stopPercent: number, previewed = true) => ({ stopPercent, previewed });

describe("the stop rule", () => {
  test("stops when more than its share of the last hundred rows failed, and not at just that share", () => {
    const rule = createStopRule();
    expect(rule.add([...rows(80, "changed"), ...rows(20, "failed", "10002")], at(20))).toBeUndefined();
    expect(rule.add(rows(1, "failed", "im_timeout"), at(20))).toEqual({ failed: 21, of: 100 });
  });

  test("forgets what is longer ago than a hundred rows", () => {
    const rule = createStopRule();
    rule.add(rows(50, "failed", "10002"), at(60));
    expect(rule.add(rows(100, "changed"), at(60))).toBeUndefined();
    expect(rule.add(rows(100, "changed"), at(1))).toBeUndefined();
  });

  test("says nothing before it has seen a hundred", () => {
    expect(createStopRule().add(rows(99, "failed", "10002"), at(1))).toBeUndefined();
  });

  test("finds trouble that good rows of the same chunk come after", () => {
    expect(createStopRule().add([...rows(100, "failed", "im_timeout"), ...rows(100, "changed").map((row) => ({ ...row, row: row.row + 100 }))], at(50))).toEqual({ failed: 100, of: 100 });
  });

  test("counts rows that fail for a reason of their own where no dry run has shown them", () => {
    expect(createStopRule().add(rows(100, "failed", "member_not_found"), at(20, false))).toEqual({ failed: 100, of: 100 });
  });

  test("does not count rows that fail for a reason of their own after a dry run, nor those that were never sent", () => {
    const rule = createStopRule();
    expect(rule.add([...rows(100, "failed", "member_not_found"), ...rows(100, "failed", "10010")], at(1))).toBeUndefined();
    expect(rule.add(rows(500, "refused", "row_problem"), at(1))).toBeUndefined();
    expect(rule.add(rows(2, "failed", "im_unreachable"), at(1))).toEqual({ failed: 2, of: 100 });
  });
});
