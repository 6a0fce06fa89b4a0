import { expect, test } from "vitest";
import { isWhole } from "@/lib/client/picture";
import type { Picture } from "@/lib/shared/picture";
import { picture } from "./pictures";

const failed = { ok: false as const, error: { code: "im_busy", message: "IM is busy." } };

test("a picture is whole where every part was read", () => {
  expect(isWhole(picture({}))).toBe(true);
});

test.each<[string, Partial<Picture>]>([
  ["no total", { total: failed }],
  ["no conversations", { conversations: failed }],
  ["no groups", { groups: failed }],
  ["moving numbers", { moved: "moving" }],
  ["a conversation without its number", { sums: { ...picture({}).sums, unreadable: 1 } }],
  ["a group without its number", { sums: { ...picture({}).sums, groups: null, badge: null } }],
  ["nobody having said that the account exists", { exists: null }],
])("with %s it is not", (_what, facts) => {
  expect(isWhole({ ...picture({}), ...facts })).toBe(false);
});
