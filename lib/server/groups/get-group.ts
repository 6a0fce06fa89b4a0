import "server-only";
import { AppError } from "@/lib/shared/errors";
import { countsUnread, type Group } from "@/lib/shared/groups";
import type { ImApp } from "../apps/app";
import type { Context } from "../context";
import { isImCode } from "../im/errors";
import { getGroups, type GroupInfo } from "../im/group";

/** The facts about one group. Throws `group_not_found`. (doc 34961) */
export async function getGroup(ctx: Context, { groupId }: { groupId: string }): Promise<Group> {
  return toGroup(ctx.app, await findGroup(ctx, groupId));
}

/** The group as the console shows it. Throws `im_bad_answer` where what every unread number hangs on is missing. */
export function toGroup(app: Pick<ImApp, "meetingUnread">, group: GroupInfo): Group {
  const counts = countsUnread(group.type, app);
  // Groups that keep no messages may have no such number either; in the others every unread number hangs on it.
  if (counts && group.nextMsgSeq === null) throw new AppError("im_bad_answer", "IM answered without saying how many messages the group has had.");
  return {
    groupId: group.groupId,
    type: group.type,
    name: group.name ?? "",
    owner: group.owner,
    createdAt: group.createdAt?.toISOString() ?? null,
    memberCount: group.memberCount,
    messages: Math.max(0, (group.nextMsgSeq ?? 1) - 1),
    countsUnread: counts,
  };
}

async function findGroup(ctx: Context, groupId: string): Promise<GroupInfo> {
  try {
    const [found] = await getGroups(ctx.im, [groupId], { signal: ctx.signal });
    if (found?.group) return found.group;
    throw found?.error;
  } catch (error) {
    throw groupError(error);
  }
}

/** What `error` comes to: said of the one group or, of an id that can be nobody's, of the whole call. */
export function groupError(error: unknown): unknown {
  if (!isImCode(error, 10010, 10015)) return error;
  return new AppError("group_not_found", "IM knows no group with this id; it was dissolved, or never existed. Capitals count, and assigned ids begin with @TGS#.", { im: error.im, cause: error });
}
