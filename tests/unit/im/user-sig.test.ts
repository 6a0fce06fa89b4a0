import { inflateSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createUserSigner } from "@/lib/server/im/user-sig";

const app = { sdkAppId: "1400000001", adminUserId: "administrator", secretKey: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" };

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

function decode(userSig: string): unknown {
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  return JSON.parse(inflateSync(Buffer.from(base64, "base64")).toString());
}

test("signs the contract's test vector as Tencent does", () => {
  expect(decode(createUserSigner(app, 86_400).current())).toEqual({
    "TLS.ver": "2.0",
    "TLS.identifier": "administrator",
    "TLS.sdkappid": 1_400_000_001,
    "TLS.time": 1_700_000_000,
    "TLS.expire": 86_400,
    "TLS.sig": "7aFhWNvat6YFB+9p82pPKg1DBD6l7MJfba2LBbc1fCw=",
  });
});

test("keeps a signature for as long as it is good, and makes a new one five minutes before it is not", () => {
  const signer = createUserSigner(app, 86_400);
  const first = signer.current();
  vi.setSystemTime(1_700_000_000_000 + (86_400 - 301) * 1000);
  expect(signer.current()).toBe(first);
  vi.setSystemTime(1_700_000_000_000 + (86_400 - 300) * 1000);
  expect(signer.current()).not.toBe(first);
});

test("makes one new signature for all calls that were refused with the same old one", () => {
  const signer = createUserSigner(app);
  const refused = signer.current();
  vi.setSystemTime(1_700_000_001_000);
  signer.renew(refused);
  const renewed = signer.current();
  vi.setSystemTime(1_700_000_002_000);
  signer.renew(refused);
  expect(renewed).not.toBe(refused);
  expect(signer.current()).toBe(renewed);
});

test.each([
  ["an app id that is no number", { sdkAppId: "14x" }, 60],
  ["an empty admin account", { adminUserId: "" }, 60],
  ["an admin account outside ASCII", { adminUserId: "管理员" }, 60],
  ["an empty key", { secretKey: " " }, 60],
  ["no validity", {}, 0],
  ["a validity that is no number", {}, Number.NaN],
])("does not sign with %s", (_, change, validSeconds) => {
  expect(() => createUserSigner({ ...app, ...change }, validSeconds).current()).toThrow(expect.objectContaining({ code: "im_misconfigured" }));
});
