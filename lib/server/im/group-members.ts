import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/shared/errors";
import type { CallOptions, ImClient } from "./client";
import { batchSizes } from "./limits";
import { mapSideBySide, splitUnique } from "./split";
import { list, maybeInt, maybeText, maybeTime, maybeWord } from "./wire";

const WireMember = z.object({
  Member_Account: z.string(),
  Role: maybeWord,
  JoinTime: maybeTime,
  MsgSeq: maybeInt,
  MsgFlag: maybeWord,
  NameCard: maybeText,
});
const MembersReply = z.object({ MemberNum: maybeInt, MemberList: list(WireMember), Next: z.string().nullish() });

const filter = ["Role", "JoinTime", "MsgSeq", "MsgFlag", "NameCard"];

export interface GroupMember {
  userId: string;
  /** Owner, Admin or Member. */
  role: string | null;
  joinedAt: Date | null;
  /** The last message read. */
  readSeq: number | null;
  /** AcceptAndNotify, or AcceptNotNotify or Discard for a member who has muted the group. */
  msgFlag: string | null;
  nameCard: string | null;
}

export interface GroupMembers {
  members: GroupMember[];
  /** Of the whole group, where IM says. */
  total: number | null;
  /** For the next page; `null` on the last one. */
  nextCursor: string | null;
}

/**
 * A page of up to 100 members. `type` decides how the group is paged through: Community groups by a mark of IM's own, all others by
 * position. AVChatRoom groups are refused by IM. (doc 34948)
 */
export async function getGroupMembers(
  im: ImClient,
  { groupId, type, cursor }: { groupId: string; type: string; cursor?: string | undefined },
  options?: CallOptions,
): Promise<GroupMembers> {
  const byMark = type === "Community";
  const from = readCursor(cursor, byMark);
  const body = { GroupId: groupId, MemberInfoFilter: filter, Limit: batchSizes.memberPage, ...(byMark ? { Next: from.mark } : { Offset: from.offset }) };
  const reply = await im.send("group_open_http_svc/get_group_member_info", body, MembersReply, options);
  return {
    members: reply.MemberList.map(toMember),
    total: reply.MemberNum,
    nextCursor: byMark ? nextMark(reply.Next, from.mark) : nextOffset(from.offset + reply.MemberList.length, reply),
  };
}

/** Members by account; whoever is not in the group is left out. Sent in fifties. (doc 64897) */
export async function getMembers(im: ImClient, { groupId, userIds }: { groupId: string; userIds: readonly string[] }, options?: CallOptions): Promise<Map<string, GroupMember>> {
  const replies = await mapSideBySide(splitUnique(userIds, batchSizes.members), (part) =>
    im.send("group_open_http_svc/get_specified_group_member_info", { GroupId: groupId, Member_List_Account: part, MemberInfoFilter: filter }, MembersReply, options),
  );
  return new Map(replies.flatMap((reply) => reply.MemberList).map((member) => [member.Member_Account, toMember(member)]));
}

function toMember({ Member_Account, Role, JoinTime, MsgSeq, MsgFlag, NameCard }: z.infer<typeof WireMember>): GroupMember {
  return { userId: Member_Account, role: Role, joinedAt: JoinTime, readSeq: MsgSeq, msgFlag: MsgFlag, nameCard: NameCard };
}

/** A cursor is `offset:100` or `mark:…`; to everybody else it is a text to hand back. */
function readCursor(cursor: string | undefined, byMark: boolean): { offset: number; mark: string } {
  if (cursor === undefined) return { offset: 0, mark: "" };
  const [, kind, value = ""] = /^(offset|mark):(.*)$/s.exec(cursor) ?? [];
  if (byMark && kind === "mark") return { offset: 0, mark: value };
  if (!byMark && kind === "offset" && /^\d{1,7}$/.test(value)) return { offset: Number(value), mark: "" };
  throw new AppError("invalid_input", "This page of members does not exist. Start again from the first one.", { fields: { cursor: "cursor" } });
}

/** A mark that stays where it is would lead round for ever. */
function nextMark(next: string | null | undefined, from: string): string | null {
  return next && next !== from ? `mark:${next}` : null;
}

function nextOffset(offset: number, { MemberNum, MemberList }: z.infer<typeof MembersReply>): string | null {
  const isLast = MemberList.length === 0 || (MemberNum === null ? MemberList.length < batchSizes.memberPage : offset >= MemberNum);
  return isLast ? null : `offset:${offset}`;
}
