import { connect } from "node:net";
import * as fc from "fast-check";
import { expect } from "vitest";
import { commands } from "@/lib/sandbox/commands/registry";
import { test } from "./support";
import { caller } from "./wire";

/** Field names of every command, so that random bodies get past the first check. */
const keys = [
  "To_Account", "From_Account", "Peer_Account", "Report_Account", "Operator_Account", "Member_Account", "Owner_Account", "User_Account", "MemberToDel_Account", "Member_List_Account",
  "Sender_Account", "UserID", "CheckItem", "DeleteItem", "Accounts", "AccountList", "Nick", "TagList", "ProfileItem", "Tag", "Value", "GroupId", "GroupIdList", "GroupType", "Type", "Name",
  "MemberList", "MsgList", "MsgBody", "MsgType", "MsgContent", "MsgRandom", "Random", "MsgSeq", "MsgKey", "MsgReadTime", "MsgTimeStamp", "SendTime", "SyncFromOldSystem", "SendMsgControl",
  "UnreadMsgNum", "ResponseFilter", "GroupBaseInfoFilter", "SelfInfoFilter", "MemberInfoFilter", "Limit", "Offset", "Next", "MaxCnt", "MinTime", "MaxTime", "LastMsgKey", "ReqMsgNumber", "ReqMsgSeq",
  "MsgSeqList", "TimeStamp", "StartIndex", "TopTimeStamp", "TopStartIndex", "AssistFlags", "MarkItem", "ContactItem", "GroupContactItem", "GroupName", "UpdateType", "UpdateGroup", "OptType", "SetMark",
  "AppDefinedData", "Key", "CreateTime", "JoinTime", "MuteTime", "Role", "MsgFlag", "NameCard", "Content", "ToMembers_Account", "ToGroupid", "__proto__", "constructor",
];
const scalar = fc.oneof(
  fc.constantFrom<unknown>("bob", "amy", "g", "c", "@TGS#_x", "administrator", "Public", "Community", "TIMTextElem", "NoUnread", "", null, true, 0, 1, 2, 5, -1, 1.5, 1e308, 4_294_967_295, 2 ** 53, "__proto__"),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.integer(),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, { weight: 5, arbitrary: scalar }, { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 4 }) }, { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 6 }) }),
}));
const body = fc.oneof({ weight: 9, arbitrary: fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 12 }).map((fields) => JSON.stringify(fields)) }, { weight: 1, arbitrary: fc.string({ unit: "binary" }) });

test("no body makes any command crash, hang or answer anything but HTTP 200 with an ErrorCode that is no internal error", async ({ sandbox }) => {
  sandbox.arrange({
    groups: [{ groupId: "g", type: "Public", members: ["bob", "amy"] }, { groupId: "c", type: "ChatRoom", members: ["bob"] }],
    unread: [{ to: "bob", from: "amy", count: 3 }],
  });
  const call = caller(sandbox);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...commands.keys()), body, async (command, sent) => {
      const reply = await call(command, sent);
      expect(Number.isInteger(reply.ErrorCode)).toBe(true);
      expect([10002, 91000]).not.toContain(reply.ErrorCode);
    }),
    { numRuns: 1_500 },
  );
});

test("bodies nested ten thousand deep are answered", async ({ call }) => {
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  for (const command of commands.keys()) {
    expect(Number.isInteger((await call(command, `{"To_Account":${deep},"MsgBody":${deep},"MemberList":${deep},"GroupId":"g"}`)).ErrorCode)).toBe(true);
  }
  const message = `{"To_Account":"administrator","MsgRandom":1,"MsgBody":[{"MsgType":"x","MsgContent":{"a":${deep}}}]}`;
  expect((await call("openim/sendmsg", message)).ErrorCode).toBe(93000);
});

test("bytes that are no HTTP, or break off half-way, leave the sandbox answering", async ({ sandbox, call }) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constant(Buffer.from("POST /v4/openim/sendmsg HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"))), async (bytes) => {
      await new Promise<void>((resolve) => {
        const socket = connect(sandbox.port, "127.0.0.1", () => {
          socket.write(bytes);
          setTimeout(() => socket.destroy(), 2);
        });
        socket.on("error", () => resolve());
        socket.on("close", () => resolve());
      });
    }),
    { numRuns: 60 },
  );
  expect((await call("openim/get_c2c_unread_msg_num", { To_Account: "administrator" })).ErrorCode).toBe(0);
});
