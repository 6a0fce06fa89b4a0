import { countsUnread, type Group, type Member } from "./groups";
import type { AppState } from "./state";

/** Messages after `seq` in an ascending list. */
function countAfter(seqs: readonly number[], seq: number): number {
  let low = 0;
  let high = seqs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((seqs[middle] ?? 0) > seq) high = middle;
    else low = middle + 1;
  }
  return seqs.length - low;
}

/**
 * The number the backend reports: messages after the read position, without those that count for nobody (NoUnread, targeted,
 * notices) and without the member's own. Clients that derive `NextMsgSeq − 1 − MsgSeq` over-count by exactly these. Always 0
 * where unread is not counted.
 */
export function reportedUnread(state: AppState, group: Group, member: Member): number {
  if (!countsUnread(state, group)) return 0;
  const after = group.nextSeq - 1 - member.readSeq;
  if (after === 0) return 0;
  const from = Math.max(member.readSeq, member.settledSeq);
  const own = member.ownSeqs ? countAfter(member.ownSeqs, from) : 0;
  return Math.max(0, after - countAfter(group.silentSeqs, from) - own);
}

/** Sets the number, clamped to how many messages the group has had; reads back as the same number, reported or derived. */
export function setUnread(group: Group, member: Member, unread: number): void {
  const messages = group.nextSeq - 1;
  member.readSeq = messages - Math.min(unread, messages);
  member.settledSeq = messages;
  member.ownSeqs = undefined;
}
