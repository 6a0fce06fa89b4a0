import { getGroup } from "@/lib/server/groups";
import { expect, test } from "@/tests/support/context";

test("knows a group's facts and how many messages it has had", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", name: "读书会", members: [{ userId: "ann", role: "Owner" }, "bob"], messages: 42 });
  expect(await getGroup(ctx, { groupId: "@TGS#2CLUZEAEJ" })).toEqual({
    groupId: "@TGS#2CLUZEAEJ",
    type: "Public",
    name: "读书会",
    owner: "ann",
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    memberCount: 2,
    messages: 42,
    countsUnread: true,
  });
});

test("a group may be without an owner and without messages", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "quiet", type: "Private", members: ["bob"], messages: 0 });
  expect(await getGroup(ctx, { groupId: "quiet" })).toMatchObject({ owner: null, messages: 0, countsUnread: true });
});

test.for([
  ["Private", true, true],
  ["Public", true, true],
  ["Community", true, true],
  ["ChatRoom", false, true],
  ["AVChatRoom", false, false],
] as const)("a %s group counts unread: %s, and where the app counts in meetings: %s", async ([type, plain, withMeeting], { ctx, sandbox }) => {
  const groupId = type === "Community" ? "@TGS#_talk" : "talk";
  sandbox.addGroup({ groupId, type, members: ["bob"] });
  expect(await getGroup(ctx, { groupId })).toMatchObject({ type, countsUnread: plain });
  expect(await getGroup({ ...ctx, app: { ...ctx.app, meetingUnread: true } }, { groupId })).toMatchObject({ type, countsUnread: withMeeting });
});

test.for(["nowhere", "Talk", "@TGS#2CLUZEAEJ", "@TGS#", " ", "a/../b?c#d"])("says that there is no such group: %s", async (groupId, { ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  await expect(getGroup(ctx, { groupId })).rejects.toMatchObject({ code: "group_not_found", status: 404 });
});

test.for([10010, 10015])("says so too where IM refuses the whole call with %i", async (code, { ctx, sandbox }) => {
  sandbox.faults([{ rate: 1, kind: "code", code }]);
  await expect(getGroup(ctx, { groupId: "nowhere" })).rejects.toMatchObject({ code: "group_not_found", im: { code } });
});

test("asks for a group that keeps count how many messages it has had, and makes up no number", async ({ answering }) => {
  const group = { GroupId: "talk", ErrorCode: 0, Type: "Public", Name: "Talk" };
  const ctx = await answering({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", GroupInfo: [group] });
  await expect(getGroup(ctx, { groupId: "talk" })).rejects.toMatchObject({ code: "im_bad_answer" });
  const live = await answering({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", GroupInfo: [{ ...group, Type: "AVChatRoom" }] });
  expect(await getGroup(live, { groupId: "talk" })).toMatchObject({ type: "AVChatRoom", messages: 0, countsUnread: false, owner: null, createdAt: null, memberCount: null });
});

test("does not call a group missing when IM could not look", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  sandbox.faults([{ rate: 1, kind: "code", code: 10007 }]);
  await expect(getGroup(ctx, { groupId: "talk" })).rejects.toMatchObject({ code: "im_refused", im: { code: 10007 } });
});
