import { expect, test } from "vitest";
import { summaryText } from "@/components/accounts/summary-text";
import { both } from "@/lib/shared/bilingual";
import type { Picture } from "@/lib/shared/picture";

const app = { sdkAppId: "1400000001", label: "Shop Chat", environment: "staging" as const };

const read: Picture = {
  userId: "dramon1",
  startedAt: "2026-11-20T11:12:30.100Z",
  readAt: "2026-11-20T11:12:32.900Z",
  exists: true,
  protected: false,
  total: { ok: true, value: 27 },
  conversations: { ok: true, value: { complete: true, entries: 0, list: [] } },
  groups: { ok: true, value: [] },
  moved: "no",
  sums: { total: 27, listed: 24, unreadable: 0, unexplained: 3, groups: 4, mutedGroups: 0, badge: 31 },
  findings: [],
  calls: 7,
};
const failed = { ok: false as const, error: { code: "im_timeout", message: "No answer." } };
const unknown = { total: null, listed: null, unreadable: 0, unexplained: null, groups: null, mutedGroups: null, badge: null };

test("says the same in both languages, the reader's own first", () => {
  const english = summaryText({ picture: read, app, first: "en" });
  const chinese = summaryText({ picture: read, app, first: "zh-CN" });
  expect(english.startsWith("Unread count summary\n")).toBe(true);
  expect(chinese.startsWith("未读数排查摘要\n")).toBe(true);
  expect(english.split("\n\n").toReversed()).toEqual(chinese.split("\n\n"));
});

test("names app, account, time in UTC, and how the numbers add up", () => {
  const [english] = summaryText({ picture: read, app, first: "en" }).split("\n\n");
  expect(english?.split("\n")).toEqual([
    "Unread count summary",
    "App: Shop Chat (1400000001, staging)",
    "Account: dramon1",
    "Read at: 2026-11-20 11:12:32 UTC",
    "Server badge: 31 = one-to-one 27 + groups 4",
    "One-to-one: 27 = listed conversations 24 + unexplained 3",
    "Findings: none.",
  ]);
});

test("gives each finding with its verdict and next step in the language around it, and none of its evidence", () => {
  const finding = {
    code: "unexplained",
    verdict: "fixable" as const,
    title: both("3 unread are in no listed conversation.", "有 3 条未读不在列表的会话中。"),
    next: both("Find the missing conversations.", "查找缺失的会话。"),
    evidence: [{ label: both("Peer", "对方账号"), value: 3, account: "vip.somebody" }],
    fix: null,
  };
  const [english, chinese] = summaryText({ picture: { ...read, findings: [finding] }, app, first: "en" }).split("\n\n");
  expect(english).toContain("Findings:\n1. [can be fixed from the console] 3 unread are in no listed conversation. Next step: Find the missing conversations.");
  expect(chinese).toContain("诊断结果：\n1. 【可在控制台修复】有 3 条未读不在列表的会话中。下一步：查找缺失的会话。");
  expect(`${english}${chinese}`).not.toContain("vip.somebody");
});

test("promises less where the server may not mend it and there is something to try, and nothing more where there is not", () => {
  const finding = { code: "peer_gone", verdict: "not_from_server" as const, title: both("One is gone.", "一个账号已不存在。"), next: both("Try it.", "可尝试。"), evidence: [] };
  const findings = [{ ...finding, fix: { kind: "mark_read" as const, peers: ["gone.seller"] } }, { ...finding, fix: { kind: "find_missing" as const, missing: 3 } }, { ...finding, fix: { kind: "check_marks" as const } }, { ...finding, fix: null }];
  const [english, chinese] = summaryText({ picture: { ...read, findings }, app, first: "en" }).split("\n\n");
  expect(english?.match(/\[.*?\]/g)).toEqual(["[not surely from the server]", "[not surely from the server]", "[not from the server]", "[not from the server]"]);
  expect(chinese?.match(/【.*?】/g)).toEqual(["【服务端未必能修复】", "【服务端未必能修复】", "【服务端无法修复】", "【服务端无法修复】"]);
});

test("with a group whose number is unknown, finding nothing is no all-clear", () => {
  const [english] = summaryText({ picture: { ...read, sums: { ...read.sums, groups: null, badge: null } }, app, first: "en" }).split("\n\n");
  expect(english).toContain("Findings: none, but not everything could be read.");
});

test("says that a number is unknown, never 0, and what could not be read", () => {
  const picture: Picture = { ...read, total: failed, conversations: failed, groups: failed, sums: unknown, exists: null };
  const [english, chinese] = summaryText({ picture, app, first: "en" }).split("\n\n");
  expect(english).toContain("Server badge: unknown = one-to-one unknown + groups unknown");
  expect(english).toContain("One-to-one: unknown = listed conversations unknown + unexplained unknown");
  expect(english).toContain("Could not be read: one-to-one total, conversations, groups");
  expect(english).toContain("Whether the account exists could not be checked.");
  expect(english).toContain("Findings: none, but not everything could be read.");
  expect(chinese).toContain("服务端角标：未知 = 单聊 未知 + 群聊 未知");
  expect(chinese).toContain("未能读取：单聊未读总数、会话列表、群聊");
  expect(`${english}${chinese}`.replaceAll(/1400000001|2026-11-20 11:12:32/g, "")).not.toMatch(/\b0\b/);
});

test("gives no numbers for an account that does not exist", () => {
  const [english] = summaryText({ picture: { ...read, exists: false, total: failed, sums: unknown }, app, first: "en" }).split("\n\n");
  expect(english?.split("\n").slice(4)).toEqual(["This account does not exist in the app."]);
});

test("tells muted groups, unreadable conversations and moving numbers", () => {
  const sums = { ...read.sums, unexplained: null, unreadable: 2, mutedGroups: 1 };
  const [english] = summaryText({ picture: { ...read, moved: "moving", sums }, app, first: "en" }).split("\n\n");
  expect(english).toContain("One-to-one: 27 = listed conversations 24 + unexplained unknown");
  expect(english).toContain("Of the groups, in muted ones: 1");
  expect(english).toContain("Conversations whose number could not be read: 2");
  expect(english).toContain("The numbers were changing while they were read");
  expect(english).toContain("Findings: none, but not everything could be read.");
});

test("says what the last act on the page came to, with the badge before and now", () => {
  const before = { ...read, sums: { ...read.sums, badge: 43 } };
  const marked = [
    { peer: "a", before: 9, after: 0, effect: "changed" as const },
    { peer: "b", before: 3, after: 3, effect: "no_effect" as const },
    { peer: "c", before: null, error: { code: "peer_not_found", message: "No such account." } },
  ];
  const [english, chinese] = summaryText({ picture: read, app, first: "en", done: { before, marked } }).split("\n\n");
  expect(english?.split("\n")).toEqual(expect.arrayContaining(["After the last change from this console: server badge 43 → 31", "Conversations marked read: 1 changed, 1 refused, 1 without a proven change"]));
  expect(chinese?.split("\n")).toEqual(expect.arrayContaining(["通过本控制台处理后：服务端角标 43 → 31", "标记已读的会话：已变更 1 个，被拒绝 1 个，未能确认变更 1 个"]));
  const [unknownBefore] = summaryText({ picture: read, app, first: "en", done: { before: { ...read, sums: unknown }, marked: [] } }).split("\n\n");
  expect(unknownBefore).toContain("server badge unknown → 31");
  expect(unknownBefore).not.toContain("marked read:");
});
