import * as z from "zod/mini";
import { Finding } from "./findings";
import { GroupUnread } from "./groups";
import { ItemError } from "./unread";

/** A part of a picture that was read, or why it could not be. */
const part = <T extends z.ZodMiniType>(value: T) => z.union([z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), error: ItemError })]);

/** IM counts no further per conversation, nor in more conversations. (contract 5.1, doc 33524) */
export const conversationLimit = 250;
export const conversationsLimit = 100;

/** A line of the account's own conversation list with what it has unread. */
export const PictureConversation = z.object({
  peer: z.string(),
  nick: z.nullable(z.string()),
  avatar: z.nullable(z.string()),
  lastAt: z.nullable(z.string()),
  pinned: z.boolean(),
  /** `null`: could not be read; `error` says why. */
  unread: z.nullable(z.int()),
  error: z.optional(ItemError),
  /** IM knows no such account (70107): its messages can never be opened on the device. */
  gone: z.boolean(),
  /** At IM's limit of 250: there may be more. */
  atLimit: z.boolean(),
});
export type PictureConversation = z.infer<typeof PictureConversation>;

export const PictureConversations = z.object({
  /** Whether IM said that this is all it keeps in the list: at most 100 conversations, groups among them, 500 on the top plan. */
  complete: z.boolean(),
  /** How many entries IM's list has, groups among them: at the 100 or 500 it may keep, older conversations have fallen off it. */
  entries: z.int(),
  list: z.array(PictureConversation),
});
export type PictureConversations = z.infer<typeof PictureConversations>;

/** A group as this account sees it. */
export const PictureGroup = z.object({
  groupId: z.string(),
  /** As on the wire: Private (Work), Public, ChatRoom (Meeting), AVChatRoom, Community. */
  type: z.string(),
  name: z.nullable(z.string()),
  role: z.nullable(z.string()),
  joinedAt: z.nullable(z.string()),
  /** AcceptAndNotify, AcceptNotNotify or Discard; the last two are muted: clients leave them out of totals. */
  msgFlag: z.nullable(z.string()),
  muted: z.nullable(z.boolean()),
  lastAt: z.nullable(z.string()),
  /** Messages the group has had: the highest number an unread count can be set to. */
  messages: z.nullable(z.int()),
  /** `null`: IM did not give the numbers. `counted: false` is not 0: the group keeps no count. */
  unread: z.nullable(GroupUnread),
  /** Both numbers side by side, where IM gives them; `unread` is the reported one first. */
  reported: z.nullable(z.int()),
  derived: z.nullable(z.int()),
  /** Whether a number can be set here: the type keeps one, as the app is configured. */
  settable: z.boolean(),
});
export type PictureGroup = z.infer<typeof PictureGroup>;

/** How the numbers add up. `null` where a part that is needed could not be read. */
export const Sums = z.object({
  /** One-to-one, as the server totals it. */
  total: z.nullable(z.int()),
  /** Sum over the listed conversations that could be read. */
  listed: z.nullable(z.int()),
  /** Listed conversations whose number could not be read for another reason than that the peer is gone. */
  unreadable: z.int(),
  /** `total − listed`, never below 0; `null` where either is unknown, where a number was unreadable, or while the numbers move. */
  unexplained: z.nullable(z.int()),
  /** Sum over groups that count, muted ones included. */
  groups: z.nullable(z.int()),
  /** What of `groups` is in muted ones. */
  mutedGroups: z.nullable(z.int()),
  /** `total + groups`: what the server would put on the badge. */
  badge: z.nullable(z.int()),
});
export type Sums = z.infer<typeof Sums>;

/** Everything the server knows about one account's unread. */
export const Picture = z.object({
  userId: z.string(),
  /** When reading began and ended. */
  startedAt: z.string(),
  readAt: z.string(),
  /** `null`: IM could not be asked. */
  exists: z.nullable(z.boolean()),
  /** Whether the app's settings protect this account from being changed lightly. */
  protected: z.boolean(),
  total: part(z.int()),
  conversations: part(PictureConversations),
  groups: part(z.array(PictureGroup)),
  /** `settled`: a number changed while it was read, so it was read again. `moving`: it changed again; nothing is concluded from it. */
  moved: z.enum(["no", "settled", "moving"]),
  sums: Sums,
  findings: z.array(Finding),
  /** How many IM calls it took. */
  calls: z.int(),
});
export type Picture = z.infer<typeof Picture>;
export type Part<T> = { ok: true; value: T } | { ok: false; error: ItemError };

/** One IM call as it was answered; the request never holds the secret or a signature. */
export const RawAnswer = z.object({ command: z.string(), request: z.unknown(), answer: z.unknown(), ms: z.number() });
export type RawAnswer = z.infer<typeof RawAnswer>;

/** Without `as` one JSON picture; `as=lines` sends each part as soon as it is known, a JSON object a line, and with `answers=true` IM's own. */
export const PictureQuery = z
  .object({ as: z.optional(z.enum(["lines"], "invalid")), answers: z.optional(z.enum(["true"], "invalid")) })
  .check(z.refine(({ as, answers }) => answers === undefined || as === "lines", { error: "invalid", path: ["answers"] }));
export type PictureQuery = z.infer<typeof PictureQuery>;

/** Later lines complete earlier ones, key by key; the last one holds `picture`. */
export const PictureLine = z.object({
  total: z.optional(part(z.int())),
  groups: z.optional(part(z.array(PictureGroup))),
  conversations: z.optional(part(PictureConversations)),
  answers: z.optional(z.array(RawAnswer)),
  picture: z.optional(Picture),
});
export type PictureLine = z.infer<typeof PictureLine>;
