import { describe, expect } from "vitest";
import { defaultApp } from "@/lib/sandbox";
import { test } from "./support";
import { c2cUnread, groupUnread, sign, text } from "./wire";

const unreadNum = "openim/get_c2c_unread_msg_num";
const setUnread = "group_open_http_svc/set_unread_msg_num";

describe("the eighteen behaviours of the rule book", () => {
  test("1: total mode answers only AllC2CUnreadMsgNum, peer mode only the list", async ({ sandbox, call }) => {
    sandbox.addUnread({ to: "dramon1", from: "teacher", count: 12 });
    expect(await call(unreadNum, { To_Account: "dramon1" })).toEqual({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", AllC2CUnreadMsgNum: 12 });
    expect(await call(unreadNum, { To_Account: "dramon1", Peer_Account: ["teacher"] })).toEqual({
      ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", C2CUnreadMsgNumList: [{ Peer_Account: "teacher", C2CUnreadMsgNum: 12 }],
    });
  });

  test("2: an unknown peer comes in ErrorList with 70107 while the others are answered", async ({ sandbox, call }) => {
    sandbox.addUnread({ to: "dramon1", from: "teacher", count: 2 });
    expect(await call(unreadNum, { To_Account: "dramon1", Peer_Account: ["nobody", "teacher"] })).toMatchObject({
      ErrorCode: 0, C2CUnreadMsgNumList: [{ Peer_Account: "teacher", C2CUnreadMsgNum: 2 }], ErrorList: [{ Peer_Account: "nobody", ErrorCode: 70107 }],
    });
    expect(await call(unreadNum, { To_Account: "dramon1", Peer_Account: ["nobody"] })).toMatchObject({ ErrorCode: 0, C2CUnreadMsgNumList: [], ErrorList: [{ ErrorCode: 70107 }] });
  });

  test("3: an unknown To_Account fails with 90003", async ({ call }) => {
    expect(await call(unreadNum, { To_Account: "nobody" })).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 90003 });
  });

  test.for(["ChatRoom", "AVChatRoom", "BChatRoom"])("4: set_unread_msg_num in a %s is OK and changes nothing", async (type, { sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type, members: ["bob"], messages: 10 });
    expect(await call(setUnread, { GroupId: "g", Member_Account: "bob", UnreadMsgNum: 3 })).toEqual({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" });
    expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 0, derived: 0 });
  });

  test("5: a number above the message count is clamped to it, with OK", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"], messages: 10 });
    expect(await call(setUnread, { GroupId: "g", Member_Account: "bob", UnreadMsgNum: 99 })).toMatchObject({ ErrorCode: 0 });
    expect(await groupUnread(call, "bob", "g")).toEqual({ reported: 10, derived: 10, messages: 10 });
  });

  test("6: import_group_msg leaves nobody with anything unread", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: [{ userId: "bob", unread: 5 }, { userId: "amy", unread: 9 }] });
    const SendTime = Math.floor(Date.now() / 1_000) - 5;
    const reply = await call("group_open_http_svc/import_group_msg", { GroupId: "g", MsgList: [{ From_Account: "bob", SendTime, ...text() }] });
    expect(reply.ImportMsgResult).toEqual([{ MsgSeq: 21, MsgTime: SendTime, Result: 0 }]);
    expect(await groupUnread(call, "bob", "g")).toEqual({ reported: 0, derived: 0, messages: 21 });
    expect(await groupUnread(call, "amy", "g")).toMatchObject({ reported: 0, derived: 0 });
  });

  test("7: a NoUnread message takes a sequence number and does not count", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob", "amy"], messages: 10 });
    await call("group_open_http_svc/send_group_msg", { GroupId: "g", From_Account: "amy", SendMsgControl: ["NoUnread"], ...text() });
    expect(await groupUnread(call, "bob", "g")).toEqual({ reported: 0, derived: 1, messages: 11 });
  });

  test("8: importmsg counts with 5 and not with 2", async ({ sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
    const MsgTimeStamp = Math.floor(Date.now() / 1_000) - 60;
    await call("openim/importmsg", { SyncFromOldSystem: 2, From_Account: "a", To_Account: "b", MsgTimeStamp, ...text() });
    expect(await c2cUnread(call, "b", "a")).toBe(0);
    await call("openim/importmsg", { SyncFromOldSystem: 5, From_Account: "a", To_Account: "b", MsgTimeStamp, ...text() });
    expect(await c2cUnread(call, "b", "a")).toBe(1);
  });

  test("9: admin_set_msg_read clears everything, or with a time only what is older", async ({ sandbox, call }) => {
    const now = Math.floor(Date.now() / 1_000);
    sandbox.arrange({ unread: [{ to: "b", from: "a", count: 3, at: now - 100 }, { to: "b", from: "a", count: 4, at: now - 10 }] });
    await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "a", MsgReadTime: now - 50 });
    expect(await c2cUnread(call, "b", "a")).toBe(4);
    await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "a", MsgReadTime: now - 5_000 });
    expect(await c2cUnread(call, "b", "a")).toBe(4);
    await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "a" });
    expect(await c2cUnread(call, "b", "a")).toBe(0);
  });

  test("10: one-to-one unread stops at 250 per conversation", async ({ sandbox, call }) => {
    sandbox.addUnread({ to: "b", from: "a", count: 249 });
    for (const expected of [250, 250]) {
      await call("openim/sendmsg", { From_Account: "a", To_Account: "b", ...text() });
      expect(await c2cUnread(call, "b", "a")).toBe(expected);
    }
  });

  test("11: get_joined_group_list leaves out inactive Private groups and AVChatRooms unless asked", async ({ sandbox, call }) => {
    sandbox.arrange({
      groups: [
        { groupId: "quiet", type: "Private", members: ["bob"], messages: 0 },
        { groupId: "live", type: "AVChatRoom", members: ["bob"] },
        { groupId: "plain", type: "Public", members: ["bob"], messages: 0 },
      ],
    });
    const list = async (flags: object) => (await call("group_open_http_svc/get_joined_group_list", { Member_Account: "bob", ...flags })).GroupIdList;
    expect(await list({})).toEqual([{ GroupId: "plain" }]);
    expect(await list({ WithNoActiveGroups: 1 })).toEqual([{ GroupId: "quiet" }, { GroupId: "plain" }]);
    expect(await list({ WithHugeGroups: 1 })).toEqual([{ GroupId: "live" }, { GroupId: "plain" }]);
    await call("group_open_http_svc/send_group_msg", { GroupId: "quiet", From_Account: "bob", ...text() });
    expect(await list({})).toEqual([{ GroupId: "quiet" }, { GroupId: "plain" }]);
  });

  test("12: SelfInfo comes only with a SelfInfoFilter, NextMsgSeq only when listed", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"], messages: 4 });
    const list = async (ResponseFilter: object) => (await call("group_open_http_svc/get_joined_group_list", { Member_Account: "bob", ResponseFilter })).GroupIdList;
    expect(await list({})).toEqual([{ GroupId: "g" }]);
    expect(await list({ GroupBaseInfoFilter: ["Type", "NextMsgSeq"] })).toEqual([{ GroupId: "g", Type: "Public", NextMsgSeq: 5 }]);
    expect(await list({ SelfInfoFilter: ["MsgSeq", "Role"] })).toEqual([{ GroupId: "g", SelfInfo: { MsgSeq: 4, Role: "Member" } }]);
  });

  test("13: one bad id does not fail get_group_info", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"] });
    const reply = await call("group_open_http_svc/get_group_info", { GroupIdList: ["gone", "g", "no\u0001id"] });
    expect(reply).toMatchObject({ ErrorCode: 0, GroupInfo: [{ GroupId: "gone", ErrorCode: 10010 }, { GroupId: "g", ErrorCode: 0, Type: "Public" }, { ErrorCode: 10015 }] });
  });

  test("14: a batch that partly fails says SomeError with code 0", async ({ sandbox, call }) => {
    sandbox.addAccount({ userId: "a" });
    const reply = await call("openim/batchsendmsg", { To_Account: ["a", "nobody"], ...text() });
    expect(reply).toMatchObject({ ActionStatus: "SomeError", ErrorCode: 0, ErrorList: [{ To_Account: "nobody", ErrorCode: 70107 }], MsgKey: expect.any(String) });
    expect(await call("openim/batchsendmsg", { To_Account: ["nobody"], ...text() })).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 90012 });
    expect(await call("openim/batchsendmsg", { To_Account: ["a"], ...text() })).toMatchObject({ ActionStatus: "OK", ErrorCode: 0 });
  });

  test("15: delete_group_member of a stranger is OK", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"] });
    expect(await call("group_open_http_svc/delete_group_member", { GroupId: "g", MemberToDel_Account: ["stranger"] })).toMatchObject({ ErrorCode: 0 });
    expect((await groupUnread(call, "bob", "g")).messages).toBe(20);
  });

  test("16: recent contacts carry no unread, and deleting one leaves the number", async ({ sandbox, call }) => {
    sandbox.addUnread({ to: "b", from: "a", count: 3 });
    const list = { From_Account: "b", TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 };
    const reply = await call("recentcontact/get_list", list);
    expect(reply.SessionItem).toEqual([{ Type: 1, To_Account: "a", MsgTime: expect.any(Number), TopFlag: 0 }]);
    await call("recentcontact/delete", { From_Account: "b", Type: 1, To_Account: "a" });
    expect((await call("recentcontact/get_list", list)).SessionItem).toEqual([]);
    expect(await c2cUnread(call, "b", "a")).toBe(3);
    await call("recentcontact/delete", { From_Account: "b", Type: 1, To_Account: "a", ClearRamble: 1 });
    expect(await c2cUnread(call, "b", "a")).toBe(0);
  });

  test("17: expired 70001, wrong user 70013, wrong app 70014, wrong key 70009", async ({ call }) => {
    const code = async (usersig: string) => (await call(unreadNum, { To_Account: "administrator" }, { usersig })).ErrorCode;
    expect(await code(sign(defaultApp, { time: 1_700_000_000, expire: 86_400 }))).toBe(70001);
    expect(await code(sign(defaultApp, { userId: "bob" }))).toBe(70013);
    expect(await code(sign(defaultApp, { sdkAppId: 1_400_000_002 }))).toBe(70014);
    expect(await code(sign(defaultApp, { key: "another key" }))).toBe(70009);
  });

  test("18: somebody who is no admin gets 60010 with a good signature", async ({ sandbox, call }) => {
    sandbox.addAccount({ userId: "bob" });
    expect(await call(unreadNum, { To_Account: "bob" }, { identifier: "bob", usersig: sign(defaultApp, { userId: "bob" }) })).toMatchObject({ ErrorCode: 60010 });
  });
});
