import { expect } from "vitest";
import { defaultApp } from "@/lib/sandbox";
import { test } from "./support";
import { callUrl, sign, text } from "./wire";

const send = "openim/sendmsg";

function post(url: string, name: string, body: unknown): Promise<Response> {
  return fetch(callUrl(url, name, { usersig: sign(defaultApp) }), { method: "POST", body: JSON.stringify(body) });
}

test("http502 answers HTML from in front of the command, which does not run", async ({ sandbox }) => {
  sandbox.addAccount({ userId: "bob" });
  sandbox.faults([{ command: send, rate: 1, kind: "http502", times: 1 }]);
  const response = await post(sandbox.url, send, { To_Account: "bob", ...text() });
  expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
  expect(sandbox.truth("bob").c2cTotal).toBe(0);
  expect((await post(sandbox.url, send, { To_Account: "bob", ...text() })).status).toBe(200);
});

test("code answers that code inside HTTP 200, and the command does not run", async ({ sandbox, call }) => {
  sandbox.addAccount({ userId: "bob" });
  sandbox.faults([{ command: "sendmsg", rate: 1, kind: "code", code: 91000 }]);
  expect(await call(send, { To_Account: "bob", ...text() })).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 91000 });
  expect(await call("openim/get_c2c_unread_msg_num", { To_Account: "bob" })).toMatchObject({ ErrorCode: 0, AllC2CUnreadMsgNum: 0 });
});

test("reset runs the command and then drops the connection", async ({ sandbox }) => {
  sandbox.addAccount({ userId: "bob" });
  sandbox.faults([{ rate: 1, kind: "reset", times: 1 }]);
  await expect(post(sandbox.url, send, { To_Account: "bob", ...text() })).rejects.toThrow("fetch failed");
  expect(sandbox.truth("bob").c2cTotal).toBe(1);
});

test("truncated runs the command and answers half of the JSON", async ({ sandbox }) => {
  sandbox.addAccount({ userId: "bob" });
  sandbox.faults([{ rate: 1, kind: "truncated" }]);
  const response = await post(sandbox.url, send, { To_Account: "bob", ...text() });
  const received = await response.text();
  expect(response.status).toBe(200);
  expect(() => JSON.parse(received) as unknown).toThrow(SyntaxError);
  expect(sandbox.truth("bob").c2cTotal).toBe(1);
});

test("delay answers later, and a caller who left does no harm", async ({ sandbox }) => {
  sandbox.addAccount({ userId: "bob" });
  sandbox.faults([{ rate: 1, kind: "delay", ms: 60 }]);
  const begun = performance.now();
  await post(sandbox.url, send, { To_Account: "bob", ...text() });
  expect(performance.now() - begun).toBeGreaterThan(55);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  await expect(fetch(callUrl(sandbox.url, send, { usersig: sign(defaultApp) }), { method: "POST", body: "{}", signal: controller.signal })).rejects.toThrow("aborted");
});

test("a rate strikes about that part of the calls, the same ones every time", async ({ sandbox, call }) => {
  const strikes = async () => {
    sandbox.faults([{ rate: 0.3, kind: "code", code: 10002 }]);
    const codes: number[] = [];
    for (let n = 0; n < 200; n += 1) codes.push((await call("openim/querystate", { To_Account: ["administrator"] })).ErrorCode);
    return codes;
  };
  const first = await strikes();
  expect(first.filter((code) => code === 10002).length).toBeGreaterThan(35);
  expect(first.filter((code) => code === 10002).length).toBeLessThan(85);
  expect(await strikes()).toEqual(first);
});

test("an empty list clears, and a bad fault is refused whole", async ({ sandbox, call }) => {
  sandbox.faults([{ rate: 1, kind: "code" }]);
  expect(() => sandbox.faults([{ rate: 2, kind: "code" }])).toThrow("faults[0] must be");
  expect((await call("openim/querystate", { To_Account: ["administrator"] })).ErrorCode).toBe(91000);
  sandbox.faults([]);
  expect((await call("openim/querystate", { To_Account: ["administrator"] })).ErrorCode).toBe(0);
});
