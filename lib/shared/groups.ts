import * as z from "zod/mini";
import { ConfirmProtected, Reason, Ticket, UserId } from "./ids";
import { Effect, ItemError } from "./unread";

/** `reported`: the server gave the number. `derived`: `NextMsgSeq − 1 − MsgSeq`. */
export const UnreadSource = z.enum(["reported", "derived"]);
export type UnreadSource = z.infer<typeof UnreadSource>;

/** `counted: false` is not 0: groups of that type keep no unread count at all. */
export const GroupUnread = z.union([
  z.object({ counted: z.literal(true), value: z.int(), source: UnreadSource }),
  z.object({ counted: z.literal(false) }),
]);
export type GroupUnread = z.infer<typeof GroupUnread>;

export const Group = z.object({
  groupId: z.string(),
  /** As on the wire: Private (Work), Public, ChatRoom (Meeting), AVChatRoom, Community. */
  type: z.string(),
  name: z.string(),
  owner: z.nullable(z.string()),
  createdAt: z.nullable(z.string()),
  memberCount: z.nullable(z.int()),
  /** Messages the group has had: the highest number an unread count can be set to. */
  messages: z.int(),
  countsUnread: z.boolean(),
});
export type Group = z.infer<typeof Group>;

export const MsgFlag = z.enum(["AcceptAndNotify", "AcceptNotNotify", "Discard"]);

export const Member = z.object({
  userId: z.string(),
  role: z.string(),
  joinedAt: z.nullable(z.string()),
  nameCard: z.nullable(z.string()),
  /** Whether this member has muted the group; `null` if IM did not say. */
  muted: z.nullable(z.boolean()),
  unread: GroupUnread,
});
export type Member = z.infer<typeof Member>;

export const MembersQuery = z.object({ cursor: z.optional(z.string().check(z.maxLength(500, "cursor"))) });
export const MembersPage = z.object({ groupId: z.string(), members: z.array(Member), nextCursor: z.nullable(z.string()) });
export type MembersPage = z.infer<typeof MembersPage>;

/** One member's unread in one group, with what is needed to judge a change beforehand. */
export const MemberUnread = z.object({ group: Group, member: Member });
export type MemberUnread = z.infer<typeof MemberUnread>;

/** The wire has unsigned 32-bit numbers there. */
export const UnreadNumber = z
  .number("unread_not_a_number")
  // What is too big comes first: beyond what a number can hold, nothing counts as whole.
  .check(z.gte(0, "unread_negative"), z.lte(4_294_967_295, "unread_too_big"), z.int("unread_not_whole"));

export const SetGroupUnreadInput = z.object({ unread: UnreadNumber, reason: z.optional(Reason), ticket: z.optional(Ticket), confirmProtected: ConfirmProtected });
export type SetGroupUnreadInput = z.infer<typeof SetGroupUnreadInput>;

export const UnreadChange = z.object({
  before: z.nullable(z.int()),
  asked: z.int(),
  after: z.nullable(z.int()),
  effect: Effect,
});
export type UnreadChange = z.infer<typeof UnreadChange>;

/** One number for several members. Protected accounts among them are refused, each with its own error. */
export const SetMembersUnreadInput = z.object({
  members: z.array(UserId, "members_required").check(z.minLength(1, "members_required"), z.maxLength(100, "members_too_many_100")),
  unread: UnreadNumber,
  reason: z.optional(Reason),
  ticket: z.optional(Ticket),
});
export type SetMembersUnreadInput = z.infer<typeof SetMembersUnreadInput>;

export const MemberChange = z.union([
  z.extend(UnreadChange, { userId: z.string() }),
  z.object({ userId: z.string(), before: z.optional(z.nullable(z.int())), error: ItemError }),
]);
export type MemberChange = z.infer<typeof MemberChange>;

/** In the order asked; a member named twice is changed once. */
export const SetMembersUnreadResult = z.object({ results: z.array(MemberChange) });
export type SetMembersUnreadResult = z.infer<typeof SetMembersUnreadResult>;

/** Whether groups of `type` keep an unread count; Meeting groups only where the app has it switched on. (contract 4.3) */
export function countsUnread(type: string, { meetingUnread }: { meetingUnread: boolean }): boolean {
  if (type === "ChatRoom" || type === "Meeting") return meetingUnread;
  return type === "Private" || type === "Work" || type === "Public" || type === "Community";
}

/** The vendor's present name for a group type; answers still carry the old ones. (contract 4.3) */
export function groupTypeName(type: string): string {
  if (type === "Private") return "Work";
  if (type === "ChatRoom") return "Meeting";
  return type;
}
