import { expect } from "vitest";
import { test } from "./support";
import { groupUnread, text } from "./wire";

const svc = (command: string) => `group_open_http_svc/${command}`;
const ids = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);

test("a group is created with its own or an assigned id, an owner and members without unread", async ({ sandbox, call }) => {
  sandbox.arrange({ accounts: [{ userId: "bob" }, { userId: "amy" }] });
  expect(await call(svc("create_group"), { Type: "Work", Name: "团队", GroupId: "team", Owner_Account: "bob", MemberList: [{ Member_Account: "amy", Role: "Admin" }] })).toEqual({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", GroupId: "team" });
  expect(await call(svc("get_group_info"), { GroupIdList: ["team"] })).toMatchObject({
    GroupInfo: [{ Type: "Private", Name: "团队", Owner_Account: "bob", NextMsgSeq: 1, MemberNum: 2, MaxMemberNum: 6_000, MuteAllMember: "Off", Appid: 1_400_000_001, MemberList: [{ Member_Account: "bob", Role: "Owner", MsgSeq: 0 }, { Member_Account: "amy", Role: "Admin" }] }],
  });
  expect((await call(svc("create_group"), { Type: "Public", Name: "x" })).GroupId).toMatch(/^@TGS#2/);
  expect((await call(svc("create_group"), { Type: "Community", Name: "x" })).GroupId).toMatch(/^@TGS#_@TGS#c/);
});

test.for([
  [10021, { GroupId: "taken" }], [10025, { GroupId: "taken", Owner_Account: "bob" }], [10015, { GroupId: "@TGS#mine" }], [10015, { GroupId: "plain", Type: "Community" }], [10015, { GroupId: "群" }],
  [10004, { Type: "Nice" }], [10004, { Type: "BChatRoom" }], [10004, { Name: "" }], [10004, { Name: "一二三四五六七八九十一" }], [10007, { Type: "AVChatRoom", MemberList: [{ Member_Account: "bob" }] }],
  [10005, { MemberList: Array.from({ length: 101 }, () => ({ Member_Account: "bob" })) }], [10019, { Owner_Account: "nobody" }], [10004, { ApplyJoinOption: "Maybe" }], [10004, { AppDefinedData: [{ Key: "k".repeat(17), Value: "" }] }],
] as const)("create_group refuses with %i: %j", async ([code, fields], { sandbox, call }) => {
  sandbox.addAccount({ userId: "bob" });
  await call(svc("create_group"), { Type: "Public", Name: "x", GroupId: "taken", Owner_Account: "bob" });
  expect((await call(svc("create_group"), { Type: "Public", Name: "x", ...fields })).ErrorCode).toBe(code);
});

test("the documented migration works end to end: group, members, messages, and unread last", async ({ sandbox, call }) => {
  sandbox.arrange({ accounts: [{ userId: "bob" }, { userId: "amy" }] });
  const now = Math.floor(Date.now() / 1_000);
  expect(await call(svc("import_group"), { Type: "Public", Name: "Old", GroupId: "old", Owner_Account: "bob", CreateTime: now - 10_000 })).toMatchObject({ ErrorCode: 0, GroupId: "old" });
  await call(svc("import_group_member"), { GroupId: "old", MemberList: [{ Member_Account: "amy", JoinTime: now - 9_000 }] });
  const MsgList = [1, 2, 3, 0, 4].map((n) => ({ From_Account: "bob", SendTime: now - 5_000 + n, ...text() }));
  const reply = await call(svc("import_group_msg"), { GroupId: "old", MsgList: [...MsgList, { From_Account: "bob", SendTime: now + 99, ...text() }, { ...MsgList[0], SendTime: now - 100 }] });
  expect((reply.ImportMsgResult as { Result: number; MsgSeq: number }[]).map(({ Result, MsgSeq }) => [Result, MsgSeq])).toEqual([[0, 1], [0, 2], [0, 3], [10004, 0], [0, 4], [10004, 0], [0, 1]]);
  expect(await groupUnread(call, "amy", "old")).toEqual({ reported: 0, derived: 0, messages: 4 });
  await call(svc("set_unread_msg_num"), { GroupId: "old", Member_Account: "amy", UnreadMsgNum: 2 });
  expect(await groupUnread(call, "amy", "old")).toMatchObject({ reported: 2, derived: 2 });
  expect((await call(svc("import_group_msg"), { GroupId: "old", MsgList: Array.from({ length: 8 }, () => MsgList[0]) })).ErrorCode).toBe(10004);
  expect(sandbox.stats().webhooks).toEqual({});
});

test("imported messages appear in recent contacts only with RecentContactFlag", async ({ sandbox, call }) => {
  sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"], messages: 0 });
  const list = async () => (await call("recentcontact/get_list", { From_Account: "bob", TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 })).SessionItem;
  const SendTime = Math.floor(Date.now() / 1_000) - 1;
  await call(svc("import_group_msg"), { GroupId: "g", MsgList: [{ From_Account: "bob", SendTime, ...text() }] });
  expect(await list()).toEqual([]);
  await call(svc("import_group_msg"), { GroupId: "g", RecentContactFlag: 1, MsgList: [{ From_Account: "bob", SendTime, ...text() }] });
  expect(await list()).toMatchObject([{ Type: 2, GroupId: "g" }]);
});

test("AVChatRooms refuse what the support matrix says", async ({ sandbox, call }) => {
  sandbox.addGroup({ groupId: "g", type: "AVChatRoom", members: ["bob"] });
  const refusals: [string, object, number][] = [
    ["import_group_member", { MemberList: [{ Member_Account: "bob" }] }, 10007], ["import_group_msg", { MsgList: [{}] }, 10007], ["get_group_member_info", {}, 10007],
    ["get_specified_group_member_info", { Member_List_Account: ["bob"] }, 10007], ["get_role_in_group", { User_Account: ["bob"] }, 10007], ["add_group_member", { MemberList: [{ Member_Account: "bob" }] }, 10007],
    ["delete_group_member", { MemberToDel_Account: ["bob"] }, 10004], ["group_msg_get_simple", { ReqMsgNumber: 1 }, 10044], ["send_group_system_notification", { Content: "x", ToMembers_Account: ["bob"] }, 10007],
    ["send_group_msg", text({ SendMsgControl: ["NoUnread"] }), 10004],
  ];
  for (const [command, body, code] of refusals) expect([command, (await call(svc(command), { GroupId: "g", ...body })).ErrorCode]).toEqual([command, code]);
  expect((await call(svc("import_group"), { Type: "AVChatRoom", Name: "x" })).ErrorCode).toBe(10007);
  for (const [command, body] of [["send_group_msg", text()], ["send_group_system_notification", { Content: "x" }], ["get_group_info", { GroupIdList: ["g"] }], ["destroy_group", {}]] as const) expect((await call(svc(command), { GroupId: "g", ...body })).ErrorCode).toBe(0);
});

test("members page by Offset, in a Community by Next; filters by role and field; by name at most 50", async ({ sandbox, call }) => {
  sandbox.addGroup({ groupId: "p", type: "Public", members: ids(5).map((userId, index) => ({ userId, role: index === 0 ? "Owner" : "Member", unread: index })), messages: 10 });
  expect(await call(svc("get_group_member_info"), { GroupId: "p", MemberInfoFilter: ["MsgSeq"], Limit: 2, Offset: 3 })).toEqual({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", MemberNum: 5, MemberList: [{ Member_Account: "u3", MsgSeq: 7 }, { Member_Account: "u4", MsgSeq: 6 }] });
  expect((await call(svc("get_group_member_info"), { GroupId: "p", MemberInfoFilter: ["Role"], MemberRoleFilter: ["Owner"] })).MemberList).toEqual([{ Member_Account: "u0", Role: "Owner" }]);
  expect(JSON.stringify(await call(svc("get_group_member_info"), { GroupId: "p" }))).not.toContain("UnreadMsgNum");
  sandbox.addGroup({ groupId: "@TGS#_c", type: "Community", members: ids(250) });
  const seen: string[] = [];
  let Next: unknown = "";
  do {
    const reply = await call(svc("get_group_member_info"), { GroupId: "@TGS#_c", Limit: 200, Next, MemberInfoFilter: ["Role"] });
    seen.push(...(reply.MemberList as { Member_Account: string }[]).map((member) => member.Member_Account));
    Next = reply.Next;
  } while (Next !== "");
  expect(seen).toEqual(ids(250));
  expect((await call(svc("get_specified_group_member_info"), { GroupId: "p", Member_List_Account: ["u1", "stranger"], MemberInfoFilter: ["MsgSeq"] })).MemberList).toEqual([{ Member_Account: "u1", MsgSeq: 9 }]);
  expect((await call(svc("get_specified_group_member_info"), { GroupId: "p", Member_List_Account: ids(51) })).ErrorCode).toBe(10005);
  expect((await call(svc("get_role_in_group"), { GroupId: "p", User_Account: ["u0", "stranger"] })).UserIdList).toEqual([{ Member_Account: "u0", Role: "Owner" }, { Member_Account: "stranger", Role: "NotMember" }]);
});

test("an answer over 1 MB is 10018, and a smaller page works", async ({ sandbox, call }) => {
  sandbox.addGroup({ groupId: "large", type: "Public", members: ids(8_000).map((id) => id.padEnd(32, "x")) });
  expect((await call(svc("get_group_member_info"), { GroupId: "large" })).ErrorCode).toBe(10018);
  expect((await call(svc("get_group_member_info"), { GroupId: "large", Limit: 100 })).ErrorCode).toBe(0);
});

test("adding and removing answers per account; a member's settings can be changed, its read position cannot", async ({ sandbox, call }) => {
  sandbox.arrange({ accounts: [{ userId: "new" }], groups: [{ groupId: "g", type: "Public", members: ["bob"], messages: 3 }] });
  expect((await call(svc("add_group_member"), { GroupId: "g", MemberList: [{ Member_Account: "new" }, { Member_Account: "bob" }, { Member_Account: "nobody" }] })).MemberList).toEqual([
    { Member_Account: "new", Result: 1 }, { Member_Account: "bob", Result: 2 }, { Member_Account: "nobody", Result: 0 },
  ]);
  expect((await call(svc("add_group_member"), { GroupId: "g", MemberList: [{ Member_Account: "nobody" }] })).ErrorCode).toBe(10019);
  expect((await call(svc("modify_group_member_info"), { GroupId: "g", Member_Account: "bob", Role: "Admin", MsgFlag: "Discard", NameCard: "名片", MuteTime: 60, MsgSeq: 1, AppMemberDefinedData: [{ Key: "k", Value: "v" }] })).ErrorCode).toBe(0);
  expect((await call(svc("get_group_member_info"), { GroupId: "g" })).MemberList).toMatchObject([{ Member_Account: "bob", Role: "Admin", MsgFlag: "Discard", NameCard: "名片", MsgSeq: 3, AppMemberDefinedData: [{ Key: "k", Value: "v" }] }, {}]);
  expect((await call(svc("send_group_msg"), { GroupId: "g", From_Account: "bob", ...text() })).ErrorCode).toBe(10017);
  expect((await call(svc("modify_group_member_info"), { GroupId: "g", Member_Account: "bob", MuteTime: 0, MsgFlag: "Loud" })).ErrorCode).toBe(10004);
  expect((await call(svc("modify_group_member_info"), { GroupId: "g", Member_Account: "stranger" })).ErrorCode).toBe(10007);
});

test("a full group refuses with 10014", async ({ sandbox, call }) => {
  sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
  await call(svc("create_group"), { Type: "Public", Name: "x", GroupId: "small", Owner_Account: "a", MaxMemberCount: 1 });
  expect((await call(svc("add_group_member"), { GroupId: "small", MemberList: [{ Member_Account: "b" }] })).ErrorCode).toBe(10014);
});

test("history goes from the newest back; recalled and deleted messages are holes that keep their number and the unread", async ({ sandbox, call }) => {
  sandbox.addGroup({ groupId: "g", type: "Public", members: [{ userId: "bob", unread: 2 }, "amy"], messages: 3 });
  for (const From_Account of ["amy", "bob", "amy"]) await call(svc("send_group_msg"), { GroupId: "g", From_Account, ...text() });
  const read = async (fields: object) => call(svc("group_msg_get_simple"), { GroupId: "g", ReqMsgNumber: 2, ...fields });
  const places = async () => ((await read({ ReqMsgNumber: 20 })).RspMsgList as { MsgSeq: number; IsPlaceMsg: number }[]).map(({ MsgSeq, IsPlaceMsg }) => `${MsgSeq}:${IsPlaceMsg}`).join(" ");
  expect(await read({})).toMatchObject({ GroupId: "g", IsFinished: 0, RspMsgList: [{ MsgSeq: 6, From_Account: "amy", IsPlaceMsg: 0 }, { MsgSeq: 5 }] });
  expect(await read({ ReqMsgSeq: 2 })).toMatchObject({ IsFinished: 1, RspMsgList: [{ MsgSeq: 2 }, { MsgSeq: 1 }] });
  expect((await call(svc("group_msg_recall"), { GroupId: "g", MsgSeqList: [{ MsgSeq: 6 }, { MsgSeq: 99 }] })).RecallRetList).toEqual([{ MsgSeq: 6, RetCode: 0 }, { MsgSeq: 99, RetCode: 10030 }]);
  await call(svc("delete_group_msg_by_sender"), { GroupId: "g", Sender_Account: "bob" });
  await call(svc("clear_group_msg"), { GroupId: "g", MsgSeq: 2 });
  expect(await places()).toBe("6:2 5:1 4:0 3:0 2:1 1:1");
  expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 4, derived: 5, messages: 6 });
  expect((await read({ ReqMsgNumber: 21 })).ErrorCode).toBe(10004);
});

test("system notifications are no messages, and a destroyed group is gone for everybody", async ({ sandbox, call }) => {
  sandbox.addGroup({ groupId: "g", type: "Public", members: [{ userId: "bob", unread: 2 }] });
  expect((await call(svc("send_group_system_notification"), { GroupId: "g", Content: "x" })).ErrorCode).toBe(0);
  expect((await groupUnread(call, "bob", "g")).messages).toBe(20);
  await call(svc("destroy_group"), { GroupId: "g" });
  expect((await call(svc("destroy_group"), { GroupId: "g" })).ErrorCode).toBe(10010);
  expect(sandbox.truth("bob").groups).toEqual([]);
});

test("get_appid_group_list pages by Next and filters by type", async ({ sandbox, call }) => {
  sandbox.arrange({ groups: ids(7).map((groupId, index) => ({ groupId, type: index % 2 ? "Public" : "Private", members: [] })) });
  expect(await call(svc("get_appid_group_list"), { Limit: 4 })).toMatchObject({ TotalCount: 7, GroupIdList: [{ GroupId: "u0" }, {}, {}, {}], Next: 4 });
  expect(await call(svc("get_appid_group_list"), { Limit: 4, Next: 4 })).toMatchObject({ GroupIdList: [{ GroupId: "u4" }, {}, {}], Next: 0 });
  expect(await call(svc("get_appid_group_list"), { GroupType: "Public" })).toMatchObject({ TotalCount: 3, Next: 0 });
});

test("joined groups page by Limit and Offset with the whole TotalCount; unknown users are 10004, unknown filters ignored", async ({ sandbox, call }) => {
  sandbox.arrange({ accounts: [{ userId: "lonely" }], groups: ids(5).map((groupId) => ({ groupId, type: "Public", members: ["bob"] })) });
  expect(await call(svc("get_joined_group_list"), { Member_Account: "bob", Limit: 2, Offset: 3 })).toMatchObject({ TotalCount: 5, GroupIdList: [{ GroupId: "u3" }, { GroupId: "u4" }] });
  expect(await call(svc("get_joined_group_list"), { Member_Account: "lonely" })).toMatchObject({ ErrorCode: 0, TotalCount: 0, GroupIdList: [] });
  expect((await call(svc("get_joined_group_list"), { Member_Account: "nobody" })).ErrorCode).toBe(10004);
  expect((await call(svc("get_joined_group_list"), { Member_Account: "bob", ResponseFilter: { SelfInfoFilter: ["Shoe"], GroupBaseInfoFilter: ["Hat"] }, Limit: 1 })).GroupIdList).toEqual([{ GroupId: "u0", SelfInfo: {} }]);
});
