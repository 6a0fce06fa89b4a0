import { getPicture, sendPicture } from "@/lib/server/picture";
import { streamLines } from "@/lib/server/stream";
import { PictureLine } from "@/lib/shared/picture";
import type { Context } from "@/lib/server/context";
import { expect, test } from "@/tests/support/context";
import { heldBack, valueOf } from "./fixture";

const recent = "recentcontact/get_list";

function ask(ctx: Context, { userId = "alice", answers = false } = {}): Response {
  return streamLines<PictureLine>(ctx, (send) => sendPicture(ctx, { userId, answers }, send));
}

async function linesOf(response: Response): Promise<PictureLine[]> {
  const lines = (await response.text()).split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => PictureLine.parse(JSON.parse(line)));
}

const keys = (lines: PictureLine[]) => lines.map((line) => Object.keys(line).join());

test("total and groups come first, then conversations, and the whole picture last", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  const im = heldBack(ctx.im, recent, () => {});
  const lines = await linesOf(ask({ ...ctx, im }, { userId: "crowded" }));
  expect(keys(lines).slice(0, 2).toSorted()).toEqual(["groups", "total"]);
  expect(keys(lines).slice(2)).toEqual(["conversations", "picture"]);
  const picture = lines.at(-1)?.picture;
  const alone = await getPicture(ctx, { userId: "crowded" });
  expect(picture).toEqual({ ...alone, startedAt: picture?.startedAt, readAt: picture?.readAt });
  expect(lines.find((line) => line.conversations)?.conversations).toEqual(picture?.conversations);
  expect(lines.find((line) => line.total)?.total).toEqual(picture?.total);
  expect(lines.find((line) => line.groups)?.groups).toEqual(picture?.groups);
});

test("with answers it also holds every answer of IM's, and nothing of the signature", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }] });
  sandbox.faults([{ command: recent, rate: 1, kind: "code", code: 60007, times: 1 }]);
  const lines = await linesOf(ask(ctx, { answers: true }));
  expect(keys(lines).slice(-2)).toEqual(["answers", "picture"]);
  const answers = lines.at(-2)?.answers ?? [];
  expect(answers).toHaveLength(6);
  expect(answers).toContainEqual({ command: "openim/get_c2c_unread_msg_num", request: { To_Account: "alice" }, answer: expect.objectContaining({ AllC2CUnreadMsgNum: 3 }), ms: expect.any(Number) });
  expect(answers).toContainEqual(expect.objectContaining({ command: recent, answer: expect.objectContaining({ ErrorCode: 60007 }) }));
  const text = JSON.stringify(lines);
  expect(text).not.toContain(ctx.app.secretKey);
  expect(text).not.toMatch(/usersig|\beJ[\w*-]{40}/i);
});

test("without answers there are none", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  expect(keys(await linesOf(ask(ctx)))).not.toContain("answers");
});

test("a part that failed is told when it is known whether the account is missing", async ({ ctx }) => {
  const lines = await linesOf(ask(ctx, { userId: "nobody" }));
  const error = { ok: false, error: expect.objectContaining({ code: "account_not_found" }) };
  expect(lines).toHaveLength(4);
  expect(Object.assign({}, ...lines)).toMatchObject({ total: error, groups: error, conversations: error, picture: { exists: false } });
});

test("ends without a word when the reader has gone", async ({ ctx, sandbox, logged }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }] });
  const gone = new AbortController();
  const im = heldBack(ctx.im, recent, () => gone.abort());
  const lines = await linesOf(ask({ ...ctx, im, signal: gone.signal }));
  expect(keys(lines)).not.toContain("picture");
  expect(sandbox.calls(recent)).toBe(0);
  expect(logged.join("")).not.toContain("unforeseen");
});

test("a picture in its JSON form has the shape that other programs are promised", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  for (const userId of ["crowded", "lost.peer", "group.person", "odd.ids", "nobody"]) {
    // oxlint-disable-next-line no-await-in-loop
    const picture = await getPicture(ctx, { userId });
    expect(PictureLine.parse({ picture: JSON.parse(JSON.stringify(picture)) as unknown })).toEqual({ picture });
  }
  expect(valueOf((await getPicture(ctx, { userId: "lost.peer" })).conversations).list).toContainEqual(expect.objectContaining({ peer: "gone.seller", gone: true, unread: null, error: expect.objectContaining({ code: "peer_not_found", im: expect.objectContaining({ code: 70107 }) }) }));
});
