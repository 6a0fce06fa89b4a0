import { request as httpRequest } from "node:http";
import { deflateSync, inflateSync } from "node:zlib";
import { describe, expect } from "vitest";
import { defaultApp } from "@/lib/sandbox";
import { test } from "./support";
import { callUrl, pack, sign, text, type Reply } from "./wire";

type Raw = { status: number; headers: Record<string, unknown>; text: string; reply: Reply };

/** Sends exactly these headers and chunks: with several chunks and no length, as chunked encoding. */
function raw(url: string, headers: Record<string, string>, ...chunks: (string | Buffer)[]): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: "POST", headers }, (response) => {
      let received = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (received += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: received, reply: JSON.parse(received) as Reply }));
    });
    request.on("error", reject);
    for (const chunk of chunks) request.write(chunk);
    request.end();
  });
}

const unread = "openim/get_c2c_unread_msg_num";
const body = '{"To_Account":"administrator"}';

describe("what real clients send", () => {
  test("query parameters in any order, with ver, servicename and command, and a random that is missing or too long", async ({ sandbox }) => {
    const usersig = sign(defaultApp);
    for (const query of [
      `usersig=${usersig}&identifier=administrator&sdkappid=1400000001&contenttype=json`,
      `contenttype=json&random=99999999999999999999&sdkappid=1400000001&usersig=${usersig}&identifier=administrator`,
      `ver=v4&servicename=openim&command=x&apn=1&sdkappid=1400000001&identifier=administrator&usersig=${usersig}&random=-1`,
    ]) {
      expect((await raw(`${sandbox.url}/v4/${unread}?${query}`, {}, body)).reply).toMatchObject({ ErrorCode: 0, AllC2CUnreadMsgNum: 0 });
    }
  });

  test("usersig raw or percent-encoded", async ({ sandbox }) => {
    const usersig = sign(defaultApp);
    const encoded = [...usersig].map((char) => `%${char.charCodeAt(0).toString(16)}`).join("");
    for (const sig of [usersig, encodeURIComponent(usersig), encoded]) {
      const url = `${sandbox.url}/v4/${unread}?sdkappid=1400000001&identifier=administrator&usersig=${sig}&random=1&contenttype=json`;
      expect((await raw(url, {}, body)).reply.ErrorCode).toBe(0);
    }
  });

  test("any Content-Type or none, body length known or chunked, compressed by nobody", async ({ sandbox }) => {
    const url = callUrl(sandbox.url, unread, { usersig: sign(defaultApp) });
    const bytes = Buffer.from('{"To_Account":"administrator","Note":"中文 😀"}');
    const types: Record<string, string>[] = [{}, ...["application/json", "application/json; charset=utf-8", "application/x-www-form-urlencoded", "text/plain"].map((value) => ({ "Content-Type": value }))];
    for (const type of types) {
      expect((await raw(url, { ...type, "Content-Length": String(bytes.length) }, bytes)).reply.ErrorCode).toBe(0);
      expect((await raw(url, { ...type, "Transfer-Encoding": "chunked" }, bytes.subarray(0, 45), bytes.subarray(45, 46), bytes.subarray(46))).reply.ErrorCode).toBe(0);
    }
  });

  test("Expect: 100-continue, as curl and PHP send with larger bodies", async ({ sandbox }) => {
    const long = JSON.stringify({ To_Account: "administrator", Note: "x".repeat(5_000) });
    const { reply } = await raw(callUrl(sandbox.url, unread, { usersig: sign(defaultApp) }), { Expect: "100-continue", "Content-Length": String(long.length) }, long);
    expect(reply.ErrorCode).toBe(0);
  });

  test("JSON with blanks, escaped slashes and \\u escapes", async ({ sandbox, call }) => {
    sandbox.addUnread({ to: "a/b", from: "amy", count: 1 });
    for (const spelled of ['{ "To_Account" :\r\n\t"a\\/b" }', '{"To_\\u0041ccount":"\\u0061/b"}']) expect(await call(unread, spelled)).toMatchObject({ AllC2CUnreadMsgNum: 1 });
  });

  test.for([null, "", [], 0])("optional fields that are %j count as not given", async (nothing, { sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"], messages: 1 });
    expect(await call(unread, { To_Account: "bob", Peer_Account: nothing })).toMatchObject({ ErrorCode: 0, AllC2CUnreadMsgNum: 0 });
    const joined = { Member_Account: "bob", GroupType: nothing, ResponseFilter: nothing, ...(Array.isArray(nothing) ? {} : { Limit: nothing, Offset: nothing }) };
    expect(await call("group_open_http_svc/get_joined_group_list", joined)).toMatchObject({ ErrorCode: 0, GroupIdList: [{ GroupId: "g" }] });
    expect(await call("group_open_http_svc/get_group_info", { GroupIdList: ["g"], ResponseFilter: { GroupBaseInfoFilter: nothing, MemberInfoFilter: nothing } })).toMatchObject({ GroupInfo: [{ Type: "Public", MemberNum: 1 }] });
    expect(await call("group_open_http_svc/get_group_member_info", { GroupId: "g", MemberInfoFilter: nothing, MemberRoleFilter: nothing, ...(Array.isArray(nothing) ? {} : { Limit: nothing }) })).toMatchObject({ MemberNum: 1 });
    expect(await call("openim/admin_set_msg_read", { Report_Account: "bob", Peer_Account: "administrator", ...(Array.isArray(nothing) ? {} : { MsgReadTime: nothing }) })).toMatchObject({ ErrorCode: 0 });
  });

  test("old field names beside new ones", async ({ sandbox, call }) => {
    await call("im_open_login_svc/account_import", { Identifier: "old", Nick: "Old" });
    await call("im_open_login_svc/account_import", { UserID: "new" });
    sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["old"], messages: 1 }, { groupId: "m", type: "ChatRoom", members: ["old"] }], unread: [{ to: "old", from: "new", count: 2 }] });
    for (const key of ["GroupType", "Type"]) expect((await call("group_open_http_svc/get_joined_group_list", { Member_Account: "old", [key]: "Public" })).GroupIdList).toEqual([{ GroupId: "g" }]);
    expect((await call("group_open_http_svc/get_joined_group_list", { Member_Account: "old", GroupType: "Meeting" })).GroupIdList).toEqual([{ GroupId: "m" }]);
    for (const pair of [{ Operator_Account: "old", Peer_Account: "new" }, { From_Account: "old", To_Account: "new" }]) {
      expect(await call("openim/admin_getroammsg", { ...pair, MaxCnt: 10, MinTime: 0, MaxTime: 4_000_000_000 })).toMatchObject({ ErrorCode: 0, MsgCnt: 2, Complete: 1 });
    }
  });

  test("MsgReadTime as an integer or a decimal string, and nothing else", async ({ sandbox, call }) => {
    const now = Math.floor(Date.now() / 1_000);
    for (const MsgReadTime of [now - 50, String(now - 50)]) {
      sandbox.reset();
      sandbox.arrange({ unread: [{ to: "b", from: "a", count: 1, at: now - 100 }, { to: "b", from: "a", count: 1, at: now }] });
      expect((await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "a", MsgReadTime })).ErrorCode).toBe(0);
      expect(sandbox.truth("b").c2cTotal).toBe(1);
    }
    for (const MsgReadTime of ["soon", "12.5", 12.5, -1, true, {}, ["1"]]) {
      expect((await call("openim/admin_set_msg_read", { Report_Account: "b", Peer_Account: "a", MsgReadTime })).ErrorCode).toBe(90001);
    }
  });

  test("unsigned randoms up to 4294967295", async ({ sandbox, call }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["bob"] });
    const big = { MsgRandom: 4_294_967_295, Random: 4_294_967_295, MsgSeq: 4_294_967_295 };
    expect(await call("openim/sendmsg", { To_Account: "bob", ...text(big) })).toMatchObject({ ErrorCode: 0, MsgKey: expect.stringMatching(/^4294967295_4294967295_\d+$/) });
    expect((await call("group_open_http_svc/send_group_msg", { GroupId: "g", ...text(big) })).ErrorCode).toBe(0);
    expect((await call("openim/sendmsg", { To_Account: "bob", ...text({ MsgRandom: 4_294_967_296 }) })).ErrorCode).toBe(90005);
  });

  test("sendmsg without From_Account comes from the calling admin, and unknown fields are ignored", async ({ sandbox, call }) => {
    sandbox.addAccount({ userId: "bob" });
    expect((await call("openim/sendmsg", { To_Account: "bob", Whatever: { a: [1] }, ...text() })).ErrorCode).toBe(0);
    expect(sandbox.truth("bob").conversations).toEqual([{ peer: "administrator", unread: 1, peerExists: true, listed: true }]);
  });
});

describe("what strict decoders need", () => {
  test("application/json, a length, HTTP 200 and an ErrorCode, for success and failure alike", async ({ sandbox }) => {
    for (const sent of [body, '{"To_Account":"nobody"}', "nonsense"]) {
      const { status, headers, text: received, reply } = await raw(callUrl(sandbox.url, unread, { usersig: sign(defaultApp) }), {}, sent);
      expect([status, headers["content-type"], headers["content-length"]]).toEqual([200, "application/json", String(Buffer.byteLength(received))]);
      expect(Number.isInteger(reply.ErrorCode)).toBe(true);
    }
  });

  test("integers as integers, seconds as seconds, MsgKey a string, lists never null, ids as objects", async ({ sandbox, call }) => {
    sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: [{ userId: "bob", unread: 2 }] }], unread: [{ to: "bob", from: "amy", count: 1 }] });
    const now = Math.floor(Date.now() / 1_000);
    const sent = await call("openim/sendmsg", { To_Account: "bob", ...text() });
    expect(typeof sent.MsgKey).toBe("string");
    expect(Math.abs((sent.MsgTime as number) - now)).toBeLessThan(5);
    const joined = await call("group_open_http_svc/get_joined_group_list", { Member_Account: "bob", ResponseFilter: { GroupBaseInfoFilter: ["NextMsgSeq", "CreateTime", "LastMsgTime"], SelfInfoFilter: ["MsgSeq", "JoinTime", "UnreadMsgNum"] } });
    const numbers = JSON.stringify(joined).match(/-?\d[\d.e+]*/g) ?? [];
    expect(numbers.every((number) => /^\d+$/.test(number))).toBe(true);
    expect(numbers.every((number) => Number(number) < 4_294_967_296)).toBe(true);
    const empty = await call("group_open_http_svc/get_joined_group_list", { Member_Account: "amy" });
    expect(empty).toMatchObject({ TotalCount: 0, GroupIdList: [] });
    for (const [name, sentBody] of [["recentcontact/get_list", { From_Account: "administrator", TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 }], ["openim/admin_getroammsg", { Operator_Account: "bob", Peer_Account: "bob", MaxCnt: 1 }]] as const) {
      expect(JSON.stringify(await call(name, sentBody))).not.toContain("null");
    }
  });
});

test("UserSigs in the JSON dialects of Go, Java, PHP, Python and Node verify alike", async ({ sandbox, call }) => {
  sandbox.addAccount({ userId: "bob" });
  const plain = inflateSync(Buffer.from(sign(defaultApp).replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "="), "base64")).toString();
  const fields = JSON.parse(plain) as Record<string, unknown>;
  const dialects = [`${plain}\n`, JSON.stringify(fields, undefined, 2), plain.replaceAll("/", "\\/"), JSON.stringify(Object.fromEntries(Object.entries(fields).toReversed()))];
  const packed = dialects.flatMap((json) => [0, 1, 9].map((level) => deflateSync(json, { level }).toString("base64").replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_")));
  const paddings = new Set(packed.map((usersig) => usersig.length - usersig.replace(/_+$/, "").length));
  expect(paddings.size).toBeGreaterThan(1);
  for (const usersig of [...packed, pack(fields)]) expect((await call(unread, { To_Account: "bob" }, { usersig })).ErrorCode).toBe(0);
});
