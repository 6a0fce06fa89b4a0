import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Group, Member, MemberUnread } from "@/lib/shared/groups";
import type { Context } from "../context";
import { getMembers } from "../im/group-members";
import { getJoinedGroups } from "../im/joined-groups";
import { getGroup } from "./get-group";
import { toMember } from "./to-member";

export interface ReadOptions {
  /** Derive the number, whatever the server reports: for comparing with one that was derived. */
  derived?: boolean | undefined;
}

/** One member's unread in one group and what a change would meet. Throws `group_not_found`, `member_not_found`. */
export async function getMemberUnread(ctx: Context, { groupId, userId }: { groupId: string; userId: string }, how: ReadOptions = {}): Promise<MemberUnread> {
  const group = await getGroup(ctx, { groupId });
  return { group, member: await readMember(ctx, group, userId, how) };
}

/**
 * Reads what the server reports (joined-group list) and, where it reports nothing, derives the number from the sequence numbers.
 * AVChatRoom groups keep no member list: there the answer is only "not counted". (docs 34925, 64897)
 */
async function readMember(ctx: Context, group: Group, userId: string, { derived = false }: ReadOptions): Promise<Member> {
  const unknown: Member = { userId, role: "unknown", joinedAt: null, nameCard: null, muted: null, unread: { counted: false } };
  if (group.type === "AVChatRoom") return unknown;
  const options = { signal: ctx.signal };
  const [members, joined] = await Promise.all([
    getMembers(ctx.im, { groupId: group.groupId, userIds: [userId] }, options),
    // Refused for accounts that were never imported; whether this one is a member, the other call says.
    group.countsUnread && !derived ? getJoinedGroups(ctx.im, { account: userId, type: group.type }, options).catch(onlyRefused) : [],
  ]);
  const member = members.get(userId);
  if (!member) throw memberNotFound();
  const own = joined.find((candidate) => candidate.groupId === group.groupId);
  return toMember(group, member, own);
}

export function memberNotFound(): AppError {
  return new AppError("member_not_found", "This account is not a member of the group, so there is no number to set.");
}

function onlyRefused(error: unknown): never[] {
  if (error instanceof AppError && error.code === "im_refused") return [];
  throw error;
}
