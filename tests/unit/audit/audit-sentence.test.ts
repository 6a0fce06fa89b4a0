import { createElement } from "react";
import { expect, test } from "vitest";
import { AuditSentence } from "@/components/audit/audit-sentence";
import type { AuditEntry } from "@/lib/shared/audit";
import { render, textOf } from "../acts/render";

const entry = { action: "conversation.mark_read", outcome: "ok", actor: "ann", sdkAppId: "1400000001", account: "alice", peer: "bob", groupId: null, asked: null, putBackOf: null, job: null } as const;
/** Only what the sentence is made of. */
const sentence = (differs: Partial<AuditEntry>) => textOf(render(createElement(AuditSentence, { entry: { ...entry, ...differs } as AuditEntry }))).trim();

test("names who did what to whom", () => {
  expect(sentence({})).toMatch(/ann .*alice .*bob/);
});

test("an id of blanks alone shows in quotes, so that its link can be seen", () => {
  expect(sentence({ account: " " })).toContain("&quot; &quot;");
});

test("tells of a job by its number, and of what nobody did by themselves", () => {
  const job = { id: 57, rows: 48_210, digest: null, counts: null };
  const about = { account: null, peer: null, job };
  expect(sentence({ ...about, action: "job.start" })).toMatch(/ann started job 57 \(48,210 rows\)/);
  expect(sentence({ ...about, action: "job.approve", outcome: "denied" })).toMatch(/tried to approve.*job 57/);
  expect(sentence({ ...about, action: "job.create", outcome: "denied", job: null })).toMatch(/ann tried to make a job$/);
  expect(sentence({ ...about, action: "job.put_back", outcome: "unknown", job: null })).toMatch(/tried to put back what a job changed$/);
  expect(sentence({ ...about, action: "job.stop" })).toMatch(/Job 57.*paused by itself/);
});
