import { describe, expect, test as plain } from "vitest";
import { defaultApp } from "@/lib/sandbox";
import { test } from "./support";
import { c2cUnread, groupUnread, manualClock, sign, text, withSandbox } from "./wire";

const day = 86_400_000;
const send = "openim/sendmsg";
const sendGroup = "group_open_http_svc/send_group_msg";
const setUnread = "group_open_http_svc/set_unread_msg_num";

describe("one-to-one", () => {
  plain("messages stop counting after seven days, one by one, and free their place under the cap", async () => {
    const clock = manualClock();
    await withSandbox({ clock }, async (sandbox, call) => {
      // The signature has to outlive the week.
      const usersig = sign(defaultApp, { time: clock.seconds(), expire: 30 * 86_400 });
      const total = async () => (await call("openim/get_c2c_unread_msg_num", { To_Account: "b" }, { usersig })).AllC2CUnreadMsgNum;
      sandbox.addUnread({ to: "b", from: "a", count: 250 });
      clock.advance(day);
      sandbox.addUnread({ to: "b", from: "a", count: 10 });
      sandbox.addUnread({ to: "b", from: "c", count: 2 });
      expect(await total()).toBe(252);
      clock.advance(6 * day);
      expect(await total()).toBe(252);
      clock.advance(1_000);
      expect(await total()).toBe(2);
      sandbox.addUnread({ to: "b", from: "a", count: 4 });
      expect(await total()).toBe(6);
      clock.advance(day);
      expect(await total()).toBe(4);
    });
  });

  test("at most 100 conversations count, and reading one makes room for new messages only", async ({ sandbox, call }) => {
    for (let n = 0; n < 105; n += 1) sandbox.addUnread({ to: "b", from: `peer${n}`, count: 2 });
    expect(await c2cUnread(call, "b")).toBe(200);
    expect(await c2cUnread(call, "b", "peer104")).toBe(0);
    await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "peer0" });
    expect(await c2cUnread(call, "b")).toBe(198);
    await call(send, { From_Account: "peer104", To_Account: "b", ...text() });
    expect(await c2cUnread(call, "b", "peer104")).toBe(1);
  });

  test("the total may exceed what can be listed", async ({ sandbox, call }) => {
    const now = Math.floor(Date.now() / 1_000);
    for (let n = 0; n < 120; n += 1) sandbox.addUnread({ to: "b", from: `peer${n}`, count: n < 20 ? 1 : 0, at: now - 1_000 + n });
    for (let n = 20; n < 120; n += 1) await call("openim/importmsg", { SyncFromOldSystem: 2, From_Account: `peer${n}`, To_Account: "b", MsgTimeStamp: now - 500, ...text() });
    const truth = sandbox.truth("b");
    expect([truth.c2cTotal, truth.conversations.filter(({ listed }) => listed).length]).toEqual([20, 100]);
    expect(truth.conversations.filter(({ listed, unread }) => listed && unread > 0)).toEqual([]);
  });

  test.for([
    ["NoUnread", { SendMsgControl: ["NoUnread"] }, 0, 1], ["MsgLifeTime 0", { MsgLifeTime: 0 }, 0, 0], ["OnlineOnlyFlag 1", { OnlineOnlyFlag: 1 }, 0, 0],
    ["NoLastMsg", { SendMsgControl: ["NoLastMsg"] }, 1, 0], ["WithMuteNotifications", { SendMsgControl: ["WithMuteNotifications"] }, 1, 1], ["a long MsgLifeTime", { MsgLifeTime: 999_999_999 }, 1, 1],
  ] as const)("sendmsg with %s", async ([, fields, unread, listed], { sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
    expect(await call(send, { From_Account: "a", To_Account: "b", ...text(fields) })).toMatchObject({ ErrorCode: 0 });
    expect(sandbox.truth("b").c2cTotal).toBe(unread);
    expect(sandbox.truth("b").conversations.filter((conversation) => conversation.listed)).toHaveLength(listed);
    expect(sandbox.truth("a").c2cTotal).toBe(0);
  });

  plain("the same random within one second is one message; importing knows seq, random and time in both directions", async () => {
    const clock = manualClock(Date.now());
    await withSandbox({ clock }, async (sandbox, call) => {
      sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
      const message = text({ MsgRandom: 7 });
      const first = await call(send, { From_Account: "a", To_Account: "b", MsgSeq: 1, ...message });
      expect((await call(send, { From_Account: "a", To_Account: "b", MsgSeq: 2, ...message })).MsgKey).toBe(first.MsgKey);
      await call(send, { From_Account: "b", To_Account: "a", ...message });
      clock.advance(1_000);
      await call(send, { From_Account: "a", To_Account: "b", MsgSeq: 1, ...message });
      expect([sandbox.truth("b").c2cTotal, sandbox.truth("a").c2cTotal]).toEqual([2, 1]);
      const imported = { SyncFromOldSystem: 5, MsgSeq: 9, MsgTimeStamp: clock.seconds() - 50, ...message };
      await call("openim/importmsg", { From_Account: "a", To_Account: "b", ...imported });
      await call("openim/importmsg", { From_Account: "b", To_Account: "a", ...imported });
      expect([sandbox.truth("b").c2cTotal, sandbox.truth("a").c2cTotal]).toEqual([3, 1]);
    });
  });

  test("mark-read touches one direction of one conversation, up to and including its time, and never raises", async ({ sandbox, call }) => {
    const now = Math.floor(Date.now() / 1_000);
    sandbox.arrange({ unread: [{ to: "b", from: "a", count: 2, at: now - 20 }, { to: "b", from: "a", count: 3, at: now - 10 }, { to: "a", from: "b", count: 4 }, { to: "b", from: "c", count: 5 }] });
    const mark = (MsgReadTime?: number) => call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "a", MsgReadTime });
    await mark(now - 21);
    expect(await c2cUnread(call, "b", "a")).toBe(5);
    await mark(now - 20);
    expect(await c2cUnread(call, "b", "a")).toBe(3);
    await mark(now + 9_999);
    await mark();
    expect([await c2cUnread(call, "b"), await c2cUnread(call, "a", "b")]).toEqual([5, 4]);
  });

  test("a recalled message leaves the number while unread, and only once", async ({ sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }] });
    const { MsgKey } = await call(send, { From_Account: "a", To_Account: "b", ...text() });
    await call(send, { From_Account: "a", To_Account: "b", ...text() });
    const recall = (key: unknown) => call("openim/admin_msgwithdraw", { From_Account: "a", To_Account: "b", MsgKey: key });
    expect((await recall(MsgKey)).ErrorCode).toBe(0);
    expect(await c2cUnread(call, "b")).toBe(1);
    expect((await recall(MsgKey)).ErrorCode).toBe(20023);
    expect((await recall("1_2_3")).ErrorCode).toBe(20022);
    expect((await recall("what")).ErrorCode).toBe(90054);
    expect(await c2cUnread(call, "b")).toBe(1);
  });

  test("a deleted peer is unknown by name while its messages stay in the total", async ({ sandbox, call }) => {
    sandbox.arrange({ unread: [{ to: "b", from: "gone", count: 7 }, { to: "b", from: "a", count: 1 }] });
    await call("im_open_login_svc/account_delete", { DeleteItem: [{ UserID: "gone" }] });
    expect(await c2cUnread(call, "b")).toBe(8);
    expect(await call("openim/get_c2c_unread_msg_num", { To_Account: "b", Peer_Account: ["gone"] })).toMatchObject({ ErrorList: [{ Peer_Account: "gone", ErrorCode: 70107 }] });
    expect((await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "gone" })).ErrorCode).toBe(90003);
    expect(sandbox.truth("b").conversations).toContainEqual({ peer: "gone", unread: 7, peerExists: false, listed: true });
  });
});

describe("groups", () => {
  test("a message counts for everybody but its sender, who moves along when caught up", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["amy", { userId: "bob", unread: 2 }, "cat"], messages: 10 });
    await call(sendGroup, { GroupId: "g", From_Account: "amy", ...text() });
    await call(sendGroup, { GroupId: "g", From_Account: "bob", ...text() });
    expect(await groupUnread(call, "amy", "g")).toMatchObject({ reported: 1, derived: 1 });
    expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 3, derived: 4 });
    expect(await groupUnread(call, "cat", "g")).toMatchObject({ reported: 2, derived: 2 });
  });

  test("targeted and online-only messages count for nobody; only the stored one takes a number", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["amy", "bob"], messages: 10 });
    await call(sendGroup, { GroupId: "g", From_Account: "amy", To_Account: ["bob"], ...text() });
    await call(sendGroup, { GroupId: "g", From_Account: "amy", OnlineOnlyFlag: 1, ...text() });
    expect(await groupUnread(call, "bob", "g")).toEqual({ reported: 0, derived: 1, messages: 11 });
  });

  test("a number that was set reads back, reported and derived, whatever was silent before", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"], messages: 10, silent: 4 });
    expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 0, derived: 4 });
    await call(setUnread, { GroupId: "g", Member_Account: "bob", UnreadMsgNum: 3 });
    expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 3, derived: 3 });
    await call(sendGroup, { GroupId: "g", SendMsgControl: ["NoUnread"], ...text() });
    expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 3, derived: 4 });
  });

  test("who joins has nothing unread, and the notice takes a number without counting", async ({ sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "new" }, { userId: "late" }], groups: [{ groupId: "g", type: "Public", members: [{ userId: "bob", unread: 2 }], messages: 10 }] });
    await call("group_open_http_svc/add_group_member", { GroupId: "g", MemberList: [{ Member_Account: "new" }] });
    expect(await groupUnread(call, "new", "g")).toEqual({ reported: 0, derived: 0, messages: 11 });
    expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 2, derived: 3 });
    await call("group_open_http_svc/add_group_member", { GroupId: "g", Silence: 1, MemberList: [{ Member_Account: "late" }] });
    expect((await groupUnread(call, "late", "g")).messages).toBe(11);
    sandbox.options({ groupTips: "counted" });
    await call("group_open_http_svc/delete_group_member", { GroupId: "g", MemberToDel_Account: ["late"] });
    expect(await groupUnread(call, "bob", "g")).toMatchObject({ reported: 3, derived: 4, messages: 12 });
  });

  test("imported members start with their number, clamped; members already there keep theirs", async ({ sandbox, call }) => {
    sandbox.arrange({ accounts: [{ userId: "a" }, { userId: "b" }, { userId: "c" }], groups: [{ groupId: "g", type: "Community", members: [{ userId: "bob", unread: 1 }], messages: 10 }] });
    const reply = await call("group_open_http_svc/import_group_member", {
      GroupId: "g",
      MemberList: [{ Member_Account: "a", UnreadMsgNum: 4 }, { Member_Account: "b", UnreadMsgNum: 40 }, { Member_Account: "c", JoinTime: 1 }, { Member_Account: "bob", UnreadMsgNum: 9 }, { Member_Account: "nobody" }],
    });
    expect((reply.MemberList as { Result: number }[]).map(({ Result }) => Result)).toEqual([1, 1, 0, 2, 0]);
    expect((await groupUnread(call, "a", "g")).reported).toBe(4);
    expect((await groupUnread(call, "b", "g")).reported).toBe(10);
    expect((await groupUnread(call, "bob", "g")).reported).toBe(1);
  });

  test.for([
    [10004, { Member_Account: "bob", UnreadMsgNum: -1 }], [10004, { Member_Account: "bob", UnreadMsgNum: "3" }], [10004, { Member_Account: "bob", UnreadMsgNum: 1.5 }], [10004, { Member_Account: "bob" }],
    [10004, { UnreadMsgNum: 1 }], [10004, { GroupId: null, Member_Account: "bob", UnreadMsgNum: 1 }], [10007, { Member_Account: "stranger", UnreadMsgNum: 1 }], [10010, { GroupId: "gone", Member_Account: "bob", UnreadMsgNum: 1 }],
    [10015, { GroupId: "群", Member_Account: "bob", UnreadMsgNum: 1 }], [10015, { GroupId: "", Member_Account: "bob", UnreadMsgNum: 1 }], [60015, { Member_Account: 12, UnreadMsgNum: 1 }],
  ] as const)("set_unread_msg_num refuses with %i: %j", async ([code, body], { sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"], messages: 5 });
    expect((await call(setUnread, { GroupId: "g", ...body })).ErrorCode).toBe(code);
    expect((await groupUnread(call, "bob", "g")).reported).toBe(0);
  });

  plain("the same sender and random within five minutes is one message, and more than 40 a second are dropped with success", async () => {
    const clock = manualClock(Date.now());
    await withSandbox({ clock }, async (sandbox, call) => {
      sandbox.addGroup({ groupId: "g", type: "Public", members: ["amy", "bob"], messages: 0 });
      const message = text({ Random: 5 });
      for (const wait of [0, 1_000, 298_000]) {
        clock.advance(wait);
        expect((await call(sendGroup, { GroupId: "g", From_Account: "amy", ...message })).MsgSeq).toBe(1);
      }
      expect((await call(sendGroup, { GroupId: "g", From_Account: "bob", ...message })).MsgSeq).toBe(2);
      clock.advance(2_000);
      expect((await call(sendGroup, { GroupId: "g", From_Account: "amy", ...message })).MsgSeq).toBe(3);
      clock.advance(1_000);
      const replies = [];
      for (let n = 0; n < 43; n += 1) replies.push(await call(sendGroup, { GroupId: "g", From_Account: "amy", ...text() }));
      expect(replies.filter(({ MsgDropReason }) => MsgDropReason === "MsgFreqCtrl")).toHaveLength(3);
      expect(replies.every(({ ErrorCode }) => ErrorCode === 0)).toBe(true);
      expect(sandbox.truth("bob").groups).toMatchObject([{ messages: 43 }]);
    });
  });
});
