import { expect, test } from "vitest";
import { markInParts } from "@/components/accounts/mark-in-parts";
import { AppError } from "@/lib/shared/errors";
import type { MarkReadResult } from "@/lib/shared/unread";

const say = { failed: (error: AppError) => `told: ${error.message}`, notSent: "not sent" };
const peers = Array.from({ length: 1_201 }, (_, index) => `peer${index}`);
const allRead = (part: string[]): MarkReadResult => ({ results: part.map((peer) => ({ peer, before: 1, after: 0, effect: "changed" })) });

test("sends what one request may hold, in order, and gives one result per conversation", async () => {
  const sent: string[][] = [];
  const results = await markInParts(peers, async (part) => (sent.push(part), allRead(part)), say);
  expect(sent.map(({ length }) => length)).toEqual([500, 500, 201]);
  expect(sent.flat()).toEqual(peers);
  expect(results.map(({ peer }) => peer)).toEqual(peers);
});

test("sends nothing for no conversation", async () => {
  expect(await markInParts([], () => Promise.reject(new Error("sent")), say)).toEqual([]);
});

test("throws when the first request fails, because nothing was done", async () => {
  const failure = new AppError("im_timeout", "No answer.");
  await expect(markInParts(peers, () => Promise.reject(failure), say)).rejects.toBe(failure);
});

test("keeps what was done when a later request fails, and sends nothing after it", async () => {
  let requests = 0;
  const send = async (part: string[]) => {
    requests += 1;
    if (requests === 2) throw new AppError("im_busy", "At the limit.");
    return allRead(part);
  };
  const results = await markInParts(peers, send, say);
  expect(requests).toBe(2);
  expect(results).toHaveLength(1_201);
  expect(results[499]).toEqual({ peer: "peer499", before: 1, after: 0, effect: "changed" });
  expect(results[500]).toEqual({ peer: "peer500", error: { code: "im_busy", message: "told: At the limit." } });
  expect(results[1_200]).toEqual({ peer: "peer1200", error: { code: "not_sent", message: "not sent" } });
});

test("a mistake of ours is no result", async () => {
  let requests = 0;
  const send = async (part: string[]) => {
    requests += 1;
    if (requests === 2) throw new TypeError("a mistake");
    return allRead(part);
  };
  await expect(markInParts(peers, send, say)).rejects.toThrow(TypeError);
});
