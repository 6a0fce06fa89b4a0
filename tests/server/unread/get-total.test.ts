import { getUnreadTotal } from "@/lib/server/unread";
import { expect, test } from "@/tests/support/context";

test("adds up every conversation of an account", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 4 }, { to: "bob", from: "alice", count: 9 }] });
  expect(await getUnreadTotal(ctx, { userId: "alice" })).toEqual({ userId: "alice", total: 7 });
});

test("counts conversations that no list shows and peers that are gone", async ({ ctx, sandbox }) => {
  sandbox.options({ recentContacts: 1 });
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 4 }], deleteAccounts: ["bob"] });
  expect((await getUnreadTotal(ctx, { userId: "alice" })).total).toBe(7);
});

test("is 0 where nothing is unread", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  expect(await getUnreadTotal(ctx, { userId: "alice" })).toEqual({ userId: "alice", total: 0 });
});

test("tells an account that does not exist from one without unread messages", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  await expect(getUnreadTotal(ctx, { userId: "Alice" })).rejects.toMatchObject({ code: "account_not_found", im: { code: 90003, command: "openim/get_c2c_unread_msg_num" } });
});

test("passes on any other refusal as IM's", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  sandbox.faults([{ rate: 1, kind: "code", code: 60010 }]);
  await expect(getUnreadTotal(ctx, { userId: "alice" })).rejects.toMatchObject({ code: "im_misconfigured", im: { code: 60010 } });
});

test("never invents a number when the answer breaks off", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.faults([{ rate: 1, kind: "truncated" }]);
  await expect(getUnreadTotal(ctx, { userId: "alice" })).rejects.toMatchObject({ code: expect.stringMatching(/^im_/) });
});
