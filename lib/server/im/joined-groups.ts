import "server-only";
import { z } from "zod";
import type { CallOptions, ImClient } from "./client";
import { isImCode } from "./errors";
import { batchSizes } from "./limits";
import { list, maybeInt, maybeText, maybeTime, maybeWord } from "./wire";

const JoinedReply = z.object({
  TotalCount: maybeInt,
  GroupIdList: list(
    z.object({
      GroupId: z.string(),
      Type: maybeWord,
      Name: maybeText,
      NextMsgSeq: maybeInt,
      LastMsgTime: maybeTime,
      MemberNum: maybeInt,
      SelfInfo: z.object({ Role: maybeWord, JoinTime: maybeTime, MsgFlag: maybeWord, MsgSeq: maybeInt, UnreadMsgNum: maybeInt }).nullish(),
    }),
  ),
});

/** A group as one of its members sees it. */
export interface JoinedGroup {
  groupId: string;
  /** As on the wire: Private, Public, ChatRoom, AVChatRoom, Community. */
  type: string;
  name: string | null;
  nextMsgSeq: number | null;
  lastMessageAt: Date | null;
  memberCount: number | null;
  /** Owner, Admin or Member. */
  role: string | null;
  joinedAt: Date | null;
  /** AcceptAndNotify, or AcceptNotNotify or Discard for a group the member has muted. */
  msgFlag: string | null;
  /** The last message read. */
  readSeq: number | null;
  /** The server's own unread number; some apps' servers no longer give it. */
  reportedUnread: number | null;
}

const filter = {
  GroupBaseInfoFilter: ["Type", "Name", "NextMsgSeq", "LastMsgTime", "MemberNum"],
  SelfInfoFilter: ["UnreadMsgNum", "MsgSeq", "MsgFlag", "Role", "JoinTime"],
};

/**
 * Every group `account` is in, inactive and audio-video groups included, or only those of one type; all pages. An account without
 * groups has none; one that does not exist is refused with a code of IM's choosing. (doc 34925)
 */
export async function getJoinedGroups(im: ImClient, { account, type }: { account: string; type?: string | undefined }, options?: CallOptions): Promise<JoinedGroup[]> {
  const found = new Map<string, JoinedGroup>();
  let limit: number = batchSizes.joinedGroups;
  for (let offset = 0; ; ) {
    const body = {
      Member_Account: account,
      WithHugeGroups: 1,
      WithNoActiveGroups: 1,
      Limit: limit,
      Offset: offset,
      ...(type && { GroupType: type }),
      ResponseFilter: filter,
    };
    try {
      // Where a page begins depends on how long the one before it could be.
      // oxlint-disable-next-line no-await-in-loop
      const reply = await im.send("group_open_http_svc/get_joined_group_list", body, JoinedReply, options);
      for (const item of reply.GroupIdList) found.set(item.GroupId, toJoinedGroup(item));
      offset += reply.GroupIdList.length;
      if (reply.GroupIdList.length === 0 || offset >= (reply.TotalCount ?? 0)) return [...found.values()];
    } catch (error) {
      // The answer would be above 1 MB: ask for less of it.
      if (!isImCode(error, 10018) || limit === 1) throw error;
      limit = Math.ceil(limit / 4);
    }
  }
}

function toJoinedGroup({ GroupId, Type, Name, NextMsgSeq, LastMsgTime, MemberNum, SelfInfo }: z.infer<typeof JoinedReply>["GroupIdList"][number]): JoinedGroup {
  return {
    groupId: GroupId,
    type: Type ?? "",
    name: Name,
    nextMsgSeq: NextMsgSeq,
    lastMessageAt: LastMsgTime,
    memberCount: MemberNum,
    role: SelfInfo?.Role ?? null,
    joinedAt: SelfInfo?.JoinTime ?? null,
    msgFlag: SelfInfo?.MsgFlag ?? null,
    readSeq: SelfInfo?.MsgSeq ?? null,
    reportedUnread: SelfInfo?.UnreadMsgNum ?? null,
  };
}
