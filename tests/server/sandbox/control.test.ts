import { request as httpRequest } from "node:http";
import { expect } from "vitest";
import { test } from "./support";
import { c2cUnread, callUrl, groupUnread, text } from "./wire";

function control(url: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const init = body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) };
  return fetch(`${url}/sandbox/${path}`, init).then(async (response) => ({ status: response.status, body: (await response.json()) as unknown }));
}

function statusWith(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/sandbox/stats`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end();
  });
}

test("everything can be arranged and looked at over HTTP", async ({ sandbox, call }) => {
  const at = Math.floor(Date.now() / 1_000) - 60;
  expect(await control(sandbox.url, "arrange", {
    accounts: [{ userId: "bob", nick: "Bob", devices: [{ platform: "Web", status: "Online" }] }],
    groups: [{ groupId: "g/1", type: "Work", name: "G", members: ["amy", { userId: "bob", unread: 3, role: "Owner" }], messages: 5 }],
    unread: [{ to: "bob", from: "amy", count: 2, at }, { to: "bob", from: "gone", count: 4 }],
    deleteAccounts: ["gone"],
  })).toEqual({ status: 200, body: { ok: true } });
  expect((await control(sandbox.url, "accounts/bob")).body).toEqual({
    userId: "bob", exists: true, c2cTotal: 6,
    conversations: [{ peer: "amy", unread: 2, peerExists: true, listed: true }, { peer: "gone", unread: 4, peerExists: false, listed: true }],
    groups: [{ groupId: "g/1", type: "Private", unread: 3, messages: 5, counted: true }],
  });
  expect((await control(sandbox.url, "accounts/nobody")).body).toEqual({ userId: "nobody", exists: false, c2cTotal: 0, conversations: [], groups: [] });
  await call("openim/query_online_status", { To_Account: ["bob"] });
  expect((await control(sandbox.url, "calls?command=query_online_status")).body).toEqual({ command: "query_online_status", calls: 1 });
  expect((await control(sandbox.url, "requests?command=openim/query_online_status")).body).toEqual([{ command: "openim/query_online_status", body: '{"To_Account":["bob"]}', code: 0 }]);
  expect((await control(sandbox.url, "stats")).body).toEqual({ commands: { "openim/query_online_status": { calls: 1, errors: {}, peakPerSecond: 1, overLimit: 0 } }, webhooks: {} });
});

test.for(["a/b", "<script>", "100% sure?&#", "a b", "__proto__", "%2F", '"quoted"'])("the truth about %s survives the URL", async (userId, { sandbox }) => {
  sandbox.addUnread({ to: userId, from: "amy", count: 1 });
  expect((await control(sandbox.url, `accounts/${encodeURIComponent(userId)}`)).body).toMatchObject({ userId, exists: true, c2cTotal: 1 });
});

test("reset empties data, options, faults and counts, or fills with numbered accounts and groups", async ({ sandbox, call }) => {
  sandbox.addUnread({ to: "bob", from: "amy", count: 1 });
  sandbox.options({ meetingUnread: true });
  sandbox.faults([{ rate: 1, kind: "code" }]);
  await call("openim/querystate", {});
  expect((await control(sandbox.url, "reset", { seed: "empty", accounts: 50, groups: 4, membersPerGroup: 10 })).status).toBe(200);
  expect(sandbox.truth("bob").exists).toBe(false);
  expect(sandbox.stats()).toEqual({ commands: {}, webhooks: {} });
  expect(await call("im_open_login_svc/account_check", { CheckItem: [{ UserID: "user50" }, { UserID: "user51" }] })).toMatchObject({ ResultItem: [{ AccountStatus: "Imported" }, { AccountStatus: "NotImported" }] });
  expect(await c2cUnread(call, "user7")).toBe(7 + 3);
  expect(await call("group_open_http_svc/get_appid_group_list", {})).toMatchObject({ TotalCount: 4, Next: 0 });
  expect(await call("group_open_http_svc/get_group_info", { GroupIdList: ["group1"] })).toMatchObject({ GroupInfo: [{ MemberNum: 10, NextMsgSeq: 101 }] });
});

test("reset without a seed goes back to what the sandbox was started with", async ({ sandbox }) => {
  sandbox.reset({ seed: "demo" });
  expect(sandbox.truth("dramon1").exists).toBe(true);
  expect((await control(sandbox.url, "reset", "")).status).toBe(200);
  expect(sandbox.truth("dramon1").exists).toBe(false);
});

test.for([
  ["reset", { seed: "big" }], ["reset", { accounts: -1 }], ["reset", { accounts: "many" }], ["reset", []], ["reset", "{"],
  ["faults", {}], ["faults", [{ rate: 1 }]], ["faults", [{ rate: 1, kind: "smoke" }]], ["faults", [null]],
  ["options", { limit: 1 }], ["options", { limits: { nothing: 5 } }], ["options", { limits: { sendmsg: 0 } }], ["options", { meetingUnread: "yes" }], ["options", { latencyMs: -1 }], ["options", "[]"],
  ["arrange", { users: [] }], ["arrange", { accounts: {} }], ["arrange", { accounts: [{}] }], ["arrange", { groups: [{ groupId: "g", type: "Nice", members: [] }] }], ["arrange", { groups: [{ groupId: "g", type: "Public" }] }],
  ["arrange", { unread: [{ to: "a", from: "b" }] }], ["arrange", { unread: [{ to: "a", from: "b", count: 1, at: "yesterday" }] }], ["arrange", { accounts: [{ userId: "名" }] }],
] as const)("%s refuses %j with a reason", async ([path, body], { sandbox }) => {
  expect(await control(sandbox.url, path, body)).toEqual({ status: 400, body: { error: expect.any(String) } });
});

test("unknown control routes and apps are refused, and /v4 never reaches control", async ({ sandbox, call }) => {
  expect((await control(sandbox.url, "nothing")).status).toBe(404);
  expect((await control(sandbox.url, "reset")).status).toBe(404);
  expect((await control(sandbox.url, "accounts/")).status).toBe(404);
  expect((await control(sandbox.url, "accounts/%zz")).status).toBe(400);
  expect((await control(sandbox.url, "stats?app=7")).status).toBe(400);
  for (const path of ["/v4/sandbox/stats", "/v4/../sandbox/stats", "/v4/openim/../../sandbox/reset"]) {
    const url = new URL(callUrl(sandbox.url, "openim/querystate"));
    const body = await new Promise<string>((resolve, reject) => {
      const request = httpRequest({ host: url.hostname, port: url.port, path, method: "POST" }, (response) => {
        let received = "";
        response.on("data", (chunk: Buffer) => (received += chunk.toString()));
        response.on("end", () => resolve(received));
      });
      request.on("error", reject);
      request.end("{}");
    });
    expect(JSON.parse(body)).toMatchObject({ ErrorCode: 60009 });
  }
  expect((await call("openim/sandbox")).ErrorCode).toBe(60009);
});

test("control wants a loopback Host and, from a browser, a loopback Origin", async ({ sandbox }) => {
  const local = `127.0.0.1:${sandbox.port}`;
  for (const host of [local, "localhost", `localhost:${sandbox.port}`, "[::1]:4100"]) expect(await statusWith(sandbox.url, { host })).toBe(200);
  for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:4100", "10.0.0.1"]) expect(await statusWith(sandbox.url, { host })).toBe(403);
  expect(await statusWith(sandbox.url, { host: local, origin: "http://localhost:3000" })).toBe(200);
  for (const origin of ["https://evil.example", "null"]) expect(await statusWith(sandbox.url, { host: local, origin })).toBe(403);
});

test("meetingUnread makes Meeting groups count, and reportUnread: false leaves only sequence numbers", async ({ sandbox, call }) => {
  sandbox.addGroup({ groupId: "m", type: "ChatRoom", members: ["bob"], messages: 9 });
  sandbox.options({ meetingUnread: true });
  await call("group_open_http_svc/set_unread_msg_num", { GroupId: "m", Member_Account: "bob", UnreadMsgNum: 4 });
  expect(await groupUnread(call, "bob", "m")).toMatchObject({ reported: 4, derived: 4 });
  expect((await call("group_open_http_svc/send_group_msg", { GroupId: "m", SendMsgControl: ["NoUnread"], ...text() })).ErrorCode).toBe(0);
  sandbox.options({ reportUnread: false });
  expect(await groupUnread(call, "bob", "m")).toMatchObject({ reported: undefined, derived: 5 });
});

test("latencyMs delays every answer, and clockOffsetMs moves the sandbox's time", async ({ sandbox, call }) => {
  sandbox.addAccount({ userId: "bob" });
  sandbox.options({ latencyMs: 40, clockOffsetMs: 3_600_000 });
  const begun = performance.now();
  const { MsgTime } = await call("openim/sendmsg", { To_Account: "bob", ...text() });
  expect(performance.now() - begun).toBeGreaterThan(35);
  expect(Math.abs((MsgTime as number) - Date.now() / 1_000 - 3_600)).toBeLessThan(5);
});

test("counts the webhooks that would have fired", async ({ sandbox, call }) => {
  sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["bob"] }], accounts: [{ userId: "amy" }] });
  const { MsgKey } = await call("openim/sendmsg", { From_Account: "amy", To_Account: "bob", ...text() });
  await call("openim/sendmsg", { From_Account: "amy", To_Account: "bob", ForbidCallbackControl: ["ForbidAfterSendMsgCallback"], ...text() });
  await call("openim/batchsendmsg", { From_Account: "amy", To_Account: ["bob"], ...text() });
  for (let n = 0; n < 3; n += 1) await call("openim/admin_set_msg_read", { Report_Account: "bob", Peer_Account: "amy" });
  await call("openim/admin_set_msg_read", { Report_Account: "bob", Peer_Account: "nobody" });
  await call("openim/admin_msgwithdraw", { From_Account: "amy", To_Account: "bob", MsgKey });
  await call("group_open_http_svc/send_group_msg", { GroupId: "g", ...text() });
  await call("group_open_http_svc/set_unread_msg_num", { GroupId: "g", Member_Account: "bob", UnreadMsgNum: 1 });
  expect(sandbox.stats().webhooks).toEqual({ "C2C.CallbackAfterSendMsg": 1, "C2C.CallbackAfterMsgReport": 3, "C2C.CallbackAfterMsgWithDraw": 1, "Group.CallbackAfterSendMsg": 1 });
});

test("remembers the newest requests, and no more than 500", async ({ sandbox, call }) => {
  for (let n = 0; n < 505; n += 1) await call("openim/querystate", { To_Account: [`u${n}`] });
  expect(sandbox.requests()).toHaveLength(500);
  expect(sandbox.lastRequest("querystate")).toEqual({ To_Account: ["u504"] });
  expect(sandbox.calls("openim/querystate")).toBe(505);
});
