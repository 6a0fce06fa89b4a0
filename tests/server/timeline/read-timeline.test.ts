import { z } from "zod";
import type { Context } from "@/lib/server/context";
import type { RawAnswer } from "@/lib/server/im/client";
import { readTimeline } from "@/lib/server/timeline";
import { Timeline, type TimelineMessage } from "@/lib/shared/timeline";
import { describe, expect, test } from "@/tests/support/context";

const command = "openim/admin_getroammsg";
const seconds = () => Math.floor(Date.now() / 1000);
const iso = (at: number) => new Date(at * 1000).toISOString();

async function allPages(ctx: Context, userId: string, peer: string): Promise<TimelineMessage[][]> {
  const pages: TimelineMessage[][] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = await readTimeline(ctx, { userId, peer, cursor });
    pages.push(page.messages);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 100);
  return pages;
}

test("shows who wrote when, the newest first, from the side of whose timeline it is", async ({ ctx, sandbox }) => {
  const now = seconds();
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 1, at: now - 300 }, { to: "bob", from: "alice", count: 1, at: now - 200 }, { to: "alice", from: "carol", count: 1, at: now - 100 }] });
  const seen = await readTimeline(ctx, { userId: "alice", peer: "bob" });
  expect(Timeline.parse(seen)).toEqual(seen);
  expect(seen).toMatchObject({ messages: [{ at: iso(now - 200), direction: "out" }, { at: iso(now - 300), direction: "in", kinds: ["TIMTextElem"], recalled: false, bytes: expect.any(Number) }], nextCursor: null });
  expect((await readTimeline(ctx, { userId: "bob", peer: "alice" })).messages.map(({ direction }) => direction)).toEqual(["in", "out"]);
});

test("is empty where nothing was written", async ({ ctx, sandbox }) => {
  sandbox.arrange({ accounts: [{ userId: "alice" }, { userId: "bob" }] });
  expect(await readTimeline(ctx, { userId: "alice", peer: "bob" })).toEqual({ messages: [], nextCursor: null });
});

test("no text leaves: not with the timeline, the raw answers, the log or an error", async ({ ctx, sandbox, logged, answering }) => {
  const secret = "hunter2";
  sandbox.arrange({ accounts: [{ userId: "alice" }, { userId: "bob" }] });
  const body = { From_Account: "bob", To_Account: "alice", MsgRandom: 7, CloudCustomData: `{"note":"${secret}"}`, MsgBody: [{ MsgType: "TIMCustomElem", MsgContent: { Data: secret, Desc: secret, Ext: secret } }] };
  await ctx.im.send("openim/sendmsg", body, z.unknown());
  const answers: RawAnswer[] = [];
  const timeline = await readTimeline({ ...ctx, im: ctx.im.with({ onAnswer: (answer) => answers.push(answer) }) }, { userId: "alice", peer: "bob" });
  expect(timeline.messages).toMatchObject([{ kinds: ["TIMCustomElem"], bytes: Buffer.byteLength(JSON.stringify(body.MsgBody)) }]);
  expect(answers).toHaveLength(1);

  const strange = await answering({ ErrorCode: 0, ActionStatus: "OK", MsgList: [{ From_Account: 5, MsgBody: body.MsgBody, CloudCustomData: secret }] });
  const error = await readTimeline(strange, { userId: "alice", peer: "bob" }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "im_bad_answer" });
  expect(JSON.stringify([timeline, answers, logged, error, String(error), error instanceof Error && error.stack])).not.toContain(secret);
});

describe("a long conversation", () => {
  test("comes in pages that gather several of IM's, each message once", async ({ ctx, sandbox }) => {
    const now = seconds();
    sandbox.arrange({ unread: Array.from({ length: 70 }, (_, n) => [{ to: "alice", from: "bob", count: 3, at: now - 20 * n }, { to: "bob", from: "alice", count: 1, at: now - 20 * n }]).flat() });
    const pages = await allPages(ctx, "alice", "bob");
    const messages = pages.flat();
    expect(messages).toHaveLength(280);
    expect(new Set(messages.map(({ key }) => key)).size).toBe(280);
    expect(messages.map(({ at }) => at)).toEqual(messages.map(({ at }) => at).toSorted().toReversed());
    expect(messages.filter(({ direction }) => direction === "out")).toHaveLength(70);
    for (const page of pages.slice(0, -1)) expect(page.length).toBeGreaterThanOrEqual(50);
    expect(JSON.stringify((await readTimeline(ctx, { userId: "alice", peer: "bob" })).nextCursor).length).toBeLessThan(200);
  });

  test("of large messages ends a page after a few calls", async ({ ctx, sandbox }) => {
    sandbox.arrange({ accounts: [{ userId: "alice" }, { userId: "bob" }] });
    const large = { From_Account: "bob", To_Account: "alice", MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "x".repeat(9000) } }] };
    await Promise.all(Array.from({ length: 12 }, (_, n) => ctx.im.send("openim/sendmsg", { ...large, MsgRandom: n }, z.unknown())));
    const pages = await allPages(ctx, "alice", "bob");
    expect(pages.map((page) => page.length)).toEqual([8, 4]);
    expect(new Set(pages.flat().map(({ key }) => key)).size).toBe(12);
  });

  test("whose place does not move ends there", async ({ answering }) => {
    const message = { From_Account: "bob", MsgTimeStamp: 1_700_000_000, MsgKey: "1_2_1700000000", MsgFlagBits: 0, MsgBody: [] };
    let calls = 0;
    const ctx = await answering(() => {
      calls += 1;
      return { ErrorCode: 0, ActionStatus: "OK", Complete: 0, LastMsgTime: message.MsgTimeStamp, LastMsgKey: message.MsgKey, MsgList: [message] };
    });
    expect(await readTimeline(ctx, { userId: "alice", peer: "bob" })).toMatchObject({ messages: [{ key: message.MsgKey }], nextCursor: null });
    expect(calls).toBe(2);
  });

  test("repeats nothing where IM begins a page with what the page before ended with", async ({ answering }) => {
    const MsgList = [1, 2, 3].map((n) => ({ From_Account: "bob", MsgTimeStamp: 1_700_000_000 + n, MsgKey: `k${n}`, MsgBody: [] }));
    const ctx = await answering({ ErrorCode: 0, ActionStatus: "OK", Complete: 1, MsgList });
    const { messages } = await readTimeline(ctx, { userId: "alice", peer: "bob", cursor: "1700000002:k2" });
    expect(messages.map(({ key }) => key)).toEqual(["k1"]);
  });

  test("that goes on without a message ends a page after a few calls, and is not shown as ended", async ({ answering }) => {
    let calls = 0;
    const ctx = await answering(() => {
      calls += 1;
      const MsgList = calls > 10 ? [{ From_Account: "bob", MsgTimeStamp: 1_600_000_000, MsgKey: "old", MsgBody: [] }] : null;
      return { ErrorCode: 0, ActionStatus: "OK", Complete: calls > 10 ? 1 : 0, LastMsgTime: 1_700_000_000 - calls, LastMsgKey: "k", MsgList };
    });
    const page = await readTimeline(ctx, { userId: "alice", peer: "bob" });
    expect(page).toEqual({ messages: [], nextCursor: "1699999992:k" });
    expect(calls).toBe(8);
    expect(await readTimeline(ctx, { userId: "alice", peer: "bob", cursor: page.nextCursor ?? "" })).toMatchObject({ messages: [{ key: "old" }], nextCursor: null });
    expect(calls).toBe(11);
  });

  test("that stands still without a message has ended", async ({ answering }) => {
    const ctx = await answering({ ErrorCode: 0, ActionStatus: "OK", Complete: 0, LastMsgTime: 1_700_000_000, LastMsgKey: "k", MsgList: null });
    expect(await readTimeline(ctx, { userId: "alice", peer: "bob" })).toEqual({ messages: [], nextCursor: null });
  });

  test("answered the other way round is shown the newest first all the same", async ({ answering }) => {
    const MsgList = [3, 2, 1].map((n) => ({ From_Account: "bob", MsgTimeStamp: 1_700_000_000 + n, MsgKey: `k${n}`, MsgBody: null }));
    const ctx = await answering({ ErrorCode: 0, ActionStatus: "OK", Complete: 1, MsgList });
    const { messages } = await readTimeline(ctx, { userId: "alice", peer: "bob" });
    expect(messages.map(({ key, kinds, bytes }) => [key, kinds, bytes])).toEqual([["k3", [], 0], ["k2", [], 0], ["k1", [], 0]]);
  });
});

test("says whether it is the account or the peer that IM does not know", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "gone", count: 2 }], deleteAccounts: ["gone"] });
  await expect(readTimeline(ctx, { userId: "alice", peer: "gone" })).rejects.toMatchObject({ code: "peer_not_found", im: { code: 90003, command } });
  await expect(readTimeline(ctx, { userId: "alice", peer: "Nobody" })).rejects.toMatchObject({ code: "peer_not_found" });
  await expect(readTimeline(ctx, { userId: "Alice", peer: "gone" })).rejects.toMatchObject({ code: "account_not_found", im: { code: 90008, command } });
});

test("does not take the one for the other where IM gives the same code for both", async ({ answering }) => {
  const ctx = await answering((asked) =>
    asked === command
      ? { ErrorCode: 90008, ActionStatus: "FAIL", ErrorInfo: "" }
      : { ErrorCode: 0, ActionStatus: "OK", ResultItem: [{ UserID: "alice", ResultCode: 0, AccountStatus: "Imported" }, { UserID: "bob", ResultCode: 0, AccountStatus: "NotImported" }] },
  );
  await expect(readTimeline(ctx, { userId: "alice", peer: "bob" })).rejects.toMatchObject({ code: "peer_not_found" });
});

test.for(["nonsense", "12:", "9".repeat(20)])("refuses a cursor that nobody handed out: %s", async (cursor, { ctx, sandbox }) => {
  await expect(readTimeline(ctx, { userId: "alice", peer: "bob", cursor })).rejects.toMatchObject({ code: "invalid_input", fields: { cursor: "cursor" } });
  expect(sandbox.stats().commands).toEqual({});
});

test.for([['<img src=x onerror=alert(1)>', "'; drop table users;--"], ["__proto__", "constructor"], [" ", "a/../b?c#d"]] as const)("reaches exactly who is meant: %s", async ([userId, peer], { ctx, sandbox }) => {
  sandbox.addUnread({ to: userId, from: peer, count: 2 });
  expect((await readTimeline(ctx, { userId, peer })).messages).toMatchObject([{ direction: "in" }, { direction: "in" }]);
  expect(sandbox.lastRequest(command)).toMatchObject({ Operator_Account: userId, Peer_Account: peer });
});

test("asks nothing more when nobody waits for the answer", async ({ ctx, sandbox }) => {
  const signal = AbortSignal.abort();
  await expect(readTimeline({ ...ctx, signal }, { userId: "alice", peer: "bob" })).rejects.toBe(signal.reason);
  expect(sandbox.stats().commands).toEqual({});
});
