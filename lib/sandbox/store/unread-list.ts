/**
 * The unread messages of one conversation: `[time, message id, time, message id, …]`, oldest first. A flat array of small
 * integers, because a sandbox holds hundreds of thousands of these.
 */
export type UnreadList = number[];

export const retentionSeconds = 7 * 86_400;
export const conversationCap = 250;
export const conversationsCap = 100;

function time(list: UnreadList, index: number): number {
  return list[index * 2] ?? 0;
}

/** How many messages are unread and not older than seven days. */
export function countUnread(list: UnreadList, now: number): number {
  const oldest = now - retentionSeconds;
  const length = list.length / 2;
  let expired = 0;
  while (expired < length && time(list, expired) < oldest) expired += 1;
  return length - expired;
}

/** Puts a message in its place by time; drops what has expired, so that the list stays short. */
export function insertUnread(list: UnreadList, sentAt: number, id: number, now: number): void {
  const expired = list.length / 2 - countUnread(list, now);
  if (expired > 0) list.splice(0, expired * 2);
  let index = list.length / 2;
  while (index > 0 && time(list, index - 1) > sentAt) index -= 1;
  if (index * 2 === list.length) list.push(sentAt, id);
  else list.splice(index * 2, 0, sentAt, id);
}

/** Makes every message sent at or before `upTo` read. */
export function readUpTo(list: UnreadList, upTo: number): void {
  let read = 0;
  while (read * 2 < list.length && time(list, read) <= upTo) read += 1;
  list.splice(0, read * 2);
}

/** Takes one message out, by its id, if it is still unread. */
export function removeUnread(list: UnreadList, id: number): void {
  for (let index = 0; index * 2 < list.length; index += 1) {
    if (list[index * 2 + 1] === id) {
      list.splice(index * 2, 2);
      return;
    }
  }
}
