import { setImmediate } from "node:timers/promises";
import type { Part, Picture, PictureConversation, PictureGroup } from "@/lib/shared/picture";
import type { ImClient } from "@/lib/server/im/client";

/** The value of a part that must have been read. */
export function valueOf<T>(part: Part<T>): T {
  if (!part.ok) throw new Error(`not read: ${part.error.code} ${part.error.message}`);
  return part.value;
}

export function conversationOf(picture: Picture, peer: string): PictureConversation {
  const found = valueOf(picture.conversations).list.find((conversation) => conversation.peer === peer);
  if (!found) throw new Error(`${peer} is not listed`);
  return found;
}

export function groupOf(picture: Picture, groupId: string): PictureGroup {
  const found = valueOf(picture.groups).find((group) => group.groupId === groupId);
  if (!found) throw new Error(`${groupId} is not among the groups`);
  return found;
}

export const conversationUnread = (picture: Picture) => Object.fromEntries(valueOf(picture.conversations).list.map(({ peer, unread }) => [peer, unread]));

/**
 * `im`, watching its calls. A call's depth is one more than the deepest call that had come back before it began, so whatever might
 * have waited for an answer counts as having done so, however quick the answers are.
 */
export function watched(im: ImClient): { im: ImClient; calls: () => number; depth: () => number } {
  let calls = 0;
  let deepest = 0;
  let deepestBack = 0;
  const send: ImClient["send"] = async (...call) => {
    const depth = deepestBack + 1;
    calls += 1;
    deepest = Math.max(deepest, depth);
    try {
      return await im.send(...call);
    } finally {
      deepestBack = Math.max(deepestBack, depth);
    }
  };
  return { im: { ...im, send }, calls: () => calls, depth: () => deepest };
}

/** `im`, holding `command` back until what was sent beside it has come back, and running `first` before it goes. */
export function heldBack(im: ImClient, command: string, first: () => void): ImClient {
  const others: Promise<unknown>[] = [];
  const send: ImClient["send"] = async (...call) => {
    if (call[0] === command) {
      await setImmediate();
      await Promise.allSettled(others);
      first();
    }
    const answer = im.send(...call);
    others.push(answer);
    return answer;
  };
  return { ...im, send };
}

/** The names of `count` things, all of one length. */
export const named = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, "0")}`);
