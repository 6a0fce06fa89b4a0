import { getAccount } from "@/lib/server/accounts/get-account";
import { expect, test } from "@/tests/support/context";

test("knows an account's name, avatar and whether it is online", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "bob", nick: "Bob 🙂", faceUrl: "https://img.example.com/bob.png", devices: [{ platform: "iPhone", status: "Online" }] });
  expect(await getAccount(ctx, { userId: "bob" })).toEqual({ userId: "bob", exists: true, nick: "Bob 🙂", avatar: "https://img.example.com/bob.png", online: "online", platforms: [{ platform: "iPhone", status: "online" }] });
});

test("tells each of an account's devices apart", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "bob", devices: [{ platform: "iPhone", status: "PushOnline" }, { platform: "Web", status: "Online" }, { platform: "iPad", status: "Offline" }] });
  expect(await getAccount(ctx, { userId: "bob" })).toMatchObject({
    online: "online",
    platforms: [{ platform: "iPhone", status: "push_online" }, { platform: "Web", status: "online" }, { platform: "iPad", status: "offline" }],
  });
});

test("leaves out what an account never set", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "bob" });
  expect(await getAccount(ctx, { userId: "bob" })).toEqual({ userId: "bob", exists: true, nick: null, avatar: null, online: "offline", platforms: [] });
});

test.for(["bob", "Carol", "@TGS#1", "a/b?c=d&e%20", " "])("an account that was never imported does not exist: %s", async (userId, { ctx, sandbox }) => {
  sandbox.addAccount({ userId: "carol" });
  expect(await getAccount(ctx, { userId })).toEqual({ userId, exists: false, nick: null, avatar: null, online: "unknown", platforms: [] });
});

test("an account that was deleted does not exist", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "bob", nick: "Bob" });
  sandbox.deleteAccount("bob");
  expect(await getAccount(ctx, { userId: "bob" })).toMatchObject({ exists: false, nick: null });
});

test("stands without a name where IM refuses to give it", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "bob", nick: "Bob" });
  sandbox.faults([{ command: "profile/portrait_get", rate: 1, kind: "code", code: 40006 }]);
  expect(await getAccount(ctx, { userId: "bob" })).toEqual({ userId: "bob", exists: true, nick: null, avatar: null, online: "offline", platforms: [] });
});

test("stands without an online state where the app has that switched off", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "bob", nick: "Bob", devices: [{ platform: "iPhone", status: "Online" }] });
  sandbox.faults([{ command: "openim/query_online_status", rate: 1, kind: "code", code: 72001 }]);
  expect(await getAccount(ctx, { userId: "bob" })).toEqual({ userId: "bob", exists: true, nick: "Bob", avatar: null, online: "unknown", platforms: [] });
});

test("does not say whether an account exists when IM does not", async ({ ctx, sandbox }) => {
  sandbox.faults([{ command: "im_open_login_svc/account_check", rate: 1, kind: "code", code: 70402 }]);
  await expect(getAccount(ctx, { userId: "bob" })).rejects.toMatchObject({ code: "im_refused", im: { code: 70402 } });
});

test("does not take an answer without the account for one that it is missing", async ({ answering }) => {
  const ctx = await answering({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", ResultItem: [{ UserID: "bob", ResultCode: 70500, ResultInfo: "busy" }] });
  await expect(getAccount(ctx, { userId: "bob" })).rejects.toMatchObject({ code: "im_bad_answer" });
});

test("asks nothing more when nobody waits for the answer", async ({ ctx, sandbox }) => {
  const signal = AbortSignal.abort();
  await expect(getAccount({ ...ctx, signal }, { userId: "bob" })).rejects.toBe(signal.reason);
  expect(sandbox.stats().commands).toEqual({});
});
