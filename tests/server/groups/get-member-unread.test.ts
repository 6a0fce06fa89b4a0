import { getMemberUnread } from "@/lib/server/groups";
import { expect, test } from "@/tests/support/context";

test("shows the number that the server reports", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "ann", role: "Owner" }, { userId: "bob", unread: 5, nameCard: "Bobby" }], messages: 30 });
  expect(await getMemberUnread(ctx, { groupId: "talk", userId: "bob" })).toEqual({
    group: expect.objectContaining({ groupId: "talk", messages: 30 }),
    member: { userId: "bob", role: "Member", joinedAt: expect.stringMatching(/Z$/), nameCard: "Bobby", muted: false, unread: { counted: true, value: 5, source: "reported" } },
  });
});

test("derives the number where the server reports none, and says so", async ({ ctx, sandbox }) => {
  sandbox.options({ reportUnread: false });
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 5 }] });
  expect((await getMemberUnread(ctx, { groupId: "talk", userId: "bob" })).member.unread).toEqual({ counted: true, value: 5, source: "derived" });
});

test("the derived number includes messages that count for nobody, the reported one does not", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 5 }], messages: 30, silent: 3 });
  expect((await getMemberUnread(ctx, { groupId: "talk", userId: "bob" })).member.unread).toEqual({ counted: true, value: 5, source: "reported" });
  sandbox.options({ reportUnread: false });
  expect((await getMemberUnread(ctx, { groupId: "talk", userId: "bob" })).member.unread).toEqual({ counted: true, value: 8, source: "derived" });
});

test.for(["Private", "Community"])("finds the number in an inactive group of type %s", async (type, { ctx, sandbox }) => {
  const groupId = type === "Community" ? "@TGS#_quiet" : "quiet";
  sandbox.addGroup({ groupId, type, members: [{ userId: "ann", role: "Owner" }, "bob"], messages: 0 });
  expect((await getMemberUnread(ctx, { groupId, userId: "bob" })).member).toMatchObject({ role: "Member", unread: { counted: true, value: 0 } });
});

test("in a meeting nothing is counted, which is not 0", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "standup", type: "ChatRoom", members: [{ userId: "bob", unread: 3 }] });
  expect((await getMemberUnread(ctx, { groupId: "standup", userId: "bob" })).member).toMatchObject({ userId: "bob", role: "Member", muted: true, unread: { counted: false } });
});

test("in a meeting the number counts where the app has that switched on", async ({ ctx, sandbox }) => {
  sandbox.options({ meetingUnread: true });
  sandbox.addGroup({ groupId: "standup", type: "ChatRoom", members: [{ userId: "bob", unread: 3 }] });
  const { member } = await getMemberUnread({ ...ctx, app: { ...ctx.app, meetingUnread: true } }, { groupId: "standup", userId: "bob" });
  expect(member.unread).toEqual({ counted: true, value: 3, source: "reported" });
});

test("an audio-video group keeps no members to look at", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "live", type: "AVChatRoom", members: ["bob"] });
  expect((await getMemberUnread(ctx, { groupId: "live", userId: "bob" })).member).toEqual({ userId: "bob", role: "unknown", joinedAt: null, nameCard: null, muted: null, unread: { counted: false } });
});

test.for([
  ["AcceptAndNotify", false],
  ["AcceptNotNotify", true],
  ["Discard", true],
] as const)("a member who takes messages as %s has muted the group: %s", async ([msgFlag, muted], { ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", msgFlag }] });
  expect((await getMemberUnread(ctx, { groupId: "talk", userId: "bob" })).member.muted).toBe(muted);
});

test.for(["carol", "nobody", "Bob"])("says that %s is not a member", async (userId, { ctx, sandbox }) => {
  sandbox.addAccount({ userId: "carol" });
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  await expect(getMemberUnread(ctx, { groupId: "talk", userId })).rejects.toMatchObject({ code: "member_not_found", status: 404 });
});

test("says that there is no such group before it looks for members", async ({ ctx, sandbox }) => {
  await expect(getMemberUnread(ctx, { groupId: "nowhere", userId: "bob" })).rejects.toMatchObject({ code: "group_not_found" });
  expect(sandbox.calls("get_specified_group_member_info")).toBe(0);
});

test("finds the group among the many an account is in", async ({ ctx, sandbox }) => {
  const groups = Array.from({ length: 1200 }, (_, index) => ({ groupId: `group${index}`, type: "Public", members: [{ userId: "bob", unread: index % 20 }] }));
  sandbox.arrange({ groups });
  for (const index of [0, 7, 999, 1000, 1199]) {
    // oxlint-disable-next-line no-await-in-loop
    const { member } = await getMemberUnread(ctx, { groupId: `group${index}`, userId: "bob" });
    expect(member.unread).toEqual({ counted: true, value: index % 20, source: "reported" });
  }
});

test("passes on a failure to read as what it is", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  sandbox.faults([{ command: "get_specified_group_member_info", rate: 1, kind: "code", code: 60010 }]);
  await expect(getMemberUnread(ctx, { groupId: "talk", userId: "bob" })).rejects.toMatchObject({ code: "im_misconfigured" });
});
