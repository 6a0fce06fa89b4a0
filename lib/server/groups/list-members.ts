import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { MembersPage } from "@/lib/shared/groups";
import type { Context } from "../context";
import { getGroupMembers } from "../im/group-members";
import { getGroup } from "./get-group";
import { toMember } from "./to-member";

/**
 * A page of up to 100 members with derived unread; `nextCursor` is null on the last. Throws `group_not_found`, and
 * `unsupported_group_type` for AVChatRoom groups, whose members cannot be listed. (doc 34948)
 */
export async function listMembers(ctx: Context, { groupId, cursor }: { groupId: string; cursor?: string | undefined }): Promise<MembersPage> {
  const group = await getGroup(ctx, { groupId });
  if (group.type === "AVChatRoom") throw new AppError("unsupported_group_type", "AVChatRoom groups keep neither a list of their members nor an unread count.", { params: { type: group.type } });
  const page = await getGroupMembers(ctx.im, { groupId, type: group.type, cursor }, { signal: ctx.signal });
  return { groupId, members: page.members.map((member) => toMember(group, member)), nextCursor: page.nextCursor };
}
