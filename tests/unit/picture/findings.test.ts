import { expect, test } from "vitest";
import { findAll } from "@/lib/server/picture/findings";
import type { Facts } from "@/lib/server/picture/findings";
import { conversation, facts, group } from "./facts";

const codes = (given: Facts) => findAll(given).map(({ code }) => code);
const find = (given: Facts, code: string) => findAll(given).find((finding) => finding.code === code);
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

test("server 0 is said only when all three parts were read and hold nothing", () => {
  const zero = { total: 0, conversations: [conversation("bob", 0)], groups: [group("team", 0)] };
  expect(codes(facts(zero))).toEqual(["server_zero"]);
  expect(codes(facts())).toEqual(["server_zero"]);
  expect(codes(facts({ ...zero, total: null }))).toEqual([]);
  expect(codes(facts({ ...zero, conversations: null }))).toEqual([]);
  expect(codes(facts({ ...zero, groups: null }))).toEqual([]);
  expect(codes(facts({ ...zero, moved: "moving" }))).toEqual([]);
  expect(codes(facts({ ...zero, conversations: [conversation("bob", null)] }))).toEqual([]);
  expect(codes(facts({ ...zero, groups: [group("team", null)] }))).toEqual([]);
  expect(codes(facts({ ...zero, groups: [group("team", 1)] }))).toEqual([]);
  expect(codes(facts({ ...zero, groups: [group("live", 0, { type: "AVChatRoom", unread: { counted: false }, settable: false })] }))).toEqual(["server_zero", "group_not_counting"]);
});

test("a remainder is told of only when it is believed and all numbers are known", () => {
  const listed = [conversation("bob", 2)];
  expect(find(facts({ total: 3, conversations: listed }), "unexplained")?.title.en).toBe("1 unread is in conversations the list no longer shows. Deleting a chat does not clear them.");
  expect(codes(facts({ total: 3, conversations: listed, believed: false }))).toEqual([]);
  expect(codes(facts({ total: 3, conversations: [...listed, conversation("carol", null)] }))).toEqual([]);
  expect(codes(facts({ total: 1, conversations: listed }))).toEqual([]);
});

test("the server's number above the messages there are is offered for setting anew, the worst group first", () => {
  const given = facts({ groups: [group("a", 9, { derived: 8 }), group("b", 30, { derived: 4 }), group("c", 50, { derived: 1, settable: false }), group("d", 3, { derived: 7 })] });
  expect(find(given, "group_numbers_differ")).toMatchObject({ verdict: "fixable", fix: { kind: "set_group_unread", groupId: "b", unread: 4 } });
  expect(find(given, "group_numbers_differ")?.evidence.map(({ groupId, value }) => [groupId, value])).toEqual([["a", "9 / 8"], ["b", "30 / 4"], ["c", "50 / 1"], ["d", "3 / 7"]].slice(0, 3));
  expect(find(facts({ groups: [group("c", 50, { derived: 1, settable: false })] }), "group_numbers_differ")).toMatchObject({ verdict: "not_from_server", fix: null });
  expect(find(facts({ groups: [group("d", 3, { derived: 7 })] }), "group_numbers_differ")).toMatchObject({ verdict: "nothing_wrong", fix: null });
  expect(codes(facts({ groups: [group("e", 3, { derived: null }), group("f", 3, { reported: null, derived: 9 })] }))).toEqual([]);
});

test("a group that is all unread is told of where it can be set and is not just new", () => {
  expect(find(facts({ groups: [group("small", 10, { messages: 10 }), group("large", 500, { messages: 500 })] }), "all_unread_group")).toMatchObject({
    title: { en: expect.stringContaining("In 2 groups") },
    fix: { groupId: "large", unread: 0 },
  });
  expect(codes(facts({ groups: [group("new", 9, { messages: 9 })] }))).toEqual([]);
  expect(codes(facts({ groups: [group("meeting", 50, { type: "ChatRoom", messages: 50, settable: false })] }))).toEqual(["meeting_counts"]);
  expect(codes(facts({ groups: [group("most", 99)] }))).toEqual([]);
  expect(codes(facts({ groups: [group("unknown", 12, { messages: null })] }))).toEqual([]);
});

test("a full list is a finding only while something is unexplained", () => {
  const read = many(90).map((index) => conversation(`p${index}`, 0));
  expect(codes(facts({ total: 0, conversations: read, entries: 100, groups: [group("team", 1)] }))).toEqual([]);
  expect(codes(facts({ total: 4, conversations: read, entries: 100 }))).toEqual(["unexplained", "conversations_at_limit"]);
  expect(codes(facts({ total: null, conversations: read, entries: 500 }))).toEqual(["conversations_at_limit"]);
  expect(codes(facts({ total: 4, conversations: read, entries: 180 }))).toEqual(["unexplained"]);
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
  expect(findAll(given).map(({ code, verdict }) => `${verdict} ${code}`)).toEqual([
    "fixable all_unread_group", "fixable group_numbers_differ", "not_from_server unexplained", "not_from_server peer_gone",
    "nothing_wrong conversation_at_limit", "nothing_wrong muted_groups", "nothing_wrong group_not_counting",
  ]);
});
