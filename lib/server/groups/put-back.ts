import "server-only";
import type { PutBackInput } from "@/lib/shared/audit";
import { AppError } from "@/lib/shared/errors";
import type { UnreadChange } from "@/lib/shared/groups";
import { requireUnprotected } from "../apps/protected";
import { findEntry, requireWritable } from "../audit";
import type { Context } from "../context";
import { changeMemberUnread } from "./change-member-unread";

/**
 * Sets a member's number back to what it was before the entry `seq` of the record, as long as it is still what that change left.
 * The putting back is a change of its own in the record. Throws `not_found` (no such entry of this app), `not_put_back` (no changed
 * group number), `changed_since`, and whatever `setGroupUnread` throws. (doc 34909)
 */
export async function putBack(ctx: Context, { seq, reason, ticket, confirmProtected }: PutBackInput & { seq: number }): Promise<UnreadChange> {
  const why = { action: "group.set_unread", reason, ticket };
  ctx.attempt.intent = { ...why, detail: { putBackOf: seq } };
  requireWritable(ctx, { reason });
  const found = await findEntry(ctx, seq);
  if (!found) throw new AppError("not_found", "The record has no entry with this number for this app.");
  const { account, groupId, before, after, reversible } = found.entry;
  if (!reversible || account === null || groupId === null || before === null || after === null) {
    throw new AppError("not_put_back", "This entry of the record cannot be put back: only a changed group number can.");
  }
  const derived = found.detail?.source === "derived";
  const intent = { ...why, account, groupId, asked: before, detail: { putBackOf: seq, ...(derived && { source: "derived" }) } };
  ctx.attempt.intent = intent;
  requireUnprotected(ctx, account, { confirmProtected });
  return changeMemberUnread(ctx, intent, {
    // The number is compared with one that came from the same source.
    derived,
    check: (now) => {
      if (now === after) return;
      throw new AppError("changed_since", `The number is no longer what was set then: it was left at ${after} and is ${now} now. Look at it before you change it again.`, { params: { left: after, now } });
    },
  });
}
