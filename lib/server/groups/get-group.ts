import "server-only";
import { AppError } from "@/lib/shared/errors";
import { countsUnread, type Group } from "@/lib/shared/groups";
import type { Context } from "../context";
import { getGroups } from "../im/group";

/** The facts about one group. Throws `group_not_found`. (doc 34961) */
export async function getGroup(ctx: Context, { groupId }: { groupId: string }): Promise<Group> {
  const [found] = await getGroups(ctx.im, [groupId], { signal: ctx.signal });
  if (!found || "error" in found) {
    const error = found?.error;
    if (error && error.im?.code !== 10010 && error.im?.code !== 10015) throw error;
    throw new AppError("group_not_found", "IM knows no group with this id; it was dissolved, or never existed. Capitals count, and assigned ids begin with @TGS#.", { im: error?.im, cause: error });
  }
  const { group } = found;
  return {
    groupId: group.groupId,
    type: group.type,
    name: group.name,
    owner: group.owner,
    createdAt: group.createdAt?.toISOString() ?? null,
    memberCount: group.memberCount,
    messages: Math.max(0, group.nextMsgSeq - 1),
    countsUnread: countsUnread(group.type, ctx.app),
  };
}
