import { setUnread } from "./group-unread";
import type { Group, Member } from "./groups";

export type GroupMessage = {
  readonly seq: number;
  readonly from: string;
  readonly time: number;
  readonly random: number;
  readonly body: unknown;
  readonly priority: number;
  readonly system: boolean;
  /** 0 present, 1 deleted or expired, 2 recalled. */
  place: 0 | 1 | 2;
};

export type GroupDraft = Omit<GroupMessage, "seq" | "place" | "system"> & { system?: boolean; counts: boolean; lists: boolean };

const remembered = 500;
const noHistory: ReadonlySet<string> = new Set(["AVChatRoom", "BChatRoom"]);

/** Gives the message the next sequence number and stores it. The sender's read position follows when it was fully caught up. */
export function appendMessage(group: Group, draft: GroupDraft): GroupMessage {
  const { from, time, random, body, priority, system = false } = draft;
  const seq = group.nextSeq;
  const message: GroupMessage = { seq, from, time, random, body, priority, system, place: 0 };
  group.nextSeq += 1;
  group.lastMsgTime = Math.max(group.lastMsgTime, time);
  if (draft.lists) group.listedAt = Math.max(group.listedAt, time);
  if (!draft.counts) group.silentSeqs.push(seq);
  if (!noHistory.has(group.type)) remember(group, message);
  const sender = system ? undefined : group.members.get(from);
  if (sender) advanceSender(sender, message, draft.counts);
  return message;
}

function advanceSender(sender: Member, message: GroupMessage, counts: boolean): void {
  sender.lastSendTime = message.time;
  if (sender.readSeq === message.seq - 1) sender.readSeq = message.seq;
  else if (counts) {
    sender.ownSeqs ??= [];
    sender.ownSeqs.push(message.seq);
  }
}

function remember(group: Group, message: GroupMessage): void {
  group.messages ??= new Map();
  group.messages.set(message.seq, message);
  if (group.messages.size > remembered) {
    const oldest = group.messages.keys().next();
    if (!oldest.done) group.messages.delete(oldest.value);
  }
}

/** Imported messages leave nobody with anything unread (contract 5.2). */
export function zeroUnread(group: Group): void {
  for (const member of group.members.values()) setUnread(group, member, 0);
}

/** Gives an arranged group `count` messages without storing them; they are made up when somebody reads them. */
export function fillMessages(group: Group, count: number, time: number): void {
  group.nextSeq += count;
  group.fillerSeq = group.nextSeq - 1;
  if (count === 0) return;
  group.lastMsgTime = Math.max(group.lastMsgTime, time);
  group.listedAt = Math.max(group.listedAt, time);
}

/** The message with this sequence number as history shows it, or nothing when it is too old to be kept. */
export function readMessage(group: Group, seq: number): GroupMessage | undefined {
  if (seq < 1 || seq >= group.nextSeq) return undefined;
  const message = group.messages?.get(seq) ?? (seq <= group.fillerSeq ? fillerMessage(group, seq) : undefined);
  return message && seq <= group.clearedSeq ? { ...message, place: 1 } : message;
}

function fillerMessage(group: Group, seq: number): GroupMessage {
  const body = [{ MsgType: "TIMTextElem", MsgContent: { Text: `Message ${seq}` } }];
  const time = Math.max(group.createTime, group.lastMsgTime - (group.nextSeq - 1 - seq) * 60);
  return { seq, from: group.owner, time, random: seq, body, priority: 2, system: false, place: 0 };
}

const duplicateWindowSeconds = 300;

/** The message this sender sent with the same `random` in the last five minutes, if any. */
export function findDuplicate(group: Group, from: string, random: number, now: number): GroupMessage | undefined {
  const { randoms } = group;
  if (!randoms) return undefined;
  for (const [key, message] of randoms) {
    if (message.time > now - duplicateWindowSeconds) break;
    randoms.delete(key);
  }
  return randoms.get(`${random} ${from}`);
}

export function rememberRandom(group: Group, message: GroupMessage, now: number): void {
  group.randoms ??= new Map();
  group.randoms.set(`${message.random} ${message.from}`, message.time === now ? message : { ...message, time: now });
}
