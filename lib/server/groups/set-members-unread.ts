import "server-only";
import type { AppError } from "@/lib/shared/errors";
import type { Group, MemberChange, SetMembersUnreadInput, SetMembersUnreadResult, UnreadChange } from "@/lib/shared/groups";
import { accountProtected, isProtected } from "../apps/protected";
import { auditedBatch, recordRefusals, requireWritable, type AuditedEnd } from "../audit";
import type { Context } from "../context";
import { setUnreadMsgNum } from "../im/group";
import { getMembers } from "../im/group-members";
import { toItemError } from "../item-error";
import { logUnforeseen } from "../log-unforeseen";
import { oneAtATime } from "../one-at-a-time";
import { keepsNoCount, memberTarget, type MemberIntent } from "./change-member-unread";
import { describeChange } from "./describe-change";
import { getGroup } from "./get-group";
import { memberNotFound } from "./get-member-unread";
import { toMember } from "./to-member";

type Input = SetMembersUnreadInput & { groupId: string };

/**
 * Sets the unread number of several members to one number, each read before and after, with an entry and a result of its own; one
 * that fails leaves the others standing. The numbers are derived, before and after alike: asking what the server reports would take a
 * call for each member. Protected accounts, and whoever is not a member, are refused each by itself. Throws `group_not_found`,
 * `unsupported_group_type`, and whatever fails before the first member is touched. (docs 34909, 64897)
 */
export async function setMembersUnread(ctx: Context, input: Input): Promise<SetMembersUnreadResult> {
  const { groupId, unread, reason, ticket } = input;
  const members = [...new Set(input.members)];
  const common = { action: "group.set_unread", groupId, asked: unread, reason, ticket };
  ctx.attempt.intent = { ...common, detail: { members: members.length } };
  requireWritable(ctx, { reason });
  return oneAtATime(
    members.map((userId) => memberTarget(ctx, { groupId, userId })),
    async () => {
      const { group, numbers } = await readNumbers(ctx, groupId, members);
      const targets: Target[] = [];
      const refused: { intent: MemberIntent; error: AppError }[] = [];
      for (const userId of members) {
        const intent = { ...common, account: userId, detail: { source: "derived" } };
        const before = numbers.get(userId);
        if (isProtected(ctx.app, userId)) refused.push({ intent, error: accountProtected() });
        else if (before === undefined) refused.push({ intent, error: memberNotFound() });
        else targets.push({ intent, before });
      }
      await recordRefusals(ctx, refused);
      const changes = targets.length === 0 ? [] : await changeAll(ctx, group, targets);
      const results = [...changes, ...refused.map(({ intent, error }) => ({ userId: intent.account, error: toItemError(ctx, error) }))];
      return { results: results.toSorted((a, b) => members.indexOf(a.userId) - members.indexOf(b.userId)) };
    },
  );
}

interface Target {
  intent: MemberIntent;
  before: number;
}

async function changeAll(ctx: Context, group: Group, targets: Target[]): Promise<MemberChange[]> {
  const intents = targets.map(({ intent }) => intent);
  const ends = await auditedBatch(ctx, intents, async () => {
    const sent = await Promise.allSettled(intents.map(({ groupId, account, asked }) => setUnreadMsgNum(ctx.im, { groupId, userId: account, unread: asked })));
    // The API answers OK whether or not anything moved, so the only proof is to look again.
    const now = await readNumbers(ctx, group.groupId, intents.map(({ account }) => account)).catch((error: unknown) => logUnforeseen(ctx, error));
    return targets.map(({ intent: { account, asked }, before }, index): AuditedEnd<UnreadChange> => {
      const answer = sent[index];
      if (answer?.status === "rejected") return { error: answer.reason };
      const after = now?.numbers.get(account) ?? null;
      return { value: describeChange({ asked, before, after, messages: now?.group.messages ?? group.messages }) };
    });
  });
  return targets.map(({ intent: { account: userId }, before }, index) => {
    const end = ends[index];
    return end && "value" in end ? { userId, ...end.value } : { userId, before, error: toItemError(ctx, end?.error) };
  });
}

/** What each of `userIds` has unread, derived; whoever is not in the group is left out. */
async function readNumbers(ctx: Context, groupId: string, userIds: string[]): Promise<{ group: Group; numbers: Map<string, number> }> {
  const group = await getGroup(ctx, { groupId });
  if (!group.countsUnread) throw keepsNoCount(group);
  const numbers = new Map<string, number>();
  for (const [userId, member] of await getMembers(ctx.im, { groupId, userIds })) {
    const { unread } = toMember(group, member);
    if (unread.counted) numbers.set(userId, unread.value);
  }
  return { group, numbers };
}
