import { expect, test } from "vitest";
import { conversationRows, isQuiet, whyNotRead } from "@/components/accounts/conversation-rows";
import type { PictureConversation } from "@/lib/shared/picture";
import type { MarkReadItem } from "@/lib/shared/unread";
import { picture } from "./pictures";

function conversation(peer: string, unread: number | null, facts: Partial<PictureConversation> = {}): PictureConversation {
  return { peer, nick: null, avatar: null, lastAt: null, pinned: false, unread, gone: false, atLimit: false, ...facts };
}

function results(...items: MarkReadItem[]) {
  return new Map(items.map((item) => [item.peer, { item, at: 0 }]));
}

const none = results();
const peers = (rows: { peer: string }[]) => rows.map(({ peer }) => peer);

test("the most unread stand first, then what could not be read, then the rest, newest first", () => {
  const list = [conversation("old", 0, { lastAt: "2026-01-01T00:00:00Z" }), conversation("gone", null, { gone: true }), conversation("few", 1), conversation("new", 0, { lastAt: "2026-02-01T00:00:00Z" }), conversation("many", 12)];
  expect(peers(conversationRows({ list, results: none, fresh: true }))).toEqual(["many", "few", "gone", "new", "old"]);
});

test("a conversation that was marked read keeps its place and shows what came of it", () => {
  const list = [conversation("few", 1), conversation("many", 0)];
  const rows = conversationRows({ list, results: results({ peer: "many", before: 12, after: 0, effect: "changed" }), fresh: true });
  expect(peers(rows)).toEqual(["many", "few"]);
  expect(rows[0]?.change).toEqual({ before: 12, after: 0, effect: "changed" });
  expect(rows.filter(isQuiet)).toEqual([]);
});

test("what failed has no number after it, and its reason", () => {
  const error = { code: "im_busy", message: "IM is busy." };
  const [row] = conversationRows({ list: [conversation("bob", 3)], results: results({ peer: "bob", before: 3, error }), fresh: true });
  expect(row).toMatchObject({ unread: 3, change: { before: 3, after: null, effect: "failed", error } });
});

test("while watching, a number that moved shows from what to what, and one that could not be read claims nothing", () => {
  const since = picture({ conversations: [conversation("moved", 5), conversation("still", 2), conversation("unknown", 4), conversation("was unknown", null)] });
  const list = [conversation("moved", 0), conversation("still", 2), conversation("unknown", null), conversation("was unknown", 1)];
  const changes = conversationRows({ list, since, results: none, fresh: true }).map(({ peer, change }) => [peer, change]);
  expect(Object.fromEntries(changes)).toEqual({ moved: { before: 5, after: 0 }, still: undefined, unknown: undefined, "was unknown": undefined });
});

test("only conversations with nothing unread and nothing to say are quiet", () => {
  const rows = conversationRows({ list: [conversation("zero", 0), conversation("some", 1), conversation("unknown", null)], results: none, fresh: true });
  expect(peers(rows.filter(isQuiet))).toEqual(["zero"]);
});

test("until the list has been read again, a row's number is what the act read back", () => {
  const input = { list: [conversation("bob", 3)], results: results({ peer: "bob", before: 3, after: 0, effect: "changed" }) };
  expect(conversationRows({ ...input, fresh: false })).toMatchObject([{ unread: 0 }]);
  expect(conversationRows({ ...input, fresh: true })).toMatchObject([{ unread: 3, change: { before: 3, after: 0 } }]);
});

test("why numbers could not be read is said once, however many rows it concerns; that a peer is gone is no such reason", () => {
  const busy = { code: "im_busy", message: "IM is busy." };
  const list = [conversation("one", null, { error: busy }), conversation("two", null, { error: { ...busy } }), conversation("gone", null, { gone: true, error: { code: "peer_not_found", message: "No such account." } })];
  expect(whyNotRead(conversationRows({ list, results: none, fresh: true }))).toEqual([busy]);
});
