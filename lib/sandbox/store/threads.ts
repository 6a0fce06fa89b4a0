import type { Account } from "./accounts";
import { countMessage, openConversation } from "./conversations";
import { nextNumber, type AppState } from "./state";

/** A one-to-one message. */
export type Message = {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly seq: number;
  readonly random: number;
  readonly time: number;
  readonly body: unknown;
  readonly cloud: string | undefined;
  /** `SyncOtherMachine: 2` keeps it out of the sender's own history. */
  readonly hiddenFromSender: boolean;
  recalled: boolean;
};

/** What two accounts said to each other, oldest first. */
export type Thread = { messages: Message[] };

export type Draft = {
  seq: number;
  random: number;
  time: number;
  body: unknown;
  cloud?: string | undefined;
  hiddenFromSender?: boolean;
  /** Whether it counts as unread for the receiver. */
  counts: boolean;
  /** Whether it moves the conversation to the top of both recent-contact lists. */
  lists: boolean;
};

const remembered = 2_000;

export function findThread(state: AppState, a: string, b: string): Thread | undefined {
  return state.threads.get(threadKey(a, b));
}

function threadKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

export function messageKey(message: { seq: number; random: number; time: number }): string {
  return `${message.seq}_${message.random}_${message.time}`;
}

/** Stores a message, lists the conversation on both sides and counts it for the receiver. A thread keeps its last 2,000 messages. */
export function deliver(state: AppState, sender: Account, receiver: Account, draft: Draft): Message {
  const { seq, random, time, body, cloud, hiddenFromSender = false } = draft;
  const id = nextNumber(state);
  const message = { id, from: sender.userId, to: receiver.userId, seq, random, time, body, cloud, hiddenFromSender, recalled: false };
  store(state, message);
  if (draft.lists) {
    list(openConversation(receiver, sender.userId), time);
    if (!hiddenFromSender) list(openConversation(sender, receiver.userId), time);
  }
  if (draft.counts && sender !== receiver) countMessage(state, receiver, sender.userId, time, id);
  return message;
}

function list(conversation: { listedAt: number }, time: number): void {
  conversation.listedAt = Math.max(conversation.listedAt, time);
}

function store(state: AppState, message: Message): void {
  const key = threadKey(message.from, message.to);
  const thread = state.threads.get(key) ?? { messages: [] };
  state.threads.set(key, thread);
  const { messages } = thread;
  let index = messages.length;
  while (index > 0 && isBefore(message, messages[index - 1])) index -= 1;
  if (index === messages.length) messages.push(message);
  else messages.splice(index, 0, message);
  if (messages.length > remembered * 1.25) messages.splice(0, messages.length - remembered);
}

function isBefore(message: Message, other: Message | undefined): boolean {
  if (!other || message.time !== other.time) return other !== undefined && message.time < other.time;
  return message.seq < other.seq;
}

/** The message sent in that very second that `matches`, looked for from the newest back. */
export function findSameSecond(thread: Thread | undefined, time: number, matches: (message: Message) => boolean): Message | undefined {
  if (!thread) return undefined;
  for (let index = thread.messages.length - 1; index >= 0; index -= 1) {
    const message = thread.messages[index];
    if (!message || message.time < time) return undefined;
    if (message.time === time && matches(message)) return message;
  }
  return undefined;
}
