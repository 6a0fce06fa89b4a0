import { createElement, type ReactElement } from "react";
import { expect, test } from "vitest";
import { RowChange } from "@/components/jobs/rows-change";
import { OutcomeBar } from "@/components/jobs/run-bar";
import { OutcomeBadge } from "@/components/jobs/run-outcome";
import { RunState } from "@/components/jobs/run-state";
import { countOutcomes } from "@/components/jobs/rows-filter";
import { useTallyText } from "@/components/jobs/use-tally-text";
import type { Job, JobRow } from "@/lib/shared/jobs";
import { render, textOf } from "../acts/render";
import { aJob, aRow, progress, tally } from "./jobs";

const seen = (part: ReactElement) => textOf(render(part, { role: "operator" })).trim();
const state = (job: Partial<Job>) => seen(createElement(RunState, { job: aJob(job) }));
const change = (row: Partial<JobRow>, kind: Job["kind"] = "set_group_unread", phase: "run" | "check" = "run") => seen(createElement(RowChange, { job: { kind }, phase, row: aRow(row), cell: "9" }));
const badge = (row: Partial<JobRow>, job: Pick<Job, "state"> = aJob(), phase: "run" | "check" = "run") => render(createElement(OutcomeBadge, { job, phase, row: aRow(row) }));
const pause = (differing: Partial<NonNullable<Job["pause"]>>) => state({ state: "paused", pause: { by: null, at: "2026-11-21T14:18:00.000Z", cause: "person", failed: null, of: null, ...differing } });
const chinese = (part: ReactElement) => textOf(render(part, { locale: "zh-CN" }));
const tone = (html: string) => /data-tone="(\w+)"/.exec(html)?.[1];

test("the end of a job is one sentence of what came of its rows", () => {
  const run = progress([tally("changed", 412), tally("no_effect", 3), tally("failed", 5, "10010")]);
  expect(state({ state: "finished", rows: 420, run })).toContain("Finished: 412 changed, 3 no effect, 5 failed");
  expect(state({ state: "cancelled", rows: 500, run })).toContain("Cancelled: 412 changed, 3 no effect, 5 failed, 80 never done");
  expect(state({ state: "cancelled", run: null })).toContain("Cancelled: no row was done");
});

test("counts stand apart from each other in Chinese too", () => {
  const counts = progress([tally("changed", 72), tally("unchanged", 4), tally("clamped", 3)]);
  const Foreseen = () => useTallyText()(counts);
  expect(chinese(createElement(RunState, { job: aJob({ state: "finished", rows: 79, run: counts }) }))).toContain("已完成：72 行已改，4 行未变，3 行被调低");
  expect(chinese(createElement(Foreseen))).toContain("72 行将更改，3 行将被下调，4 行无需更改");
});

test("a pause says whose doing it was, or what the stop rule saw", () => {
  expect(pause({ by: "zhou" })).toContain("Paused by zhou");
  expect(pause({ cause: "failures", failed: 25, of: 100 })).toContain("It stopped by itself: 25 of the last 100 rows failed");
  expect(pause({ cause: "unreachable" })).toContain("It stopped by itself: IM cannot be reached");
});

test("a job that waits says until when, and in which hours it runs", () => {
  const hours = { from: "22:00", to: "06:00", timeZone: "Asia/Shanghai" };
  expect(state({ state: "scheduled", startAt: "2026-11-21T18:00:00.000Z", hours, run: null })).toMatch(/Starts by itself at 2026-11-21 18:00:00 UTC.*between 22:00 and 06:00 \(Asia\/Shanghai\)/);
  expect(state({ waitingUntil: "2026-11-21T14:00:00.000Z", hours })).toContain("Waits for its hours: goes on at 2026-11-21 14:00:00 UTC");
});

test("a row shows what it was changed to, or else what was asked for, and never a made-up number", () => {
  expect(change({ outcome: "changed", before: 3, after: 9 })).toBe("3 → 9");
  expect(change({ outcome: "clamped", before: 3, after: 7 })).toBe("3 → 7 asked 9");
  for (const phase of ["run", "check"] as const) {
    expect(change({ outcome: "failed", before: 3, code: "10007" }, "set_group_unread", phase)).toBe("3 → – asked 9");
    expect(change({ outcome: "failed", code: "10010" }, "set_group_unread", phase)).toBe("– asked 9");
    expect(change({ outcome: "refused", code: "account_protected" }, "set_group_unread", phase)).toBe("– asked 9");
    expect(change({ asked: null, outcome: "failed", before: 3 }, "mark_read", phase)).toBe("3 → –");
  }
  expect(change({ outcome: "unverified", before: 3 })).toBe("3 → ?");
  expect(change({})).toBe("→ 9");
  expect(change({ asked: null, problems: [{ column: "UnreadMsgNum", value: "x", code: "unread_not_a_number" }] })).toBe("9");
});

test("marking read up to a time leaves at most what there was, and a report has one number", () => {
  const upTo = "2026-11-20T16:10:14.000Z";
  expect(change({ asked: null, outcome: "changed", before: 12 }, "mark_read", "check")).toBe("12 → 0");
  expect(change({ asked: null, outcome: "changed", before: 12, upTo }, "mark_read", "check")).toBe("12 → ≤ 12");
  expect(change({ asked: null, outcome: "pending", upTo }, "mark_read")).toBe("");
  expect(change({ asked: null, outcome: "read", before: 5, after: 5 }, "query_unread")).toBe("5");
  expect(change({ asked: null, outcome: "failed" }, "query_unread")).toBe("?");
});

test("only a change that was read back is green: neither one foreseen, nor any other end", () => {
  expect(tone(badge({ outcome: "changed" }))).toBe("good");
  expect(tone(badge({ outcome: "changed" }, aJob({ state: "checked" }), "check"))).toBe("neutral");
  for (const outcome of ["unchanged", "clamped", "no_effect", "unverified", "read", "failed", "refused", "pending"] as const) expect(tone(badge({ outcome })), outcome).not.toBe("good");
});

test("a badge holds IM's code and how often it was tried, and says what would be or never was", () => {
  expect(textOf(badge({ outcome: "failed", code: "10002", attempts: 3 }))).toMatch(/failed 10002 ×3/);
  expect(textOf(badge({ outcome: "pending" }))).toContain("not done yet");
  expect(textOf(badge({ outcome: "pending" }, aJob({ state: "cancelled" })))).toContain("never done");
  expect(textOf(badge({ outcome: "clamped" }, aJob({ state: "checked" }), "check"))).toContain("would be lowered");
});

test("the bar says in words what its colours show", () => {
  const run = progress([tally("changed", 60), tally("failed", 4, "10010")]);
  const html = render(createElement(OutcomeBar, { job: aJob({ run }), phase: "run", done: 64, counts: countOutcomes(aJob({ run }), run) }));
  expect(html).toContain('role="progressbar"');
  expect(html).toContain('aria-valuenow="64"');
  expect(html).toContain('aria-valuetext="64 of 100 rows done: changed 60, failed 4"');
});
