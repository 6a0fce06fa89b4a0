import { expect, test } from "vitest";
import { AuditQuery } from "@/lib/shared/audit";
import { countsUnread, groupTypeName, SetGroupUnreadInput } from "@/lib/shared/groups";
import { MarkReadInput, PeersUnreadInput } from "@/lib/shared/unread";

function keysOf(schema: typeof MarkReadInput | typeof PeersUnreadInput | typeof SetGroupUnreadInput | typeof AuditQuery, value: unknown): Record<string, string> {
  return Object.fromEntries((schema.safeParse(value).error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));
}

const peers = (count: number) => Array.from({ length: count }, (_, index) => `peer${index}`);

test.each([
  ["a look-up", PeersUnreadInput, 1000, "peers_too_many_1000"],
  ["marking read", MarkReadInput, 500, "peers_too_many_500"],
] as const)("%s takes no empty list, and at most so many peers", (_what, schema, most, tooMany) => {
  expect(keysOf(schema, { peers: peers(1) })).toEqual({});
  expect(keysOf(schema, { peers: peers(most) })).toEqual({});
  expect(keysOf(schema, { peers: peers(most + 1) })).toEqual({ peers: tooMany });
  for (const wrong of [[], null, "bob", {}, undefined]) expect(keysOf(schema, { peers: wrong })).toEqual({ peers: "peers_required" });
  expect(keysOf(schema, { peers: ["bob", "", "张三"] })).toEqual({ "peers.1": "user_id_required", "peers.2": "user_id_characters" });
});

test.each(["2026-11-20T10:00:00Z", "2026-11-20T10:00:00.123Z", "2026-11-20T18:00:00+08:00", "1970-01-01T00:00:01Z"])("a conversation can be marked read up to %s", (upTo) => {
  expect(keysOf(MarkReadInput, { peers: ["bob"], upTo })).toEqual({});
});

test.each(["2026-11-20", "10:00", "2026-11-20T10:00:00", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "yesterday", "", 1_700_000_000, null])(
  "a conversation cannot be marked read up to %j",
  (upTo) => {
    expect(keysOf(MarkReadInput, { peers: ["bob"], upTo })).toEqual({ upTo: "up_to_not_a_time" });
  },
);

test.each(["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.999Z", "1969-12-31T23:59:59Z", "1970-01-01T05:00:00+05:00", "0001-01-01T00:00:00Z"])(
  "the time %s is refused, because IM would take it for no time and mark everything read",
  (upTo) => {
    expect(keysOf(MarkReadInput, { peers: ["bob"], upTo })).toEqual({ upTo: "up_to_not_a_time" });
  },
);

test.each([
  ["3", "unread_not_a_number"],
  [null, "unread_not_a_number"],
  [undefined, "unread_not_a_number"],
  [Number.NaN, "unread_not_a_number"],
  [Number.POSITIVE_INFINITY, "unread_not_a_number"],
  [1.5, "unread_not_whole"],
  [-1, "unread_negative"],
  [4_294_967_296, "unread_too_big"],
])("an unread number cannot be %j", (unread, key) => {
  expect(keysOf(SetGroupUnreadInput, { unread })).toEqual({ unread: key });
});

test.each([0, 1, 4_294_967_295])("an unread number can be %i", (unread) => {
  expect(SetGroupUnreadInput.parse({ unread })).toEqual({ unread });
});

test("the record can be asked for by cursor, actor and account, and by nothing the database cannot compare", () => {
  expect(AuditQuery.parse({ cursor: "12", actor: "ann", account: "@TGS#1" })).toEqual({ cursor: "12", actor: "ann", account: "@TGS#1" });
  for (const cursor of ["", "-1", "1.5", "x", "1".repeat(19)]) expect(keysOf(AuditQuery, { cursor })).toEqual({ cursor: "cursor" });
  expect(keysOf(AuditQuery, { actor: "a\0", account: "x".repeat(65) })).toEqual({ actor: "invalid", account: "invalid" });
});

test.each([
  ["Private", "Work", true, true],
  ["Work", "Work", true, true],
  ["Public", "Public", true, true],
  ["Community", "Community", true, true],
  ["ChatRoom", "Meeting", false, true],
  ["Meeting", "Meeting", false, true],
  ["AVChatRoom", "AVChatRoom", false, false],
  ["BChatRoom", "BChatRoom", false, false],
  ["", "", false, false],
  ["SomethingNew", "SomethingNew", false, false],
])("%s groups are called %s; they count unread: %s, and with the app's Meeting setting: %s", (type, name, plain, withMeeting) => {
  expect(groupTypeName(type)).toBe(name);
  expect(countsUnread(type, { meetingUnread: false })).toBe(plain);
  expect(countsUnread(type, { meetingUnread: true })).toBe(withMeeting);
});
