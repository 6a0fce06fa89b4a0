import { expect, test } from "vitest";
import { groupRows, isQuietGroup } from "@/components/accounts/group-rows";
import { sumGroups } from "@/lib/client/picture";
import type { PictureGroup } from "@/lib/shared/picture";
import { picture } from "./pictures";

function group(groupId: string, unread: number | null | "not counted"): PictureGroup {
  return {
    groupId, type: "Public", name: null, role: null, joinedAt: null, msgFlag: null, muted: null, lastAt: null, messages: 10, reported: null, derived: null, settable: true,
    unread: unread === null ? null : unread === "not counted" ? { counted: false } : { counted: true, value: unread, source: "reported" },
  };
}

const ids = (rows: { groupId: string }[]) => rows.map(({ groupId }) => groupId);
const list = [group("meeting", "not counted"), group("zero", 0), group("unknown", null), group("few", 1), group("many", 9)];

test("unread groups stand first, those that keep no count last", () => {
  expect(ids(groupRows({ list, changes: new Map(), fresh: true }))).toEqual(["many", "few", "unknown", "zero", "meeting"]);
});

test("groups with nothing unread and groups that keep no count are quiet, one that could not be read is not", () => {
  expect(ids(groupRows({ list, changes: new Map(), fresh: true }).filter(isQuietGroup))).toEqual(["zero", "meeting"]);
});

test("a group that was set keeps its place and shows what came of it", () => {
  const rows = groupRows({ list: [group("few", 1), group("set", 0)], changes: new Map([["set", { before: 9, asked: 0, after: 0, effect: "changed" as const }]]), fresh: true });
  expect(rows.map(({ groupId, change }) => [groupId, change])).toEqual([["set", { before: 9, after: 0, effect: "changed" }], ["few", undefined]]);
});

test("while watching, a group's number shows from what to what it moved", () => {
  const since = picture({ groups: [group("moved", 4), group("was unknown", null)] });
  const rows = groupRows({ list: [group("moved", 6), group("was unknown", 1)], since, changes: new Map(), fresh: true });
  expect(rows.map(({ change }) => change)).toEqual([{ before: 4, after: 6 }, undefined]);
});

test("groups that keep no count add nothing to the sum, and one unknown number makes it unknown", () => {
  expect(sumGroups([group("a", 3), group("b", "not counted"), group("c", 4)])).toBe(7);
  expect(sumGroups([group("a", 3), group("b", null)])).toBeNull();
});

test("until the groups have been read again, a group's number is what the act read back", () => {
  const input = { list: [group("set", 9)], changes: new Map([["set", { before: 9, asked: 0, after: 0, effect: "changed" as const }]]) };
  expect(groupRows({ ...input, fresh: false })).toMatchObject([{ unread: { value: 0 } }]);
  expect(groupRows({ ...input, fresh: true })).toMatchObject([{ unread: { value: 9 } }]);
});
