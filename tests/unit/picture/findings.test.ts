import { expect, test } from "vitest";
import { findAll, type Facts } from "@/lib/server/picture/findings";
import * as all from "@/lib/server/picture/findings/all";
import { conversation, facts, group } from "./facts";

const find = (given: Facts, code: string) => findAll(given).find((finding) => finding.code === code);
/** Which of `asked` are found, in the order they are told in; other findings may be made of the same facts. */
const found = (given: Facts, ...asked: string[]) => findAll(given).flatMap(({ code }) => (asked.includes(code) ? [code] : []));
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

test("no two findings claim the same place", () => {
  const ranks = Object.values(all).map(({ rank }) => rank);
  expect(new Set(ranks).size).toBe(ranks.length);
});

test("server 0 is said only when all three parts were read and hold nothing", () => {
  const zero = { total: 0, conversations: [conversation("bob", 0)], groups: [group("team", 0)] };
  expect(find(facts(zero), "server_zero")).toBeDefined();
  expect(find(facts(), "server_zero")).toBeDefined();
  expect(find(facts({ ...zero, total: null }), "server_zero")).toBeUndefined();
  expect(find(facts({ ...zero, conversations: null }), "server_zero")).toBeUndefined();
  expect(find(facts({ ...zero, groups: null }), "server_zero")).toBeUndefined();
  expect(find(facts({ ...zero, moved: "moving" }), "server_zero")).toBeUndefined();
  expect(find(facts({ ...zero, conversations: [conversation("bob", null)] }), "server_zero")).toBeUndefined();
  expect(find(facts({ ...zero, groups: [group("team", null)] }), "server_zero")).toBeUndefined();
  expect(find(facts({ ...zero, groups: [group("team", 1)] }), "server_zero")).toBeUndefined();
  expect(find(facts({ ...zero, groups: [group("live", 0, { type: "AVChatRoom", unread: { counted: false }, settable: false })] }), "server_zero")).toBeDefined();
});

test("a remainder is told of only when it is believed and all numbers are known", () => {
  const listed = [conversation("bob", 2)];
  expect(find(facts({ total: 3, conversations: listed }), "unexplained")?.title.en).toBe("1 unread is in conversations the list no longer shows. A chat that was deleted can still count.");
  expect(found(facts({ total: 3, conversations: listed, believed: false }), "unexplained")).toEqual([]);
  expect(found(facts({ total: 3, conversations: [...listed, conversation("carol", null)] }), "unexplained")).toEqual([]);
  expect(found(facts({ total: 1, conversations: listed }), "unexplained")).toEqual([]);
});

test("of a list that was not given to its end, nothing is said to have left it", () => {
  const given = { total: 3, conversations: [conversation("bob", 2)], complete: false };
  const finding = find(facts(given), "unexplained");
  expect(finding).toMatchObject({ verdict: "fixable", fix: { kind: "find_missing", missing: 1 }, title: { en: expect.stringContaining("did not give its conversation list to the end"), "zh-CN": expect.stringContaining("未返回完整的会话列表") } });
  expect(finding?.title.en).not.toContain("no longer shows");
  expect(finding?.title["zh-CN"]).not.toContain("已不在会话列表中");
  expect(finding?.next).toMatchObject({ en: expect.stringContaining("pasting the ids"), "zh-CN": expect.stringContaining("粘贴") });

  const withGone = find(facts({ ...given, conversations: [...given.conversations, conversation("x", null, { gone: true })] }), "unexplained");
  expect(withGone).toMatchObject({ verdict: "not_from_server", title: { en: expect.stringContaining("or with a deleted account") } });
  expect(withGone?.title.en).not.toContain("Most likely");
});

test("the server's number above what the sequence numbers give is shown, and no other is proposed", () => {
  const given = facts({ groups: [group("a", 9, { derived: 8 }), group("b", 30, { derived: 4 }), group("c", 50, { derived: 1, settable: false }), group("d", 3, { derived: 7 })] });
  expect(find(given, "group_numbers_differ")).toMatchObject({ verdict: "fixable", fix: null, next: { en: expect.stringContaining("in the group's row") } });
  expect(find(given, "group_numbers_differ")?.evidence.map(({ groupId, value }) => [groupId, value])).toEqual([["a", "9 / 8"], ["b", "30 / 4"], ["c", "50 / 1"]]);
  expect(find(facts({ groups: [group("c", 50, { derived: 1, settable: false })] }), "group_numbers_differ")).toMatchObject({ verdict: "not_from_server", fix: null });
  expect(find(facts({ groups: [group("d", 3, { derived: 7 })] }), "group_numbers_differ")).toMatchObject({ verdict: "nothing_wrong", fix: null });
  expect(found(facts({ groups: [group("e", 3, { derived: null }), group("f", 3, { reported: null, derived: 9 })] }), "group_numbers_differ")).toEqual([]);
});

test("a group that is all unread is told of where it can be set and is not just new", () => {
  expect(find(facts({ groups: [group("small", 10, { messages: 10 }), group("large", 500, { messages: 500 })] }), "all_unread_group")).toMatchObject({
    title: { en: expect.stringContaining("In 2 groups") },
    fix: { groupId: "large", unread: 0 },
  });
  expect(found(facts({ groups: [group("new", 9, { messages: 9 })] }), "all_unread_group")).toEqual([]);
  expect(found(facts({ groups: [group("meeting", 50, { type: "ChatRoom", messages: 50, settable: false })] }), "all_unread_group", "meeting_counts")).toEqual(["meeting_counts"]);
  expect(found(facts({ groups: [group("most", 99)] }), "all_unread_group")).toEqual([]);
  expect(found(facts({ groups: [group("unknown", 12, { messages: null })] }), "all_unread_group")).toEqual([]);
});

test("a full list is a finding only while something is unexplained", () => {
  const read = many(90).map((index) => conversation(`p${index}`, 0));
  expect(found(facts({ total: 0, conversations: read, entries: 100, groups: [group("team", 1)] }), "unexplained", "conversations_at_limit")).toEqual([]);
  expect(found(facts({ total: 4, conversations: read, entries: 100 }), "unexplained", "conversations_at_limit")).toEqual(["unexplained", "conversations_at_limit"]);
  expect(found(facts({ total: null, conversations: read, entries: 500 }), "unexplained", "conversations_at_limit")).toEqual(["conversations_at_limit"]);
  expect(found(facts({ total: 4, conversations: read, entries: 180 }), "unexplained", "conversations_at_limit")).toEqual(["unexplained"]);
  expect(find(facts({ total: 4, conversations: read, entries: 180, complete: false }), "conversations_at_limit")?.title.en).toContain("180 entries could be read");
});

test("deleted accounts: what they hold is unknown until the total is", () => {
  const gone = [conversation("x", null, { gone: true }), conversation("y", null, { gone: true })];
  expect(find(facts({ total: 5, conversations: gone }), "peer_gone")).toMatchObject({ verdict: "not_from_server", fix: { kind: "mark_read", peers: ["x", "y"] } });
  expect(find(facts({ total: null, conversations: gone }), "peer_gone")).toMatchObject({ verdict: "not_from_server", fix: { peers: ["x", "y"] } });
  expect(find(facts({ total: 0, conversations: gone }), "peer_gone")).toMatchObject({ verdict: "nothing_wrong", fix: null });
  expect(find(facts({ total: 5, conversations: gone }), "unexplained")?.title.en).toContain("the 2 deleted accounts in the list");
});

test("names at most twenty as evidence, and says how many there are", () => {
  const finding = find(facts({ groups: many(3000).map((index) => group(`g${index}`, 1, { muted: true })) }), "muted_groups");
  expect(finding?.evidence).toHaveLength(21);
  expect(finding?.evidence.at(-1)).toMatchObject({ value: 3000 });
  expect(finding?.title.en).toContain("3,000 unread are in 3,000 muted groups");
});

test("mended comes before explained, whatever was found", () => {
  const given = facts({
    total: 260,
    conversations: [conversation("bob", 250, { atLimit: true }), conversation("x", null, { gone: true })],
    groups: [group("all", 30, { messages: 30, muted: true }), group("odd", 5, { derived: 2 }), group("live", null, { type: "AVChatRoom", unread: { counted: false }, settable: false })],
  });
  const order = [
    "fixable all_unread_group", "fixable group_numbers_differ", "not_from_server unexplained", "not_from_server peer_gone",
    "nothing_wrong conversation_at_limit", "nothing_wrong muted_groups", "nothing_wrong group_not_counting",
  ];
  expect(findAll(given).map(({ code, verdict }) => `${verdict} ${code}`).filter((line) => order.includes(line))).toEqual(order);
});
