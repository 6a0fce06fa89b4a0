import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, onTestFinished } from "vitest";
import { z } from "zod";
import type { ImApp } from "@/lib/server/apps/app";
import { openMemoryDatabase } from "@/lib/server/db/client";
import { ImError } from "@/lib/server/im/errors";
import { getC2cUnreadTotal } from "@/lib/server/im/openim";
import { setUnreadMsgNum } from "@/lib/server/im/group";
import { createPacer } from "@/lib/server/pacing/pacer";
import { test } from "./fixture";

const command = "openim/get_c2c_unread_msg_num";
const Total = z.object({ AllC2CUnreadMsgNum: z.number() });

/** A server that answers as `listener` says, for what the sandbox would never say. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function failure(promise: Promise<unknown>): Promise<ImError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImError)) throw new Error("expected an ImError", { cause: error });
  return error;
}

describe("what goes wrong on the way", () => {
  const once = { attempts: 1 };

  test.for([
    ["a gateway's error page", { kind: "http502" }, "im_bad_answer", "HTTP 502"],
    ["a connection closed without an answer", { kind: "reset" }, "im_unreachable", "closed the connection"],
    ["no answer in time", { kind: "delay", ms: 6000 }, "im_timeout", "did not answer within 2 s"],
    ["an answer cut off", { kind: "truncated" }, "im_bad_answer", "cut off"],
  ] as const)("%s has an error of its own, and the next call works again", async ([, fault, code, words], { connect, sandbox }) => {
    const im = connect({ retry: once, timeoutMs: 2000 });
    sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
    sandbox.faults([{ ...fault, rate: 1, times: 1 }]);
    const error = await failure(getC2cUnreadTotal(im, "alice"));
    expect(error).toMatchObject({ code, command, retryable: true, imCode: undefined });
    expect(error.message).toContain(words);
    expect(error.message).toContain("IM endpoint");
    // Where the endpoint is stays on the server.
    expect(error.message).not.toContain("127.0.0.1");
    expect(await getC2cUnreadTotal(im, "alice")).toBe(1);
  });

  test.for([
    ["a web page", "<!doctype html><title>Sign in</title>", "web page"],
    ["half an answer", '{"ActionStatus":"OK","ErrorCo', "cut off"],
    ["a list", "[]", "not an IM answer"],
    ["nothing", "", "not an IM answer"],
    ["no ErrorCode", '{"AllC2CUnreadMsgNum":3}', "ErrorCode: missing"],
    ["another command's answer", '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}', "AllC2CUnreadMsgNum"],
    ["a number that is none", '{"ErrorCode":0,"AllC2CUnreadMsgNum":"many"}', "AllC2CUnreadMsgNum"],
  ] as const)("%s is told apart from an answer", async ([, body, words], { connect, app }) => {
    const endpoint = await serve((_, response) => response.end(body));
    const error = await failure(getC2cUnreadTotal(connect({ app: { ...app, endpoint }, retry: once }), "alice"));
    expect(error.code).toBe("im_bad_answer");
    expect(error.message).toContain(words);
  });

  test("takes answers as they are really written: no ActionStatus, numbers as text, fields nobody knows", async ({ connect, app }) => {
    const endpoint = await serve((_, response) => response.end('{"Action1Status":"OK","ErrorCode":"0","RequestId":"x","AllC2CUnreadMsgNum":"12"}'));
    expect(await getC2cUnreadTotal(connect({ app: { ...app, endpoint } }), "alice")).toBe(12);
  });

  test("an address that nothing listens at, and a name nobody knows, say so", async ({ connect, app }) => {
    const refused = await failure(getC2cUnreadTotal(connect({ app: { ...app, endpoint: "http://127.0.0.1:1" }, retry: once }), "alice"));
    expect(refused).toMatchObject({ code: "im_unreachable", message: expect.stringContaining("The IM endpoint cannot be reached: nothing accepts connections") });
    const unknown = await failure(getC2cUnreadTotal(connect({ app: { ...app, endpoint: "https://im.invalid" }, retry: once }), "alice"));
    expect(unknown).toMatchObject({ code: "im_unreachable", message: expect.stringMatching(/^The IM endpoint cannot be reached: its name/) });
  });

  test("an address that does not speak TLS says so", async ({ connect, app, sandbox }) => {
    const error = await failure(getC2cUnreadTotal(connect({ app: { ...app, endpoint: sandbox.url.replace("http:", "https:") }, retry: once }), "alice"));
    expect(error).toMatchObject({ code: "im_unreachable", message: expect.stringContaining("TLS") });
  });

  test("a wrong address on a working server is not tried again", async ({ connect, app }) => {
    let asked = 0;
    const endpoint = await serve((_, response) => {
      asked += 1;
      response.writeHead(404).end("not here");
    });
    const error = await failure(getC2cUnreadTotal(connect({ app: { ...app, endpoint } }), "alice"));
    expect(error).toMatchObject({ code: "im_bad_answer", retryable: false, message: expect.stringContaining("Check that the configured endpoint") });
    expect(asked).toBe(1);
  });
});

describe("credentials", () => {
  test.for<[string, Partial<ImApp>, number, string]>([
    ["a wrong key", { secretKey: "f".repeat(64) }, 70009, "The secret key does not belong to this app."],
    ["an unknown app", { sdkAppId: "1400000002" }, 60006, "IM does not accept this SDKAppID."],
    ["an account that is no admin", { adminUserId: "alice" }, 60010, "not an admin of the app"],
  ])("%s is named, and not tried again", async ([, change, imCode, words], { connect, app, sandbox }) => {
    sandbox.addAccount({ userId: "alice" });
    const attempts: unknown[] = [];
    const im = connect({ app: { ...app, ...change }, onAttempt: (attempt) => attempts.push(attempt) });
    const error = await failure(getC2cUnreadTotal(im, "alice"));
    expect(error).toMatchObject({ code: "im_misconfigured", imCode, retryable: false });
    expect(error.message).toContain(words);
    expect(attempts).toHaveLength(1);
  });

  test("an expired signature is renewed once, and then given up with a word about the clock", async ({ connect, sandbox }) => {
    sandbox.options({ clockOffsetMs: 2 * 86_400_000 });
    const attempts: unknown[] = [];
    const error = await failure(getC2cUnreadTotal(connect({ onAttempt: ({ code }) => attempts.push(code) }), "alice"));
    expect(error).toMatchObject({ code: "im_misconfigured", imCode: 70001, message: expect.stringContaining("clock") });
    expect(attempts).toEqual([70001, 70001]);
    sandbox.options({ clockOffsetMs: 0 });
  });

  test.for([60004, 60005, 70001, 70003, 70005])("a signature refused once with %i goes unnoticed", async (code, { im, sandbox }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 2 });
    sandbox.faults([{ kind: "code", code, rate: 1, times: 1 }]);
    expect(await getC2cUnreadTotal(im, "alice")).toBe(2);
  });

  test("stand in no log line, no error and no report, whatever happens", async ({ connect, app, sandbox, logged }) => {
    sandbox.addAccount({ userId: "alice" });
    const seen: unknown[] = [];
    const look = (promise: Promise<unknown>) => promise.catch((error: unknown) => seen.push(error));
    const signatures: string[] = [];
    const echo = await serve((request, response) => {
      signatures.push(new URL(request.url ?? "", "http://x").searchParams.get("usersig") ?? "");
      response.end(JSON.stringify({ ErrorCode: 60002, ErrorInfo: `HTTP parse Error: ${request.url} ${signatures.at(-1)}` }));
    });
    const im = connect({ timeoutMs: 100 });
    for (const kind of ["http502", "reset", "truncated", "delay"] as const) {
      sandbox.faults([{ kind, rate: 1, ms: 300 }]);
      await look(getC2cUnreadTotal(im, "alice"));
    }
    sandbox.faults([]);
    const echoed = connect({ app: { ...app, endpoint: echo } });
    await look(getC2cUnreadTotal(echoed, "alice"));
    await look(getC2cUnreadTotal(connect({ app: { ...app, secretKey: "e".repeat(64) } }), "alice"));
    expect(seen.length).toBeGreaterThanOrEqual(6);
    expect(signatures[0]?.length).toBeGreaterThan(100);

    const everything = [...logged, ...seen.map(dump), dump(im.health()), dump(echoed.health())].join("\n");
    expect(everything).toContain(command);
    expect(everything).not.toContain(app.secretKey);
    expect(everything).not.toContain("e".repeat(64));
    expect(everything).not.toMatch(/eJ[\w*-]{20}/);
    expect(everything).not.toMatch(/usersig=(?!\[redacted\])/);
    expect(logged.join("")).not.toContain("alice");
  });
});

function dump(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value);
  return [value.stack, JSON.stringify({ ...value }), value.cause === undefined ? "" : dump(value.cause)].join("\n");
}

describe("retries", () => {
  test.for([
    ["network faults", { kind: "reset" }, 3],
    ["gateway errors", { kind: "http502" }, 3],
    ["cut-off answers", { kind: "truncated" }, 3],
    ["IM's own trouble", { kind: "code", code: 91000 }, 3],
    ["too many calls", { kind: "code", code: 60007 }, 4],
    ["a missing group", { kind: "code", code: 10010 }, 1],
    ["a fault of the console's own", { kind: "code", code: 60003 }, 1],
    ["a minute of silence asked for", { kind: "code", code: 70050 }, 1],
  ] as const)("after %s are bounded", async ([, fault, times], { im, sandbox }) => {
    sandbox.faults([{ ...fault, rate: 1 }]);
    await failure(setUnreadMsgNum(im, { groupId: "g", userId: "alice", unread: 1 }));
    expect(sandbox.calls("set_unread_msg_num")).toBe(times);
  });

  test("make a passing fault unnoticeable", async ({ im, sandbox }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 2 });
    sandbox.faults([
      { kind: "reset", rate: 1, times: 1 },
      { kind: "http502", rate: 1, times: 1 },
    ]);
    expect(await getC2cUnreadTotal(im, "alice")).toBe(2);
  });

  test("do not happen where sending twice could do harm", async ({ im, sandbox }) => {
    sandbox.faults([{ kind: "reset", rate: 1 }]);
    await failure(im.send("openim/admin_set_msg_read", { Report_Account: "alice", Peer_Account: "bob" }, z.unknown(), { idempotent: false }));
    expect(sandbox.calls("admin_set_msg_read")).toBe(1);
  });

  test("end when nobody waits any longer", async ({ connect, sandbox }) => {
    const im = connect({ retry: { firstDelayMs: 60_000, longestDelayMs: 60_000, giveUpAfterMs: { interactive: 1e9, bulk: 1e9 } } });
    sandbox.faults([{ kind: "http502", rate: 1 }]);
    const reason = new Error("gone");
    const controller = new AbortController();
    const answer = getC2cUnreadTotal(im, "alice", { signal: controller.signal });
    // From then on it waits for a minute.
    await expect.poll(() => im.health().lastError, { timeout: 10_000 }).not.toBeNull();
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(1);
  });

  test("that cannot be paced end with what went wrong before: the call was sent", async ({ connect, sandbox }) => {
    const schedules = await openMemoryDatabase();
    onTestFinished(() => schedules.close());
    // PGlite answers in turn: the second attempt finds no schedule.
    const onAttempt = () => schedules.db.execute(sql`drop table rate_schedules cascade`).catch(() => {});
    const im = connect({ pacer: createPacer({ db: schedules.db, bulkShare: 0.8 }), onAttempt: () => void onAttempt() });
    sandbox.faults([{ kind: "reset", rate: 1 }]);
    expect(await failure(getC2cUnreadTotal(im, "alice"))).toMatchObject({ code: "im_unreachable" });
    expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(1);
    await expect(getC2cUnreadTotal(im, "alice")).rejects.toMatchObject({ code: "database_unavailable" });
    expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(1);
  });

  test("are not begun late: a person is told instead", async ({ connect, sandbox }) => {
    const im = connect({ retry: { firstDelayMs: 500, giveUpAfterMs: { interactive: 100, bulk: 60_000 } } });
    sandbox.faults([{ kind: "http502", rate: 1 }]);
    await failure(getC2cUnreadTotal(im, "alice"));
    expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(1);
  });
});

test("a call under way ends with the signal's reason, and so does one that has not begun", async ({ im, sandbox }) => {
  sandbox.options({ latencyMs: 500 });
  const reason = new Error("gone");
  const controller = new AbortController();
  const answer = getC2cUnreadTotal(im.with({ signal: controller.signal }), "alice");
  await sleep(50);
  controller.abort(reason);
  await expect(answer).rejects.toBe(reason);
  await expect(getC2cUnreadTotal(im, "alice", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  sandbox.options({ latencyMs: 0 });
});

describe("a dead endpoint", () => {
  test("is left alone for a while", async ({ connect, sandbox }) => {
    const im = connect({ retry: { attempts: 1 }, breaker: { failures: 3, pauseMs: 600_000 } });
    sandbox.faults([{ kind: "reset", rate: 1 }]);
    for (let n = 0; n < 3; n += 1) await failure(getC2cUnreadTotal(im, "alice"));
    expect(im.health()).toMatchObject({ breaker: "open", lastError: { code: "im_unreachable", command } });

    const paused = await failure(getC2cUnreadTotal(im, "alice"));
    expect(paused).toMatchObject({ code: "im_paused", retryable: true });
    expect(paused.message).toContain("closed the connection");
    expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(3);
  });

  test("is used again after that, once it answers", async ({ connect, sandbox }) => {
    const im = connect({ retry: { attempts: 1 }, breaker: { failures: 3, pauseMs: 150 } });
    sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
    sandbox.faults([{ kind: "reset", rate: 1, times: 3 }]);
    for (let n = 0; n < 3; n += 1) await failure(getC2cUnreadTotal(im, "alice"));
    expect(im.health().breaker).not.toBe("closed");
    await expect.poll(() => im.health().breaker, { timeout: 10_000 }).toBe("half_open");
    expect(await getC2cUnreadTotal(im, "alice")).toBe(1);
    expect(im.health().breaker).toBe("closed");
  });

  test("is not what refusals make it", async ({ connect }) => {
    const im = connect({ breaker: { failures: 2, pauseMs: 60_000 } });
    for (let n = 0; n < 5; n += 1) await failure(getC2cUnreadTotal(im, "nobody"));
    expect(im.health()).toMatchObject({ breaker: "closed", lastError: null });
  });
});

test("reports how it is: latency, the clocks' difference, the last trouble", async ({ im, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  expect(im.health()).toEqual({ breaker: "closed", lastError: null, lastAnswerAt: null, latencyMs: null, clockSkewMs: null });
  await getC2cUnreadTotal(im, "alice");
  const { latencyMs, clockSkewMs, lastAnswerAt } = im.health();
  expect(latencyMs).toBeGreaterThan(0);
  expect(Math.abs(clockSkewMs ?? Number.NaN)).toBeLessThan(5000);
  expect(lastAnswerAt).toBeInstanceOf(Date);
});

test("shows the raw answer to whoever asks for it, and marks the log with the request", async ({ im, sandbox, logged }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 2 });
  const answers: unknown[] = [];
  await im.with({ requestId: "r-1", onAnswer: (answer) => answers.push(answer) }).send(command, { To_Account: "alice" }, Total);
  expect(answers).toMatchObject([{ command, request: { To_Account: "alice" }, answer: { ErrorCode: 0, AllC2CUnreadMsgNum: 2 } }]);
  expect(JSON.parse(logged[0] ?? "")).toMatchObject({ command, code: 0, attempt: 1, requestId: "r-1", lane: "interactive" });
});

test("sends a fresh unsigned 32-bit number with every call", async ({ connect, app }) => {
  const numbers: number[] = [];
  const endpoint = await serve((request, response) => {
    const query = new URL(request.url ?? "", "http://x").searchParams;
    numbers.push(Number(query.get("random")));
    expect(query.get("contenttype")).toBe("json");
    response.end('{"ErrorCode":0,"AllC2CUnreadMsgNum":0}');
  });
  const im = connect({ app: { ...app, endpoint, limits: { default: 100_000 } } });
  for (let n = 0; n < 50; n += 1) await getC2cUnreadTotal(im, "alice");
  expect(new Set(numbers).size).toBe(50);
  expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 32)).toBe(true);
});

test("a conversation list whose pages lead nowhere ends", async ({ connect, app }) => {
  const { getRecentContacts } = await import("@/lib/server/im/recent-contact");
  let asked = 0;
  const endpoint = await serve((_, response) => {
    asked += 1;
    response.end(JSON.stringify({ ErrorCode: 0, CompleteFlag: 0, TimeStamp: 5, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, SessionItem: [{ Type: 1, To_Account: "bob", MsgTime: 1 }] }));
  });
  expect(await getRecentContacts(connect({ app: { ...app, endpoint } }), "alice")).toMatchObject({ contacts: [{ peer: "bob" }], complete: false });
  expect(asked).toBe(2);
});
