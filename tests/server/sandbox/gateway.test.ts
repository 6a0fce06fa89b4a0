import { connect } from "node:net";
import { expect } from "vitest";
import { defaultApp } from "@/lib/sandbox";
import { test } from "./support";
import { callUrl, sign, withSandbox } from "./wire";

const command = "openim/get_c2c_unread_msg_num";

test("the checks come in the rule book's order", async ({ sandbox }) => {
  const good = sign(defaultApp);
  const steps: [number, string, string, Record<string, string | undefined>][] = [
    [60002, "GET", "nosuch/thing", {}],
    [60009, "POST", "nosuch/thing", { sdkappid: undefined }],
    [60012, "POST", "openim/nothing", { sdkappid: undefined, usersig: undefined }],
    [60006, "POST", "openim/nothing", { sdkappid: "5", usersig: undefined }],
    [60004, "POST", "openim/nothing", { usersig: undefined }],
    [70003, "POST", "openim/nothing", { usersig: "x", identifier: "bob" }],
    [60010, "POST", "openim/nothing", { usersig: sign(defaultApp, { userId: "bob" }), identifier: "bob" }],
  ];
  for (const [code, method, name, query] of steps) {
    const response = await fetch(callUrl(sandbox.url, name, { usersig: good, ...query }), { method, ...(method === "POST" ? { body: "not json" } : {}) });
    expect([response.status, ((await response.json()) as { ErrorCode: number }).ErrorCode]).toEqual([200, code]);
  }
});

test("frequency comes before the body, the body before the command", async ({ sandbox, call }) => {
  expect((await call("openim/nothing", "not json")).ErrorCode).toBe(90001);
  expect((await call("openim/nothing")).ErrorCode).toBe(60009);
  sandbox.options({ limits: { [command]: 1 } });
  await call(command, {});
  expect((await call(command, "not json")).ErrorCode).toBe(60007);
});

test.for([
  [60009, "openim/nothing"], [60009, "profile/nothing"], [60009, "im_open_login_svc/nothing"], [60009, "recentcontact/nothing"],
  [10003, "group_open_http_svc/nothing"], [10003, "million_group_open_http_svc/get_topic"], [10003, "group_open_avchatroom_http_svc/nothing"],
] as const)("an unknown command answers %i: %s", async ([code, name], { call }) => {
  expect(await call(name)).toMatchObject({ ActionStatus: "FAIL", ErrorCode: code });
});

test.for(["", "   ", "[]", "null", "1", '"text"', "{", "{'a':1}", "{} {}"])("a body that is no JSON object is refused by service: %j", async (body, { call }) => {
  expect((await call("openim/sendmsg", body)).ErrorCode).toBe(90001);
  expect((await call("group_open_http_svc/create_group", body)).ErrorCode).toBe(10004);
  expect((await call("im_open_login_svc/account_check", body)).ErrorCode).toBe(60003);
  expect((await call("profile/portrait_get", body)).ErrorCode).toBe(60003);
});

test("a body over 1 MB is read to its end and refused like one without JSON", async ({ call }) => {
  expect((await call("openim/sendmsg", JSON.stringify({ To_Account: "x".repeat(3_000_000) }))).ErrorCode).toBe(90001);
});

test("an account that is a number is 60015, wherever it stands", async ({ call }) => {
  expect((await call(command, { To_Account: 12345 })).ErrorCode).toBe(60015);
  expect((await call(command, { To_Account: "administrator", Peer_Account: [1] })).ErrorCode).toBe(60015);
  expect((await call("im_open_login_svc/account_check", { CheckItem: [{ UserID: 7 }] })).ErrorCode).toBe(60015);
  expect((await call(command, { To_Account: ["administrator"] })).ErrorCode).toBe(90003);
});

test("paths outside /v4/service/command are 60009", async ({ sandbox }) => {
  for (const path of ["/", "/v4", "/v4/openim", "/v5/openim/sendmsg", "/v4/openim/sendmsg/x", "/V4/openim/sendmsg"]) {
    const response = await fetch(`${sandbox.url}${path}`, { method: "POST", body: "{}" });
    expect([response.status, await response.json()]).toMatchObject([200, { ErrorCode: 60009 }]);
  }
});

test("what is not HTTP is answered 60002 inside HTTP 200", async ({ sandbox }) => {
  const answer = await new Promise<string>((resolve, reject) => {
    let received = "";
    const socket = connect(sandbox.port, "127.0.0.1", () => socket.end("HELLO\r\n\r\n"));
    socket.on("data", (chunk) => (received += chunk.toString()));
    socket.on("close", () => resolve(received));
    socket.on("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toEqual({ ActionStatus: "FAIL", ErrorCode: 60002, ErrorInfo: "HTTP parse Error" });
});

test("every answer has the envelope, and profile and recentcontact an ErrorDisplay", async ({ call }) => {
  for (const name of ["profile/portrait_get", "recentcontact/get_list"]) expect(await call(name)).toMatchObject({ ActionStatus: "FAIL", ErrorInfo: expect.any(String), ErrorDisplay: "" });
  expect(await call(command)).not.toHaveProperty("ErrorDisplay");
});

test("listens on loopback and closes cleanly with clients connected", async () => {
  await withSandbox({}, async (sandbox) => {
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
    await fetch(sandbox.url, { method: "POST" });
  });
});
