import "server-only";
import type { MembersPage } from "@/lib/shared/groups";
import type { Context } from "../context";
import { getGroupMembers } from "../im/group";
import { getGroup } from "./get-group";
import { counted } from "./get-member-unread";

/** A page of up to 100 members with derived unread; `nextCursor` is null on the last. Throws `group_not_found`. (doc 34948) */
export async function listMembers(ctx: Context, { groupId, cursor }: { groupId: string; cursor?: string | undefined }): Promise<MembersPage> {
  const group = await getGroup(ctx, { groupId });
  const page = await getGroupMembers(ctx.im, { groupId, type: group.type, cursor }, { signal: ctx.signal });
  const members = page.members.map((member) => ({
    userId: member.userId,
    role: member.role ?? "unknown",
    joinedAt: member.joinedAt?.toISOString() ?? null,
    nameCard: member.nameCard || null,
    muted: member.msgFlag === null ? null : member.msgFlag !== "AcceptAndNotify",
    unread: group.countsUnread ? counted(null, group.messages + 1, member.readSeq) : { counted: false as const },
  }));
  return { groupId, members, nextCursor: page.nextCursor };
}
