import "server-only";
import { AppError } from "@/lib/shared/errors";
import { groupTypeName, type Group, type UnreadChange } from "@/lib/shared/groups";
import { audited, type AuditIntent } from "../audit";
import type { Context } from "../context";
import { setUnreadMsgNum } from "../im/group";
import { logUnforeseen } from "../log-unforeseen";
import { oneAtATime } from "../one-at-a-time";
import { describeChange } from "./describe-change";
import { getMemberUnread, type ReadOptions } from "./get-member-unread";

/** What the record says of one member's number, and whose it is. */
export type MemberIntent = AuditIntent & { account: string; groupId: string; asked: number };

interface Options extends ReadOptions {
  /** Sees the number from before and may throw; nothing has been sent by then. */
  check?: (before: number) => void;
}

/**
 * Reads one member's number, sets it to what is asked and reads it back, with a record of it. Of several people at one member, one
 * has a turn at a time. Throws as `setGroupUnread` does.
 */
export function changeMemberUnread(ctx: Context, intent: MemberIntent, { check, ...how }: Options = {}): Promise<UnreadChange> {
  const { groupId, account: userId, asked } = intent;
  return oneAtATime([memberTarget(ctx, { groupId, userId })], async () => {
    const { group, member } = await getMemberUnread(ctx, { groupId, userId }, how);
    if (!member.unread.counted) throw keepsNoCount(group);
    const before = member.unread.value;
    check?.(before);
    return audited(ctx, intent, async () => {
      await setUnreadMsgNum(ctx.im, { groupId, userId, unread: asked });
      // The API answers OK whether or not anything moved, so the only proof is to look again.
      const now = await getMemberUnread(ctx, { groupId, userId }, how).catch((error: unknown) => logUnforeseen(ctx, error));
      const after = now?.member.unread.counted ? now.member.unread.value : null;
      return describeChange({ asked, before, after, messages: now?.group.messages ?? group.messages });
    });
  });
}

/** One member's number, as `oneAtATime` tells it from others. */
export function memberTarget({ app }: Context, { groupId, userId }: { groupId: string; userId: string }): string {
  return JSON.stringify([app.sdkAppId, groupId, userId]);
}

/** The refusal of a group where IM would answer OK and do nothing. */
export function keepsNoCount(group: Group): AppError {
  const type = groupTypeName(group.type);
  return new AppError("unsupported_group_type", `${type} groups keep no unread count: IM would answer OK and change nothing.`, { params: { type } });
}
