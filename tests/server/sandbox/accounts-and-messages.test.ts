import { describe, expect } from "vitest";
import { test } from "./support";
import { text } from "./wire";

const ids = (count: number, prefix = "u") => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe("accounts", () => {
  test("importing is idempotent, takes over new names, and lets no bad id in", async ({ sandbox, call }) => {
    expect((await call("im_open_login_svc/account_import", { UserID: "bob", Nick: "Bob", FaceUrl: "http://x/1.png" })).ErrorCode).toBe(0);
    expect((await call("im_open_login_svc/account_import", { UserID: "bob", Nick: "Bobby" })).ErrorCode).toBe(0);
    const portrait = await call("profile/portrait_get", { To_Account: ["bob"], TagList: ["Tag_Profile_IM_Nick", "Tag_Profile_IM_Image", "Tag_Profile_IM_Gender"] });
    expect(portrait.UserProfileItem).toEqual([{ To_Account: "bob", ProfileItem: [{ Tag: "Tag_Profile_IM_Nick", Value: "Bobby" }, { Tag: "Tag_Profile_IM_Image", Value: "http://x/1.png" }], ResultCode: 0, ResultInfo: "" }]);
    for (const UserID of ["", "x".repeat(33), "名字", "a\tb"]) expect((await call("im_open_login_svc/account_import", { UserID })).ErrorCode).toBe(70402);
    expect((await call("im_open_login_svc/account_import", { UserID: "long", Nick: "名".repeat(167) })).ErrorCode).toBe(40601);
    expect(sandbox.truth("long").exists).toBe(false);
  });

  test("batches hold 100; both forms of multiaccount_import list what failed", async ({ call }) => {
    expect(await call("im_open_login_svc/multiaccount_import", { Accounts: ["a", "b", "名"] })).toMatchObject({ ErrorCode: 0, FailAccounts: ["名"] });
    expect(await call("im_open_login_svc/multiaccount_import", { AccountList: [{ UserID: "c", Nick: "C" }, { UserID: "a" }] })).toEqual({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" });
    expect((await call("im_open_login_svc/account_check", { CheckItem: ids(100).map((UserID) => ({ UserID })) })).ErrorCode).toBe(0);
    for (const [command, key] of [["account_check", "CheckItem"], ["account_delete", "DeleteItem"]] as const) {
      expect((await call(`im_open_login_svc/${command}`, { [key]: ids(101).map((UserID) => ({ UserID })) })).ErrorCode).toBe(70402);
      expect((await call(`im_open_login_svc/${command}`, {})).ErrorCode).toBe(70402);
    }
    expect((await call("im_open_login_svc/multiaccount_import", { Accounts: ids(101) })).ErrorCode).toBe(70402);
  });

  test("deleting answers per account, takes groups and unread along, and may be forbidden by the plan", async ({ sandbox, call }) => {
    sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["bob", "amy"] }], unread: [{ to: "bob", from: "amy", count: 3 }] });
    sandbox.options({ accountDelete: false });
    expect((await call("im_open_login_svc/account_delete", { DeleteItem: [{ UserID: "bob" }] })).ErrorCode).toBe(71000);
    sandbox.options({ accountDelete: true });
    expect(await call("im_open_login_svc/account_delete", { DeleteItem: [{ UserID: "bob" }, { UserID: "nobody" }] })).toMatchObject({
      ErrorCode: 0, ResultItem: [{ UserID: "bob", ResultCode: 0 }, { UserID: "nobody", ResultCode: 70107, ResultInfo: "Err_TLS_PT_Open_Login_Account_Not_Exist" }],
    });
    expect(sandbox.truth("bob")).toMatchObject({ exists: false, c2cTotal: 0 });
    expect(await call("group_open_http_svc/get_group_info", { GroupIdList: ["g"] })).toMatchObject({ GroupInfo: [{ MemberNum: 1 }] });
  });

  test("the free plan holds 100 accounts and 100 groups", async ({ sandbox, call }) => {
    sandbox.options({ freePlan: true });
    for (const UserID of ids(99)) await call("im_open_login_svc/account_import", { UserID });
    expect((await call("im_open_login_svc/account_import", { UserID: "u98" })).ErrorCode).toBe(0);
    expect((await call("im_open_login_svc/account_import", { UserID: "one too many" })).ErrorCode).toBe(70398);
    for (let n = 0; n < 100; n += 1) await call("group_open_http_svc/create_group", { Type: "Public", Name: "x" });
    expect((await call("group_open_http_svc/create_group", { Type: "Public", Name: "x" })).ErrorCode).toBe(10058);
  });

  test("online status per account and platform; only when all are unknown does the call fail", async ({ sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "on", devices: [{ platform: "iPhone", status: "PushOnline" }, { platform: "Web", status: "Online" }] }, { userId: "push", devices: [{ platform: "iPad", status: "PushOnline" }] }, { userId: "off" }] });
    expect(await call("openim/query_online_status", { To_Account: ["on", "push", "off", "nobody"], IsNeedDetail: 1 })).toMatchObject({
      ErrorCode: 0,
      QueryResult: [
        { To_Account: "on", Status: "Online", Detail: [{ Platform: "iPhone", Status: "PushOnline" }, { Platform: "Web", Status: "Online" }] },
        { To_Account: "push", Status: "PushOnline" }, { To_Account: "off", Status: "Offline" },
      ],
      ErrorList: [{ To_Account: "nobody", ErrorCode: 70107 }],
    });
    expect(await call("openim/querystate", { To_Account: ["on"] })).toMatchObject({ QueryResult: [{ To_Account: "on", State: "Online" }] });
    expect((await call("openim/query_online_status", { To_Account: ["nobody"] })).ErrorCode).toBe(70107);
    expect((await call("openim/query_online_status", { To_Account: [] })).ErrorCode).toBe(90001);
    expect((await call("openim/query_online_status", { To_Account: ids(501) })).ErrorCode).toBe(90011);
  });

  test("portraits keep standard and custom tags, check values, and write nothing when one is wrong", async ({ sandbox, call }) => {
    sandbox.addAccount({ userId: "bob" });
    const set = (...ProfileItem: object[]) => call("profile/portrait_set", { From_Account: "bob", ProfileItem }).then(({ ErrorCode }) => ErrorCode);
    expect(await set({ Tag: "Tag_Profile_IM_Gender", Value: "Gender_Type_Female" }, { Tag: "Tag_Profile_IM_Level", Value: 3 }, { Tag: "Tag_Profile_Custom_team", Value: "ops" })).toBe(0);
    expect(await set({ Tag: "Tag_Profile_IM_Nick", Value: "Never" }, { Tag: "Tag_Profile_IM_Gender", Value: "other" })).toBe(40605);
    expect(await set({ Tag: "Tag_Profile_IM_Level", Value: "3" })).toBe(40605);
    expect(await set({ Tag: "Tag_Profile_IM_Nick", Value: "x".repeat(501) })).toBe(40601);
    expect(await set({ Tag: "Tag_Nothing", Value: "x" })).toBe(40009);
    const TagList = ["Tag_Profile_IM_Nick", "Tag_Profile_IM_Gender", "Tag_Profile_IM_Level", "Tag_Profile_Custom_team"];
    expect(await call("profile/portrait_get", { To_Account: ["bob", "nobody"], TagList })).toMatchObject({
      ErrorCode: 0, Fail_Account: ["nobody"],
      UserProfileItem: [{ To_Account: "bob", ProfileItem: [{ Value: "Gender_Type_Female" }, { Value: 3 }, { Value: "ops" }] }, { To_Account: "nobody", ResultCode: 40003 }],
    });
    expect((await call("profile/portrait_get", { TagList })).ErrorCode).toBe(40002);
    expect((await call("profile/portrait_get", { To_Account: ["bob"], TagList: ["nope"] })).ErrorCode).toBe(40009);
    expect((await call("profile/portrait_set", { From_Account: "nobody", ProfileItem: [] })).ErrorCode).toBe(40003);
  });
});

describe("recent contacts", () => {
  const page = { From_Account: "b", TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 };

  test("pages follow the cursors to the end, each conversation once, pinned first", async ({ sandbox, call }) => {
    const now = Math.floor(Date.now() / 1_000);
    sandbox.options({ recentContacts: 500 });
    sandbox.arrange({ unread: ids(230).map((from, index) => ({ to: "b", from, count: 1, at: now - index })) });
    sandbox.arrange({ accounts: [{ userId: "b", pins: [{ peer: "u200" }, { peer: "u3" }] }], groups: [{ groupId: "g", type: "Public", members: ["b"] }, { groupId: "live", type: "AVChatRoom", members: ["b"] }] });
    const seen: string[] = [];
    let cursors: Record<string, unknown> = page;
    for (let pages = 1; ; pages += 1) {
      const reply = await call("recentcontact/get_list", cursors);
      seen.push(...(reply.SessionItem as { To_Account?: string; GroupId?: string }[]).map((item) => item.To_Account ?? `group ${item.GroupId ?? ""}`));
      if (reply.CompleteFlag === 1) break;
      expect(pages).toBeLessThan(5);
      const { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex } = reply;
      cursors = { ...page, TimeStamp, StartIndex, TopTimeStamp, TopStartIndex };
    }
    expect(seen.slice(0, 2)).toEqual(["u3", "u200"]);
    expect(new Set(seen).size).toBe(231);
    expect(seen).toHaveLength(231);
    expect(seen).toContain("group g");
  });

  test("a group leaves the list by ToGroupid and comes back with its next message", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: [{ userId: "b", unread: 4 }] });
    await call("recentcontact/delete", { From_Account: "b", Type: 2, ToGroupid: "g" });
    expect((await call("recentcontact/get_list", page)).SessionItem).toEqual([]);
    expect(sandbox.truth("b").groups).toMatchObject([{ unread: 4 }]);
    await call("group_open_http_svc/send_group_msg", { GroupId: "g", ...text() });
    expect((await call("recentcontact/get_list", page)).SessionItem).toMatchObject([{ Type: 2, GroupId: "g" }]);
    expect((await call("recentcontact/delete", { From_Account: "b", Type: 2, ToGroupId: "g" })).ErrorCode).toBe(50002);
    expect((await call("recentcontact/get_list", { ...page, From_Account: "nobody" })).ErrorCode).toBe(50001);
    expect((await call("recentcontact/get_list", { From_Account: "b" })).ErrorCode).toBe(50002);
    expect((await call("recentcontact/delete", { From_Account: "b", Type: 1, To_Account: "never met" })).ErrorCode).toBe(0);
  });

  test("marks and conversation groups are kept, and the unread mark is a flag that changes no number", async ({ sandbox, call }) => {
    sandbox.addUnread({ to: "b", from: "a", count: 3 });
    const contact = { Type: 1, To_Account: "a" };
    await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "a" });
    await call("recentcontact/mark_contact", { From_Account: "b", MarkItem: [{ OptType: 3, ContactItem: contact, SetMark: [1, 2], CustomMark: "vip" }] });
    await call("recentcontact/mark_contact", { From_Account: "b", MarkItem: [{ OptType: 1, ContactItem: contact, ClearMark: [1] }] });
    await call("recentcontact/create_contact_group", { From_Account: "b", GroupContactItem: [{ GroupName: "work", ContactItem: [contact, { Type: 2, ToGroupId: "g" }] }] });
    const reply = await call("recentcontact/get_contact_group", { From_Account: "b", StartIndex: 0 });
    expect(reply).toMatchObject({
      CompleteFlag: 1, NextStartIndex: 0, GroupItem: [{ GroupName: "work" }],
      ContactItem: [{ Type: 1, To_Account: "a", CustomMark: "vip", ContactGroupId: [1], StandardMark: expect.stringMatching(/^001(?:0){61}$/) }, { Type: 2, ToGroupId: "g" }],
    });
    expect(sandbox.truth("b").c2cTotal).toBe(0);
    await call("recentcontact/update_contact_group", { From_Account: "b", UpdateType: 1, UpdateGroup: { UpdateGroupType: 1, OldGroupName: "work", NewGroupName: "job" } });
    await call("recentcontact/update_contact_group", { From_Account: "b", UpdateType: 1, UpdateGroup: { UpdateGroupType: 2, OldGroupName: "job", ContactUpdateItem: [{ ContactOptType: 2, ContactItem: contact }] } });
    expect(await call("recentcontact/search_contact_group", { From_Account: "b", ContactItem: [contact] })).toMatchObject({ ContactItem: [{ ContactGroupId: [] }], GroupItem: [{ GroupName: "job" }] });
    await call("recentcontact/del_contact_group", { From_Account: "b", GroupName: ["job"] });
    expect((await call("recentcontact/del_contact_group", { From_Account: "b", GroupName: ["job"] })).ErrorCode).toBe(51009);
    expect((await call("recentcontact/create_contact_group", { From_Account: "b", GroupContactItem: [{ GroupName: "x".repeat(33) }] })).ErrorCode).toBe(51011);
    expect((await call("recentcontact/mark_contact", { From_Account: "b", MarkItem: [] })).ErrorCode).toBe(51006);
  });
});

describe("one-to-one messages", () => {
  test("history pages backwards by time and key, oldest first inside a page, with recalls flagged", async ({ sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
    const now = Math.floor(Date.now() / 1_000) - 100;
    for (let n = 0; n < 25; n += 1) await call("openim/importmsg", { SyncFromOldSystem: 2, From_Account: n % 2 ? "a" : "b", To_Account: n % 2 ? "b" : "a", MsgSeq: n, MsgTimeStamp: now + Math.floor(n / 3), ...text() });
    await call("openim/importmsg", { SyncFromOldSystem: 2, From_Account: "a", To_Account: "b", MsgTimeStamp: 1_000, ...text() });
    const collected: number[] = [];
    let query: Record<string, unknown> = { Operator_Account: "a", Peer_Account: "b", MaxCnt: 7, MinTime: 0, MaxTime: now + 1_000 };
    for (;;) {
      const reply = await call("openim/admin_getroammsg", query);
      collected.unshift(...(reply.MsgList as { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq));
      if (reply.Complete === 1) break;
      query = { ...query, MaxTime: reply.LastMsgTime, LastMsgKey: reply.LastMsgKey };
    }
    expect(collected).toEqual(Array.from({ length: 25 }, (_, n) => n));
    const { MsgKey } = await call("openim/sendmsg", { From_Account: "a", To_Account: "b", SyncOtherMachine: 2, ...text() });
    await call("openim/admin_msgwithdraw", { From_Account: "a", To_Account: "b", MsgKey });
    const seenBy = async (Operator_Account: string, Peer_Account: string) => (await call("openim/admin_getroammsg", { Operator_Account, Peer_Account, MaxCnt: 1, MinTime: 0, MaxTime: now + 1_000 })).MsgList;
    expect(await seenBy("b", "a")).toMatchObject([{ MsgKey, MsgFlagBits: 8, IsPeerRead: 0 }]);
    expect(await seenBy("a", "b")).toMatchObject([{ MsgSeq: 24, MsgFlagBits: 0 }]);
  });

  test("a page of history ends at about 13 KB", async ({ sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
    for (let n = 0; n < 4; n += 1) await call("openim/sendmsg", { From_Account: "a", To_Account: "b", ...text({ MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "x".repeat(6_000) } }] }) });
    expect(await call("openim/admin_getroammsg", { Operator_Account: "b", Peer_Account: "a", MaxCnt: 100, MinTime: 0, MaxTime: 4e9 })).toMatchObject({ Complete: 0, MsgCnt: 2 });
  });

  test.for([
    [90003, { To_Account: "" }], [90003, { To_Account: null }], [90003, { To_Account: ["b"] }], [60015, { To_Account: 5 }], [90012, { To_Account: "nobody" }], [90008, { From_Account: {} }], [20003, { From_Account: "nobody" }],
    [90005, { MsgRandom: undefined }], [90005, { MsgRandom: "1" }], [90004, { MsgSeq: 1.5 }], [90002, { MsgBody: undefined }], [90007, { MsgBody: "hi" }], [90002, { MsgBody: [] }], [90010, { MsgBody: [{ MsgType: "TIMTextElem" }] }],
    [90044, { MsgLifeTime: "60" }], [90031, { SyncOtherMachine: "1" }], [93000, { MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "字".repeat(4_200) } }] }],
  ] as const)("sendmsg refuses with %i: %j", async ([code, fields], { sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
    expect((await call("openim/sendmsg", { From_Account: "a", To_Account: "b", ...text(), ...fields })).ErrorCode).toBe(code);
    expect(sandbox.truth("b").c2cTotal).toBe(0);
  });

  test.for([[90030, { SyncFromOldSystem: 1 }], [90030, { SyncFromOldSystem: undefined }], [90008, { From_Account: "nobody" }], [90003, { To_Account: "nobody" }], [90006, { MsgTimeStamp: "now" }], [90005, { MsgRandom: -1 }]] as const)(
    "importmsg refuses with %i: %j",
    async ([code, fields], { sandbox, call }) => {
      sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
      expect((await call("openim/importmsg", { SyncFromOldSystem: 5, From_Account: "a", To_Account: "b", MsgTimeStamp: 1_700_000_000, ...text(), ...fields })).ErrorCode).toBe(code);
    },
  );

  test("more than 10 peers are 90018, more than 500 targets 90011", async ({ sandbox, call }) => {
    sandbox.addAccount({ userId: "b" });
    expect((await call("openim/get_c2c_unread_msg_num", { To_Account: "b", Peer_Account: ids(11) })).ErrorCode).toBe(90018);
    expect((await call("openim/batchsendmsg", { To_Account: ids(501), ...text() })).ErrorCode).toBe(90011);
  });
});
