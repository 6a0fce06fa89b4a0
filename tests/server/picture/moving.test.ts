import { getPicture } from "@/lib/server/picture";
import { markRead } from "@/lib/server/unread";
import { expect, test } from "@/tests/support/context";
import { conversationUnread, heldBack } from "./fixture";

const unread = "openim/get_c2c_unread_msg_num";
const recent = "recentcontact/get_list";

/** Whether a call asked for the total. */
const isTotal = ({ command, request }: { command: string; request: object }) => command === unread && !("Peer_Account" in request);

test("a message that arrives between two calls is read again, and the picture adds up", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 1 }] });
  const im = heldBack(ctx.im, recent, () => sandbox.addUnread({ to: "alice", from: "bob", count: 1 }));
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  expect(picture).toMatchObject({ moved: "settled", total: { value: 5 }, sums: { total: 5, listed: 5, unexplained: 0 }, findings: [] });
  expect(conversationUnread(picture)).toEqual({ bob: 4, carol: 1 });
  // Three and the peers and the names; then the total; then total and peers again.
  expect(picture.calls).toBe(8);
});

test("messages read between two calls leave nothing unexplained", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 1 }] });
  let read: Promise<unknown> = Promise.resolve();
  const im = heldBack(ctx.im, recent, () => {
    read = markRead(ctx, { userId: "alice", peers: ["bob"], reason: "read meanwhile" });
  });
  const send: typeof im.send = async (...call) => {
    const answer = await im.send(...call);
    if (call[0] === recent) await read;
    return answer;
  };
  expect(await getPicture({ ...ctx, im: { ...im, send } }, { userId: "alice" })).toMatchObject({ moved: "settled", sums: { total: 1, listed: 1, unexplained: 0 }, findings: [] });
});

test("a real remainder stays one when a message arrives meanwhile", async ({ ctx, sandbox }) => {
  sandbox.options({ recentContacts: 1 });
  sandbox.arrange({ unread: [{ to: "alice", from: "old", count: 2, at: new Date(Date.now() - 3_600_000) }, { to: "alice", from: "bob", count: 3 }] });
  const im = heldBack(ctx.im, recent, () => sandbox.addUnread({ to: "alice", from: "bob", count: 1 }));
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  expect(picture).toMatchObject({ moved: "settled", sums: { total: 6, listed: 4, unexplained: 2 } });
  expect(picture.findings[0]).toMatchObject({ code: "unexplained", fix: { missing: 2 } });
});

test("numbers that keep moving are shown, and nothing is concluded from them", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }] });
  let first = true;
  const arriving = ctx.im.with({
    onAnswer: (answer) => {
      if (!first && isTotal(answer)) sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
      first = false;
    },
  });
  const im = heldBack(arriving, recent, () => sandbox.addUnread({ to: "alice", from: "bob", count: 1 }));
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  expect(picture).toMatchObject({ moved: "moving", sums: { unexplained: null }, findings: [] });
  expect(picture.calls).toBe(8);
});

test("a difference that could not be checked is not believed", async ({ ctx, sandbox }) => {
  sandbox.options({ recentContacts: 1 });
  sandbox.arrange({ unread: [{ to: "alice", from: "old", count: 2, at: new Date(Date.now() - 3_600_000) }, { to: "alice", from: "bob", count: 3 }] });
  const im = ctx.im.with({
    onAnswer: ({ command, request }) => {
      if (command === unread && "Peer_Account" in request) sandbox.faults([{ command: unread, rate: 1, kind: "code", code: 60010 }]);
    },
  });
  const picture = await getPicture({ ...ctx, im }, { userId: "alice" });
  expect(picture).toMatchObject({ moved: "no", total: { ok: true, value: 5 }, sums: { total: 5, listed: 3, unexplained: null }, findings: [] });
});

test("a number that could not be read the second time stays as it was, and nothing is concluded", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 1 }] });
  let peersAsked = 0;
  const watching = ctx.im.with({
    onAnswer: (answer) => {
      if (!isTotal(answer) && answer.command === unread) peersAsked += 1;
    },
  });
  const held = heldBack(watching, recent, () => sandbox.addUnread({ to: "alice", from: "bob", count: 1 }));
  const send: typeof held.send = (command, body, ...rest) => {
    if (peersAsked === 1 && "Peer_Account" in body) sandbox.faults([{ command: unread, rate: 1, kind: "code", code: 60010, times: 1 }]);
    return held.send(command, body, ...rest);
  };
  const picture = await getPicture({ ...ctx, im: { ...held, send } }, { userId: "alice" });
  expect(conversationUnread(picture)).toEqual({ bob: 4, carol: 1 });
  expect(picture).toMatchObject({ moved: "no", total: { ok: true }, sums: { listed: 5, unreadable: 0, unexplained: null }, findings: [] });
});
