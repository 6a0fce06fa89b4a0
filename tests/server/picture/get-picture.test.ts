import { getPicture } from "@/lib/server/picture";
import { expect, test } from "@/tests/support/context";

const byPeer = (a: { peer: string }, b: { peer: string }) => (a.peer < b.peer ? -1 : 1);

test("shows what the server counts, where, and what does not add up", async ({ ctx, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  const picture = await getPicture(ctx, { userId: "crowded" });
  const truth = sandbox.truth("crowded");
  const listed = truth.conversations.filter((conversation) => conversation.listed);
  expect(picture).toMatchObject({ userId: "crowded", exists: true, protected: false, moved: "no", total: { ok: true, value: truth.c2cTotal }, calls: 15 });
  expect(picture.sums.unexplained).toBe(truth.c2cTotal - listed.reduce((sum, { unread }) => sum + unread, 0));
  const list = picture.conversations.ok ? picture.conversations.value.list : [];
  expect(list.map(({ peer, unread }) => ({ peer, unread })).toSorted(byPeer)).toEqual(listed.map(({ peer, unread }) => ({ peer, unread })).toSorted(byPeer));
});
