import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Group, GroupUnread, Member, MemberUnread } from "@/lib/shared/groups";
import type { Context } from "../context";
import { getJoinedGroups, getMembers } from "../im/group";
import { deriveUnread } from "../im/unread";
import { getGroup } from "./get-group";

/** One member's unread in one group and what a change would meet. Throws `group_not_found`, `member_not_found`. */
export async function getMemberUnread(ctx: Context, { groupId, userId }: { groupId: string; userId: string }): Promise<MemberUnread> {
  const group = await getGroup(ctx, { groupId });
  return { group, member: await readMember(ctx, group, userId) };
}

/**
 * Reads what the server reports (joined-group list) and, where it reports nothing, derives the number from the sequence numbers.
 * AVChatRoom groups keep no member list: there the answer is only "not counted". (docs 34925, 64897)
 */
export async function readMember(ctx: Context, group: Group, userId: string): Promise<Member> {
  const unknown: Member = { userId, role: "unknown", joinedAt: null, nameCard: null, muted: null, unread: { counted: false } };
  if (group.type === "AVChatRoom") return unknown;
  const options = { signal: ctx.signal };
  const [members, joined] = await Promise.all([
    getMembers(ctx.im, { groupId: group.groupId, userIds: [userId] }, options),
    // Refused for accounts that were never imported; whether this one is a member, the other call says.
    group.countsUnread ? getJoinedGroups(ctx.im, { account: userId, type: group.type }, options).catch(onlyRefused) : [],
  ]);
  const member = members.find((candidate) => candidate.userId === userId);
  if (!member) throw new AppError("member_not_found", "This account is not a member of the group, so there is no number to set.");
  const own = joined.find((candidate) => candidate.groupId === group.groupId);
  const nextMsgSeq = own?.nextMsgSeq ?? group.messages + 1;
  return {
    userId,
    role: member.role ?? "unknown",
    joinedAt: member.joinedAt?.toISOString() ?? null,
    nameCard: member.nameCard || null,
    muted: member.msgFlag === null ? null : member.msgFlag !== "AcceptAndNotify",
    unread: group.countsUnread ? counted(own?.unread ?? null, nextMsgSeq, own?.readSeq ?? member.readSeq) : { counted: false },
  };
}

/** The server's own number where there is one, else the derived one. */
export function counted(reported: number | null, nextMsgSeq: number, readSeq: number | null): GroupUnread {
  if (reported !== null) return { counted: true, value: reported, source: "reported" };
  if (readSeq === null) throw new AppError("im_bad_answer", "IM answered without the numbers that unread is counted from.");
  return { counted: true, value: deriveUnread({ nextMsgSeq, readSeq }), source: "derived" };
}

function onlyRefused(error: unknown): never[] {
  if (error instanceof AppError && error.code === "im_refused") return [];
  throw error;
}
