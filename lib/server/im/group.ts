import "server-only";
import { z } from "zod";
import type { CallOptions, ImClient } from "./client";
import { ImError, imRefusal } from "./errors";
import { batchSizes } from "./limits";
import { mapSideBySide, splitUnique } from "./split";
import { Done, list, maybeInt, maybeText, maybeTime, maybeWord, WireInt } from "./wire";

export interface SetUnreadTarget {
  groupId: string;
  userId: string;
  unread: number;
}

/** What `setUnreadMsgNum` sends, for the record too: all of it but the credentials, which stand in the address. (doc 34909) */
export function setUnreadRequest({ groupId, userId, unread }: SetUnreadTarget) {
  return { command: "group_open_http_svc/set_unread_msg_num", body: { GroupId: groupId, Member_Account: userId, UnreadMsgNum: unread } };
}

/**
 * Sets the unread number of one member. IM lowers a number above the group's message count without a word, and answers OK without
 * any effect in ChatRoom and AVChatRoom groups: read back. Fires nothing. IM code 10010: no such group; 10007 and others: no such
 * member. Once or twice makes no difference. (doc 34909)
 */
export async function setUnreadMsgNum(im: ImClient, target: SetUnreadTarget, options?: CallOptions): Promise<void> {
  const { command, body } = setUnreadRequest(target);
  await im.send(command, body, Done, options);
}

export interface GroupInfo {
  groupId: string;
  /** As on the wire: Private, Public, ChatRoom, AVChatRoom, Community. */
  type: string;
  name: string | null;
  owner: string | null;
  createdAt: Date | null;
  memberCount: number | null;
  /** The number the next message will get; one more than the messages so far. */
  nextMsgSeq: number | null;
  lastMessageAt: Date | null;
}

/** A group, or why it could not be read (IM code 10010 or 10015: no such group). */
export type GroupResult = { groupId: string; group: GroupInfo; error?: undefined } | { groupId: string; error: ImError; group?: undefined };

const getInfo = "group_open_http_svc/get_group_info";
const GroupInfoReply = z.object({
  GroupInfo: list(
    z.object({
      GroupId: z.string(),
      ErrorCode: WireInt.nullish(),
      ErrorInfo: z.string().nullish(),
      Type: maybeWord,
      Name: maybeText,
      Owner_Account: maybeText,
      CreateTime: maybeTime,
      MemberNum: maybeInt,
      NextMsgSeq: maybeInt,
      LastMsgTime: maybeTime,
    }),
  ),
});

/** Facts about groups, without their members, in the order asked; one that is missing spoils none of the others. Sent in fifties. (doc 34961) */
export async function getGroups(im: ImClient, groupIds: readonly string[], options?: CallOptions): Promise<GroupResult[]> {
  const replies = await mapSideBySide(splitUnique(groupIds, batchSizes.groups), (part) =>
    im.send(
      getInfo,
      { GroupIdList: part, ResponseFilter: { GroupBaseInfoFilter: ["Type", "Name", "Owner_Account", "CreateTime", "MemberNum", "NextMsgSeq", "LastMsgTime"] } },
      GroupInfoReply,
      options,
    ),
  );
  const byId = new Map(replies.flatMap((reply) => reply.GroupInfo).map((item) => [item.GroupId, item]));
  return groupIds.map((groupId) => {
    const item = byId.get(groupId);
    if (!item) return { groupId, error: imRefusal(getInfo, 10010) };
    if (item.ErrorCode) return { groupId, error: imRefusal(getInfo, item.ErrorCode, item.ErrorInfo ?? "") };
    return {
      groupId,
      group: {
        groupId,
        type: item.Type ?? "",
        name: item.Name,
        owner: item.Owner_Account,
        createdAt: item.CreateTime,
        memberCount: item.MemberNum,
        nextMsgSeq: item.NextMsgSeq,
        lastMessageAt: item.LastMsgTime,
      },
    };
  });
}
