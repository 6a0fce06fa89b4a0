import "server-only";
import { AppError } from "@/lib/shared/errors";
import { groupTypeName, type SetGroupUnreadInput, type UnreadChange } from "@/lib/shared/groups";
import { audited, requireWritable } from "../audit";
import type { Context } from "../context";
import { setUnreadMsgNum } from "../im/group";
import { describeChange } from "./describe-change";
import { getMemberUnread } from "./get-member-unread";

/**
 * Sets one member's unread number. The server lowers it silently to the number of messages in the group; the result says what it is
 * now. Fires no webhook. Throws `group_not_found`, `member_not_found`, and `unsupported_group_type` where IM would answer OK and do
 * nothing. (doc 34909)
 */
export async function setGroupUnread(ctx: Context, { groupId, userId, unread, reason, ticket }: SetGroupUnreadInput & { groupId: string; userId: string }): Promise<UnreadChange> {
  const target = { groupId, userId };
  const intent = { action: "group.set_unread", account: userId, groupId, asked: unread, reason, ticket };
  ctx.attempt.intent = intent;
  requireWritable(ctx, { reason });
  const { group, member } = await getMemberUnread(ctx, target);
  if (!member.unread.counted) {
    const type = groupTypeName(group.type);
    throw new AppError("unsupported_group_type", `${type} groups keep no unread count: IM would answer OK and change nothing.`, { params: { type } });
  }
  const before = member.unread.value;
  return audited(ctx, intent, async () => {
    await setUnreadMsgNum(ctx.im, { groupId, userId, unread });
    // The API answers OK whether or not anything moved, so the only proof is to look again.
    const now = await getMemberUnread(ctx, target).catch(() => undefined);
    const after = now?.member.unread.counted ? now.member.unread.value : null;
    return describeChange({ asked: unread, before, after, messages: now?.group.messages ?? group.messages });
  });
}
