import * as fc from "fast-check";
import { getPeersUnread } from "@/lib/server/unread";
import { expect, test } from "@/tests/support/context";

const command = "openim/get_c2c_unread_msg_num";

test("answers for each peer in the order asked, with 0 for a peer that never wrote", async ({ ctx, sandbox }) => {
  sandbox.arrange({ accounts: [{ userId: "dave" }], unread: [{ to: "alice", from: "bob", count: 3 }, { to: "alice", from: "carol", count: 1 }] });
  expect(await getPeersUnread(ctx, { userId: "alice", peers: ["dave", "carol", "bob"] })).toEqual({
    userId: "alice",
    conversations: [{ peer: "dave", unread: 0 }, { peer: "carol", unread: 1 }, { peer: "bob", unread: 3 }],
  });
  expect(sandbox.lastRequest(command)).toEqual({ To_Account: "alice", Peer_Account: ["dave", "carol", "bob"] });
});

test("asks once for a peer named twice and answers twice", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  const { conversations } = await getPeersUnread(ctx, { userId: "alice", peers: ["bob", "bob", "alice", "bob"] });
  expect(conversations).toEqual([{ peer: "bob", unread: 3 }, { peer: "bob", unread: 3 }, { peer: "alice", unread: 0 }, { peer: "bob", unread: 3 }]);
  expect(sandbox.lastRequest(command)).toEqual({ To_Account: "alice", Peer_Account: ["bob", "alice"] });
});

test("an unknown peer has an error of its own beside the good answers", async ({ ctx, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  const { conversations } = await getPeersUnread(ctx, { userId: "alice", peers: ["nobody", "bob", "Bob"] });
  expect(conversations).toEqual([
    { peer: "nobody", error: { code: "peer_not_found", message: expect.stringContaining("IM knows no account"), im: expect.objectContaining({ code: 70107, command }) } },
    { peer: "bob", unread: 3 },
    { peer: "Bob", error: expect.objectContaining({ code: "peer_not_found" }) },
  ]);
});

test("says so in the reader's language", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  const { conversations } = await getPeersUnread({ ...ctx, locale: "zh-CN" }, { userId: "alice", peers: ["nobody"] });
  const chinese = expect.stringMatching(/[\u4e00-\u9fff]/u);
  expect(conversations).toEqual([{ peer: "nobody", error: { code: "peer_not_found", message: chinese, im: expect.objectContaining({ meaning: chinese, advice: chinese }) } }]);
});

test("answers when all peers are unknown, and when all are deleted", async ({ ctx, sandbox }) => {
  sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 3 }], deleteAccounts: ["bob"] });
  const { conversations } = await getPeersUnread(ctx, { userId: "alice", peers: ["nobody", "bob"] });
  expect(conversations).toMatchObject([{ peer: "nobody", error: { code: "peer_not_found" } }, { peer: "bob", error: { code: "peer_not_found" } }]);
});

test("an account that does not exist is said to be missing, not its peers", async ({ ctx, sandbox }) => {
  sandbox.addAccount({ userId: "bob" });
  const peers = ["bob", ...Array.from({ length: 30 }, (_, index) => `peer${index}`)];
  await expect(getPeersUnread(ctx, { userId: "alice", peers })).rejects.toMatchObject({ code: "account_not_found", im: { code: 90003 } });
});

test("asks for ten at a time", async ({ ctx, sandbox }) => {
  const peers = Array.from({ length: 23 }, (_, index) => `peer${index}`);
  sandbox.arrange({ accounts: peers.map((userId) => ({ userId })), unread: [{ to: "alice", from: "peer17", count: 5 }] });
  const { conversations } = await getPeersUnread(ctx, { userId: "alice", peers });
  expect(conversations).toEqual(peers.map((peer) => ({ peer, unread: peer === "peer17" ? 5 : 0 })));
  expect(sandbox.requests(command).map(({ body }) => (JSON.parse(body) as { Peer_Account: string[] }).Peer_Account.length).toSorted()).toEqual([10, 10, 3]);
});

test("a thousand peers take a hundred calls, and never one over the limit", async ({ ctx, sandbox }) => {
  const peers = Array.from({ length: 1000 }, (_, index) => `peer${index}`);
  sandbox.arrange({ accounts: [...peers.slice(0, 990), "alice"].map((userId) => ({ userId })), unread: [{ to: "alice", from: "peer7", count: 250 }] });
  const { conversations } = await getPeersUnread(ctx, { userId: "alice", peers });
  expect(conversations.map(({ peer }) => peer)).toEqual(peers);
  expect(conversations[7]).toEqual({ peer: "peer7", unread: 250 });
  expect(conversations.filter((conversation) => "error" in conversation)).toHaveLength(10);
  expect(sandbox.stats().commands[command]).toMatchObject({ calls: 100, overLimit: 0 });
});

test("ten peers that could not be read leave the others standing", async ({ ctx, sandbox }) => {
  const peers = Array.from({ length: 20 }, (_, index) => `peer${index}`);
  sandbox.arrange({ accounts: ["alice", ...peers].map((userId) => ({ userId })) });
  sandbox.faults([{ command, rate: 1, kind: "code", code: 90012, times: 1 }]);
  const { conversations } = await getPeersUnread(ctx, { userId: "alice", peers });
  const failed = conversations.filter((conversation) => "error" in conversation);
  expect(failed).toHaveLength(10);
  expect(failed).toEqual(failed.map(({ peer }) => ({ peer, error: expect.objectContaining({ code: "im_refused", im: expect.objectContaining({ code: 90012 }) }) })));
});

test("whatever is asked in whatever order, each place has the answer about its own peer", async ({ ctx, sandbox }) => {
  const known = Array.from({ length: 25 }, (_, index) => `peer ${index}#`);
  sandbox.arrange({ unread: known.map((from, count) => ({ to: "alice", from, count })) });
  const peer = fc.oneof(fc.constantFrom(...known), fc.constantFrom("nobody", "gone", "__proto__", "constructor", "PEER 1#"));
  await fc.assert(
    fc.asyncProperty(fc.array(peer, { minLength: 1, maxLength: 40 }), async (peers) => {
      const { conversations } = await getPeersUnread(ctx, { userId: "alice", peers });
      const expected = peers.map((asked) => {
        const count = known.indexOf(asked);
        return count === -1 ? { peer: asked, error: expect.objectContaining({ code: "peer_not_found" }) } : { peer: asked, unread: count };
      });
      expect(conversations).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
