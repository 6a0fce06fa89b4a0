import { deflateRawSync, gzipSync } from "node:zlib";
import { Api } from "tls-sig-api-v2";
import { expect } from "vitest";
import { defaultApp } from "@/lib/sandbox";
import { test } from "./support";
import { manualClock, pack, sign, withSandbox, type Caller } from "./wire";

const command = "openim/get_c2c_unread_msg_num";
const vector = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlaGJgYQYAiRSa0oyCxKVbKyMANKQIRKMnOBAobmUIVQ0eLMdKDh5oluGeF*ZYklZpFuTtqWBRZGBQHe6YYuTi5mOea*XmlJiUY*TknJhmnO5bZKtQCrIjMf";

async function codeOf(call: Caller, usersig: string | undefined, identifier: string | undefined = "administrator"): Promise<number> {
  return (await call(command, { To_Account: "administrator" }, { usersig, identifier })).ErrorCode;
}

test("accepts the test vector while it is valid, up to its last second and not after", async () => {
  const clock = manualClock(1_700_000_000_000);
  await withSandbox({ clock }, async (_sandbox, call) => {
    expect(await codeOf(call, vector)).toBe(0);
    clock.advance(86_400_000);
    expect(await codeOf(call, vector)).toBe(0);
    clock.advance(1_000);
    expect(await codeOf(call, vector)).toBe(70001);
  });
});

test("accepts what the npm package tls-sig-api-v2 signs, also for awkward admins", async () => {
  const admins = ["管理员", "a b&c=d", "admin"];
  const app = { sdkAppId: 1_400_000_777, admins, key: "k" };
  await withSandbox({ apps: [app] }, async (_sandbox, call) => {
    for (const identifier of admins) {
      const usersig = new Api(app.sdkAppId, app.key).genUserSig(identifier, 3_600);
      expect(await call(command, { To_Account: identifier }, { sdkappid: String(app.sdkAppId), identifier, usersig })).toMatchObject({ ErrorCode: 0 });
    }
  });
});

test("a verified signature is still refused for another identifier, and once it expires", async () => {
  const clock = manualClock();
  await withSandbox({ clock }, async (sandbox, call) => {
    const usersig = sign(defaultApp, { time: clock.seconds(), expire: 100 });
    expect(await codeOf(call, usersig)).toBe(0);
    expect(await codeOf(call, usersig, "bob")).toBe(70013);
    sandbox.options({ clockOffsetMs: 200_000 });
    expect(await codeOf(call, usersig)).toBe(70001);
  });
});

test("absent credentials are 60004, an empty signature 70002", async ({ call }) => {
  expect((await call(command, {}, { usersig: undefined })).ErrorCode).toBe(60004);
  expect((await call(command, {}, { identifier: undefined })).ErrorCode).toBe(60004);
  expect(await codeOf(call, "")).toBe(70002);
});

test.for([
  ["not Base64 at all", "!!!"],
  ["Base64 of something else", "aGVsbG8_"],
  ["standard Base64 instead of the substituted alphabet", "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokp+/=="],
  ["raw deflate without the zlib wrapper", deflateRawSync("{}").toString("base64").replaceAll("=", "_")],
  ["gzip", gzipSync("{}").toString("base64").replaceAll("=", "_").replaceAll("+", "*").replaceAll("/", "-")],
  ["zlib of no JSON", pack("{").replace(/^./, "e")],
  ["a list", pack([])],
  ["a v1 ticket", pack({ "TLS.account_type": "0", "TLS.identifier": "administrator", "TLS.appid_at_3rd": "0", "TLS.sdk_appid": "1400000001", "TLS.expire_after": "86400", "TLS.version": "201512300000", "TLS.time": "1700000000", "TLS.sig": "MEUCIQ==" })],
  ["another version", sign(defaultApp, { change: { "TLS.ver": "1.0" } })],
  ["an app id that is text", sign(defaultApp, { change: { "TLS.sdkappid": "1400000001" } })],
  ["a bomb of zeros", pack("0".repeat(5_000_000))],
] as const)("refuses %s with 70003", async ([, usersig], { call }) => {
  expect(await codeOf(call, usersig)).toBe(70003);
});

test("checks in the library's order: app, identifier, expiry, userbuf, HMAC", async ({ call }) => {
  const wrong = { sdkAppId: 1, userId: "bob", time: 1_700_000_000, key: "other" };
  expect(await codeOf(call, sign(defaultApp, wrong))).toBe(70014);
  expect(await codeOf(call, sign(defaultApp, { ...wrong, sdkAppId: defaultApp.sdkAppId }))).toBe(70013);
  expect(await codeOf(call, sign(defaultApp, { time: wrong.time, key: wrong.key }))).toBe(70001);
  expect(await codeOf(call, sign(defaultApp, { key: wrong.key }))).toBe(70009);
  expect(await codeOf(call, sign(defaultApp, { change: { "TLS.userbuf": "eA==" } }))).toBe(70009);
  expect(await codeOf(call, sign(defaultApp, { change: { "TLS.expire": 999_999 } }))).toBe(70009);
});

test("a missing app is 60012, an unknown or malformed one 60006", async ({ call }) => {
  for (const sdkappid of [undefined, ""]) expect((await call(command, {}, { sdkappid })).ErrorCode).toBe(60012);
  for (const sdkappid of ["1400000002", "abc", "1.4e9", "-1"]) expect((await call(command, {}, { sdkappid })).ErrorCode).toBe(60006);
});

test("apps do not accept one another's signatures and share no data", async () => {
  const other = { sdkAppId: 1_400_000_555, admins: ["root"], key: "other key" };
  await withSandbox({ apps: [other] }, async (sandbox, call) => {
    sandbox.addUnread({ to: "bob", from: "amy", count: 3 });
    sandbox.app(other.sdkAppId).addUnread({ to: "bob", from: "amy", count: 5 });
    const asRoot = { sdkappid: String(other.sdkAppId), identifier: "root" };
    expect(await call(command, { To_Account: "bob" })).toMatchObject({ AllC2CUnreadMsgNum: 3 });
    expect(await call(command, { To_Account: "bob" }, { ...asRoot, usersig: sign(other, { userId: "root" }) })).toMatchObject({ AllC2CUnreadMsgNum: 5 });
    expect(await call(command, { To_Account: "bob" }, { ...asRoot, usersig: sign(defaultApp, { userId: "root" }) })).toMatchObject({ ErrorCode: 70014 });
  });
});
