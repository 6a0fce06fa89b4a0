import "server-only";
import type { UnreadSource } from "@/lib/shared/groups";

/**
 * Unread of a member by sequence numbers: `nextMsgSeq` is the number the group's next message will get, `readSeq` the last one the
 * member has read. Never negative. Counts messages sent without unread too, so it can be above what the app shows. (contract 5.2)
 */
export function deriveUnread({ nextMsgSeq, readSeq }: { nextMsgSeq: number; readSeq: number }): number {
  return Math.max(0, nextMsgSeq - 1 - readSeq);
}

export interface UnreadNumbers {
  /** The server's own number, where it gives one. */
  reportedUnread: number | null;
  nextMsgSeq: number | null;
  readSeq: number | null;
}

/** The unread number these answers amount to, the reported one first, and where it comes from; `null` if they do not tell. */
export function chooseUnread({ reportedUnread, nextMsgSeq, readSeq }: UnreadNumbers): { value: number; source: UnreadSource } | null {
  if (reportedUnread !== null) return { value: reportedUnread, source: "reported" };
  if (nextMsgSeq === null || readSeq === null) return null;
  return { value: deriveUnread({ nextMsgSeq, readSeq }), source: "derived" };
}
