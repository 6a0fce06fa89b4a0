import { z } from "zod";
import { readMarks } from "@/lib/server/marks";
import { expect, test } from "@/tests/support/context";

const command = "recentcontact/get_contact_group";

test("finds the conversation that somebody marked as unread, though nothing in it counts", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  expect(await readMarks(ctx, { userId: "flagged" })).toEqual({ flagged: [{ kind: "c2c", peer: "emma.clark" }], complete: true });
  expect(sandbox.truth("flagged").conversations).toContainEqual(expect.objectContaining({ peer: "emma.clark", unread: 0 }));
});

test("finds groups too, and leaves out what carries other marks", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  const MarkItem = [
    { ContactItem: { Type: 2, ToGroupId: "@TGS#2CLUZEAEJ" }, OptType: 1, SetMark: [2, 3] },
    { ContactItem: { Type: 1, To_Account: "<b>bob</b>" }, OptType: 3, SetMark: [2], CustomMark: "vip" },
    { ContactItem: { Type: 1, To_Account: "carol" }, OptType: 1, SetMark: [1] },
    { ContactItem: { Type: 1, To_Account: "dave" }, OptType: 2, CustomMark: "2" },
  ];
  await ctx.im.send("recentcontact/mark_contact", { From_Account: "alice", MarkItem }, z.unknown());
  expect(await readMarks(ctx, { userId: "alice" })).toEqual({ flagged: [{ kind: "group", groupId: "@TGS#2CLUZEAEJ" }, { kind: "c2c", peer: "<b>bob</b>" }], complete: true });
});

test("finds none where there are none", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  expect(await readMarks(ctx, { userId: "alice" })).toEqual({ flagged: [], complete: true });
});

test("does not take a plan without marks for an account without marks", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  sandbox.faults([{ command, rate: 1, kind: "code", code: 51013 }]);
  await expect(readMarks(ctx, { userId: "alice" })).rejects.toMatchObject({ code: "im_refused", im: { code: 51013, command } });
});

test("says that there is no such account", async ({ ctx }) => {
  await expect(readMarks(ctx, { userId: "nobody" })).rejects.toMatchObject({ code: "account_not_found", im: { code: 50001 } });
});

test("says that it is not all, where IM leads back to the beginning", async ({ answering }) => {
  let calls = 0;
  const ctx = await answering((_, { StartIndex }) => {
    calls += 1;
    return { ErrorCode: 0, ActionStatus: "OK", CompleteFlag: 0, NextStartIndex: StartIndex === 0 ? 100 : 0, ContactItem: [{ Type: 1, To_Account: `peer${StartIndex}`, StandardMark: `001${"0".repeat(61)}` }, { Type: 3 }, { Type: 1, To_Account: "unmarked", StandardMark: "" }] };
  });
  expect(await readMarks(ctx, { userId: "alice" })).toEqual({ flagged: [{ kind: "c2c", peer: "peer0" }, { kind: "c2c", peer: "peer100" }], complete: false });
  expect(calls).toBe(2);
});

test("asks nothing more when nobody waits for the answer", async ({ ctx, sandbox }) => {
  const signal = AbortSignal.abort();
  await expect(readMarks({ ...ctx, signal }, { userId: "alice" })).rejects.toBe(signal.reason);
  expect(sandbox.stats().commands).toEqual({});
});
