import { describe, expect } from "vitest";
import { z } from "zod";
import type { ImClient, RawAnswer } from "@/lib/server/im/client";
import { getHistory, type HistoryMessage } from "@/lib/server/im/history";
import { test } from "./fixture";

const secret = "我的密码是 hunter2 🔑";
const text = (Text: string) => [{ MsgType: "TIMTextElem", MsgContent: { Text } }];
const Keyed = z.object({ MsgKey: z.string() });

function say(im: ImClient, from: string, to: string, body: object[], more: object = {}): Promise<{ MsgKey: string }> {
  const random = Math.floor(Math.random() * 0xffff_ffff);
  return im.send("openim/sendmsg", { From_Account: from, To_Account: to, MsgRandom: random, MsgBody: body, CloudCustomData: secret, ...more }, Keyed);
}

async function allPages(im: ImClient, account: string, peer: string): Promise<HistoryMessage[][]> {
  const pages: HistoryMessage[][] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = await getHistory(im, { account, peer, cursor });
    pages.push(page.messages);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 200);
  return pages;
}

test("gives time, sender, kinds and size of each message, the newest first", async ({ im, sandbox }) => {
  const now = Math.floor(Date.now() / 1000);
  sandbox.addUnread({ to: "alice", from: "bob", count: 1, at: now - 600 });
  sandbox.addUnread({ to: "bob", from: "alice", count: 1, at: now - 300 });
  const body = [...text(secret), { MsgType: "TIMFaceElem", MsgContent: { Index: 1, Data: "x" } }];
  const { MsgKey } = await say(im, "bob", "alice", body);
  const { messages, nextCursor } = await getHistory(im, { account: "alice", peer: "bob" });
  expect(nextCursor).toBeNull();
  expect(messages).toMatchObject([
    { key: MsgKey, from: "bob", kinds: ["TIMTextElem", "TIMFaceElem"], bytes: Buffer.byteLength(JSON.stringify(body)), recalled: false },
    { from: "alice", at: new Date((now - 300) * 1000), kinds: ["TIMTextElem"] },
    { from: "bob", at: new Date((now - 600) * 1000) },
  ]);
});

test("tells a message that was recalled", async ({ im, sandbox }) => {
  sandbox.arrange({ accounts: [{ userId: "alice" }, { userId: "bob" }] });
  const { MsgKey } = await say(im, "bob", "alice", text("oops"));
  await im.send("openim/admin_msgwithdraw", { From_Account: "bob", To_Account: "alice", MsgKey }, z.unknown());
  expect((await getHistory(im, { account: "alice", peer: "bob" })).messages).toMatchObject([{ key: MsgKey, recalled: true }]);
});

test("never hands out a text, not even with the raw answer", async ({ connect, sandbox, logged }) => {
  sandbox.arrange({ accounts: [{ userId: "alice" }, { userId: "bob" }] });
  const answers: RawAnswer[] = [];
  const im = connect().with({ onAnswer: (answer) => answers.push(answer) });
  await say(im, "bob", "alice", text(secret));
  answers.length = 0;
  const history = await getHistory(im, { account: "alice", peer: "bob" });
  expect(history.messages).toHaveLength(1);
  expect(answers).toMatchObject([{ command: "openim/admin_getroammsg", answer: { ErrorCode: 0, MsgList: [{ From_Account: "bob", MsgKey: history.messages[0]?.key }] } }]);
  expect(JSON.stringify([history, answers, logged])).not.toMatch(/hunter2|MsgContent|MsgBody|CloudCustomData/);
});

describe("a long history", () => {
  test("comes whole over many pages, each message once", async ({ im, sandbox }) => {
    const now = Math.floor(Date.now() / 1000);
    // Several in one second, so that pages end in the middle of it.
    sandbox.arrange({ unread: Array.from({ length: 30 }, (_, n) => [{ to: "alice", from: "bob", count: 5, at: now - 30 * n }, { to: "bob", from: "alice", count: 2, at: now - 30 * n }]).flat() });
    const pages = await allPages(im, "alice", "bob");
    const messages = pages.flat();
    expect(pages.length).toBeGreaterThan(3);
    expect(new Set(messages.map(({ key }) => key)).size).toBe(messages.length);
    expect(messages.filter(({ from }) => from === "bob")).toHaveLength(150);
    expect(messages.filter(({ from }) => from === "alice")).toHaveLength(60);
    expect(messages.map(({ at }) => at.getTime())).toEqual(messages.map(({ at }) => at.getTime()).toSorted((a, b) => b - a));
  });

  test("of messages that fill a page each comes whole too", async ({ im, sandbox }) => {
    sandbox.arrange({ accounts: [{ userId: "alice" }, { userId: "bob" }] });
    await Promise.all(Array.from({ length: 5 }, () => say(im, "bob", "alice", text("x".repeat(9000)))));
    const pages = await allPages(im, "alice", "bob");
    expect(pages.map((page) => page.length)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(pages.flat().map(({ key }) => key)).size).toBe(5);
  });

  test("goes on from where the page before ended", async ({ im, sandbox }) => {
    const now = Math.floor(Date.now() / 1000);
    for (let n = 0; n < 80; n += 1) sandbox.addUnread({ to: "alice", from: "bob", count: 1, at: now - 10 * n });
    const first = await getHistory(im, { account: "alice", peer: "bob" });
    const oldest = first.messages.at(-1);
    await getHistory(im, { account: "alice", peer: "bob", cursor: first.nextCursor ?? "" });
    expect(sandbox.lastRequest("admin_getroammsg")).toMatchObject({ Operator_Account: "alice", Peer_Account: "bob", MaxTime: (oldest?.at.getTime() ?? 0) / 1000, LastMsgKey: oldest?.key });
  });
});

test.for(["1", ":", "x:y", "12:", "-1:key", "1e3:key", `1:${"k".repeat(101)}`])("refuses a page that is none: %s", async (cursor, { im, sandbox }) => {
  await expect(getHistory(im, { account: "alice", peer: "bob", cursor })).rejects.toMatchObject({ code: "invalid_input", fields: { cursor: "cursor" } });
  expect(sandbox.calls("admin_getroammsg")).toBe(0);
});

test("says which code IM refused with when there is no such account", async ({ im, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  await expect(getHistory(im, { account: "alice", peer: "nobody" })).rejects.toMatchObject({ imCode: 90003 });
  await expect(getHistory(im, { account: "nobody", peer: "alice" })).rejects.toMatchObject({ imCode: 90008 });
});
