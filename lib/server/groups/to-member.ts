import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Group, GroupUnread, Member } from "@/lib/shared/groups";
import type { GroupMember } from "../im/group-members";
import type { JoinedGroup } from "../im/joined-groups";
import { chooseUnread, type UnreadNumbers } from "../im/unread";

/** A member as the console shows them; `own` is the group in the member's own list, which may hold the server's number. */
export function toMember(group: Group, member: GroupMember, own?: JoinedGroup): Member {
  const numbers = {
    reportedUnread: own?.reportedUnread ?? null,
    nextMsgSeq: own?.nextMsgSeq ?? group.messages + 1,
    readSeq: own?.readSeq ?? member.readSeq,
  };
  return {
    userId: member.userId,
    role: member.role ?? "unknown",
    joinedAt: member.joinedAt?.toISOString() ?? null,
    nameCard: member.nameCard,
    muted: member.msgFlag === null ? null : member.msgFlag !== "AcceptAndNotify",
    unread: group.countsUnread ? counted(numbers) : { counted: false },
  };
}

/** The server's own number where there is one, else the derived one. */
export function counted(numbers: UnreadNumbers): GroupUnread {
  const unread = chooseUnread(numbers);
  if (!unread) throw new AppError("im_bad_answer", "IM answered without the numbers that unread is counted from.");
  return { counted: true, ...unread };
}
