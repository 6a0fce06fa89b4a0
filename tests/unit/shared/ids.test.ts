import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GroupId, MemberPath, Reason, SdkAppId, Ticket, UserId } from "@/lib/shared/ids";

/** The validation key that `schema` answers, or nothing where it takes the value. */
function keyOf(schema: typeof UserId | typeof GroupId | typeof SdkAppId | typeof Reason | typeof Ticket, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

describe.each([
  ["an account id", UserId, "user_id", 32],
  ["a group id", GroupId, "group_id", 48],
] as const)("%s", (_what, schema, key, most) => {
  test.each([
    ["one character", "a"],
    ["a blank inside", "a b"],
    ["only a blank", " "],
    ["every sign that means something in an address", "@TGS#2/%2F?&=+"],
    ["the most characters", "x".repeat(most)],
    ["the name of a built-in property", "__proto__"],
  ])("may be %s", (_name, id) => {
    expect(schema.parse(id)).toBe(id);
  });

  test.each([
    ["nothing at all", undefined, "required"],
    ["null", null, "required"],
    ["a number", 42, "required"],
    ["empty", "", "required"],
    ["one character too long", "x".repeat(most + 1), "too_long"],
    ["Chinese", "张三", "characters"],
    ["an emoji", "bob🙂", "characters"],
    ["broken over two lines", "bob\n", "characters"],
    ["with a NUL", "bob\0", "characters"],
    ["with a delete character", "bob\u007f", "characters"],
    ["with a zero-width blank", "bob\u200b", "characters"],
    ["with half of a surrogate pair", "bob\ud800", "characters"],
  ])("may not be %s", (_name, id, problem) => {
    expect(keyOf(schema, id)).toBe(`${key}_${problem}`);
  });

  test("is never longer in bytes than in characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const fits = schema.safeParse(text).success;
        expect(fits).toBe(text.length >= 1 && Buffer.byteLength(text) <= most && /^[\x20-\x7e]+$/.test(text));
      }),
    );
  });
});

test("an app is known by its digits", () => {
  expect(SdkAppId.parse("1400000001")).toBe("1400000001");
  for (const wrong of ["", "14e8", "-1", "1.5", " 1", "1\n", "1234567890123", "١٤"]) expect(keyOf(SdkAppId, wrong)).toBe("app_id");
});

test("a reason and a ticket lose the blanks around them and keep a limit", () => {
  expect(Reason.parse("  badge stuck \n")).toBe("badge stuck");
  expect(Ticket.parse(" CS-1 ")).toBe("CS-1");
  expect(Reason.parse(`  ${"x".repeat(500)}  `)).toHaveLength(500);
  expect(keyOf(Reason, "x".repeat(501))).toBe("reason_too_long");
  expect(keyOf(Reason, 5)).toBe("reason_required");
  expect(keyOf(Ticket, "x".repeat(101))).toBe("ticket_too_long");
});

test("a path says of each of its parts what is wrong with it", () => {
  const issues = MemberPath.safeParse({ app: "x", groupId: "", userId: "张三" }).error?.issues ?? [];
  expect(Object.fromEntries(issues.map((issue) => [issue.path.join("."), issue.message]))).toEqual({ app: "app_id", groupId: "group_id_required", userId: "user_id_characters" });
});
