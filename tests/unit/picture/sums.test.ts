import { expect, test } from "vitest";
import type { ImApp } from "@/lib/server/apps/app";
import type { JoinedGroup } from "@/lib/server/im/joined-groups";
import { toPictureGroup } from "@/lib/server/picture/groups";
import { settle } from "@/lib/server/picture/settle";
import { conversation, facts, group } from "./facts";

const sums = (given: Parameters<typeof facts>[0]) => facts(given).sums;

test("an unknown number makes every number that hangs on it unknown, never 0", () => {
  expect(sums({ total: 7, conversations: [conversation("bob", 2), conversation("carol", null)], groups: [group("team", 3)] })).toEqual({ total: 7, listed: 2, unreadable: 1, unexplained: null, groups: 3, mutedGroups: 0, badge: 10 });
  expect(sums({ total: 7, conversations: [conversation("bob", null)], groups: [group("team", null), group("other", 3)] })).toEqual({ total: 7, listed: null, unreadable: 1, unexplained: null, groups: null, mutedGroups: null, badge: null });
  expect(sums({ total: 7, groups: [group("team", 3, { muted: null })] })).toMatchObject({ groups: 3, mutedGroups: null, badge: 10 });
  expect(sums({ total: 7, groups: [group("team", 0, { muted: null }), group("deals", 4, { muted: true })] })).toMatchObject({ groups: 4, mutedGroups: 4 });
});

test("deleted peers are not unreadable, they are what may be unexplained", () => {
  expect(sums({ total: 7, conversations: [conversation("x", null, { gone: true })] })).toMatchObject({ listed: 0, unreadable: 0, unexplained: 7 });
});

test("groups that keep no count add nothing", () => {
  expect(sums({ total: 1, groups: [group("live", null, { unread: { counted: false }, derived: 80 }), group("team", 2)] })).toMatchObject({ groups: 2, badge: 3 });
});

const lists = { sum5: [conversation("bob", 5)], sum6: [conversation("bob", 6)], part: [conversation("bob", 5), conversation("carol", null)], both: [conversation("bob", 5), conversation("carol", 3)], gone: [conversation("bob", 5), conversation("carol", null, { gone: true })] };

interface Case {
  first: [number, keyof typeof lists];
  totals?: (number | null)[];
  second?: keyof typeof lists;
  /** What is shown, where that is not the last reading. */
  shown?: keyof typeof lists;
  want: { total: number; moved: string; believed: boolean };
}

test.for<Case & { name: string }>([
  { name: "adds up", first: [5, "sum5"], want: { total: 5, moved: "no", believed: true } },
  { name: "below the total, with a number missing", first: [9, "part"], want: { total: 9, moved: "no", believed: true } },
  { name: "a remainder met twice", first: [9, "sum5"], totals: [9], want: { total: 9, moved: "no", believed: true } },
  { name: "a remainder that could not be checked", first: [9, "sum5"], totals: [null], want: { total: 9, moved: "no", believed: false } },
  { name: "above the total, and not to be checked", first: [4, "sum5"], totals: [null], want: { total: 4, moved: "no", believed: false } },
  { name: "one more in between", first: [5, "sum6"], totals: [6, 6], second: "sum6", want: { total: 6, moved: "settled", believed: true } },
  { name: "above the total with a number missing", first: [4, "part"], totals: [5, 5], second: "sum5", want: { total: 5, moved: "settled", believed: true } },
  { name: "the total changed again, even where it fits", first: [4, "sum5"], totals: [5, 6], second: "sum6", want: { total: 6, moved: "moving", believed: false } },
  { name: "still above the total", first: [4, "sum5"], totals: [4, 4], second: "sum6", want: { total: 4, moved: "moving", believed: false } },
  { name: "a total that could not be read again", first: [4, "sum5"], totals: [5, null], second: "sum5", want: { total: 5, moved: "no", believed: false } },
  { name: "a peer that could not be read again keeps its number", first: [7, "both"], totals: [8, 8], second: "part", shown: "both", want: { total: 8, moved: "no", believed: false } },
  { name: "a number of before above a total of now", first: [9, "both"], totals: [6, 6], second: "part", shown: "both", want: { total: 6, moved: "no", believed: false } },
  { name: "a peer that is gone by now keeps no number", first: [7, "both"], totals: [8, 8], second: "gone", want: { total: 8, moved: "settled", believed: true } },
  { name: "a peer that could be read only the second time", first: [4, "part"], totals: [8, 8], second: "both", want: { total: 8, moved: "settled", believed: true } },
])("$name", async ({ first: [total, list], totals = [], second = list, shown = second, want }) => {
  const left = [...totals];
  const settled = await settle(
    { total, list: lists[list] },
    {
      total: async () => {
        expect(left).not.toEqual([]);
        return left.shift() ?? null;
      },
      list: async () => lists[second],
    },
  );
  expect(settled).toEqual({ ...want, list: lists[shown] });
  expect(left).toEqual([]);
});

const joined: JoinedGroup = { groupId: "g", type: "Public", name: null, role: null, joinedAt: null, msgFlag: null, lastMessageAt: null, nextMsgSeq: 11, readSeq: 7, reportedUnread: 2, memberCount: null };
const app: ImApp = { sdkAppId: "1", label: "", environment: "sandbox", endpoint: "", adminUserId: "", secretKey: "", limits: {}, meetingUnread: false, protectedAccounts: [] };

test.for([
  { given: {}, unread: { counted: true, value: 2, source: "reported" }, settable: true },
  { given: { reportedUnread: null }, unread: { counted: true, value: 3, source: "derived" }, settable: true },
  { given: { reportedUnread: null, readSeq: null }, unread: null, settable: true },
  { given: { type: "ChatRoom" }, unread: { counted: true, value: 2, source: "reported" }, settable: false },
  { given: { type: "ChatRoom", reportedUnread: 0 }, unread: { counted: false }, settable: false },
  { given: { type: "ChatRoom", reportedUnread: null }, unread: { counted: false }, settable: false },
  { given: { type: "AVChatRoom" }, unread: { counted: false }, settable: false },
  { given: { type: "" }, unread: { counted: true, value: 2, source: "reported" }, settable: false },
  { given: { type: "", reportedUnread: 0 }, unread: null, settable: false },
  { given: { type: "", reportedUnread: null }, unread: null, settable: false },
])("a group's unread, as far as IM's answer tells it: %j", ({ given, unread, settable }) => {
  expect(toPictureGroup(app, { ...joined, ...given })).toMatchObject({ unread, settable, muted: null });
});
