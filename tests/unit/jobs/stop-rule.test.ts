import { describe, expect, test } from "vitest";
import { createStopRule } from "@/lib/server/jobs/stop-rule";
import type { StoredOutcome } from "@/lib/server/jobs/store-outcomes";

const rows = (count: number, outcome: StoredOutcome["outcome"], code: string | null = null): StoredOutcome[] =>
  Array.from({ length: count }, (_, row) => ({ row, outcome, code, before: 0, after: 0, attempts: 1, rerun: false }));

describe("the stop rule", () => {
  test("stops when more than its share of the last hundred rows failed, and not at just that share", () => {
    const rule = createStopRule();
    expect(rule.add([...rows(80, "changed"), ...rows(20, "failed", "10002")], 20)).toBeUndefined();
    expect(rule.add(rows(1, "failed", "im_timeout"), 20)).toEqual({ failed: 21, of: 100 });
  });

  test("forgets what is longer ago than a hundred rows", () => {
    const rule = createStopRule();
    rule.add(rows(50, "failed", "10002"), 60);
    expect(rule.add(rows(100, "changed"), 1)).toBeUndefined();
  });

  test("says nothing before it has seen a hundred", () => {
    expect(createStopRule().add(rows(99, "failed", "10002"), 1)).toBeUndefined();
  });

  test("does not count rows that fail for a reason of their own, nor those that were never sent", () => {
    const rule = createStopRule();
    expect(rule.add([...rows(100, "failed", "member_not_found"), ...rows(100, "failed", "10010")], 1)).toBeUndefined();
    expect(rule.add(rows(500, "refused", "row_problem"), 1)).toBeUndefined();
    expect(rule.add(rows(2, "failed", "im_unreachable"), 1)).toEqual({ failed: 2, of: 100 });
  });
});
