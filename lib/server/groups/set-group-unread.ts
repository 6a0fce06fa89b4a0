import "server-only";
import type { SetGroupUnreadInput, UnreadChange } from "@/lib/shared/groups";
import { requireUnprotected } from "../apps/protected";
import { requireWritable } from "../audit";
import type { Context } from "../context";
import { changeMemberUnread } from "./change-member-unread";

type Input = SetGroupUnreadInput & { groupId: string; userId: string };

/**
 * Sets one member's unread number. The server lowers it silently to the number of messages in the group; the result says what it is
 * now. Fires no webhook. Throws `group_not_found`, `member_not_found`, `unsupported_group_type` where IM would answer OK and do
 * nothing, and `account_protected` unless that is confirmed. (doc 34909)
 */
export async function setGroupUnread(ctx: Context, { groupId, userId, unread, reason, ticket, confirmProtected }: Input): Promise<UnreadChange> {
  const intent = { action: "group.set_unread", account: userId, groupId, asked: unread, reason, ticket };
  ctx.attempt.intent = intent;
  requireWritable(ctx, { reason });
  requireUnprotected(ctx, userId, { confirmProtected });
  return changeMemberUnread(ctx, intent);
}
