import { ok, Refusal } from "../answer";
import { isInteger, isObject, optionalInteger, requireInteger, requireList, requireText } from "../fields";
import { readMessage, type GroupMessage } from "../store/group-messages";
import type { Group } from "../store/groups";
import { requireGroup } from "./group-common";
import type { Commands } from "./registry";

const maxMessages = 20;

function toHistoryItem(message: GroupMessage): Record<string, unknown> {
  return {
    From_Account: message.from,
    IsPlaceMsg: message.place,
    MsgBody: message.place === 0 ? message.body : [],
    MsgPriority: message.priority,
    MsgRandom: message.random,
    MsgSeq: message.seq,
    MsgTimeStamp: message.time,
    ...(message.system ? { IsSystemMsg: 1 } : {}),
  };
}

function refuseWithoutHistory(group: Group): void {
  if (group.type === "AVChatRoom" || group.type === "BChatRoom") throw new Refusal(10044, "this type of group keeps no messages");
}

/** Recalls one message; its sequence number stays taken. */
function recall(group: Group, seq: number): number {
  const message = readMessage(group, seq);
  if (!message || message.place === 1) return 10030;
  if (message.place === 0) {
    group.messages ??= new Map();
    group.messages.set(seq, { ...message, place: 2 });
  }
  return 0;
}

export const groupHistoryCommands = {
  /** Newest first, from `ReqMsgSeq` downwards. Recalled and deleted messages are holes without a body. (doc 34971) */
  "group_open_http_svc/group_msg_get_simple": (state, body) => {
    const group = requireGroup(state, body);
    refuseWithoutHistory(group);
    const count = requireInteger(body, "ReqMsgNumber", 10004, 1, maxMessages);
    const newest = group.nextSeq - 1;
    const from = Math.min(optionalInteger(body, "ReqMsgSeq", 10004) || newest, newest);
    const RspMsgList: Record<string, unknown>[] = [];
    let seq = from;
    for (; seq >= 1 && RspMsgList.length < count; seq -= 1) {
      const message = readMessage(group, seq);
      if (!message) break;
      RspMsgList.push(toHistoryItem(message));
    }
    const expired = seq >= 1 && RspMsgList.length < count;
    return ok({ GroupId: group.groupId, IsFinished: expired ? 2 : seq < 1 ? 1 : 0, RspMsgList });
  },

  /** A result per message: 0, or 10030 when it is not there. (doc 34965) */
  "group_open_http_svc/group_msg_recall": (state, body) => {
    const group = requireGroup(state, body);
    refuseWithoutHistory(group);
    const seqs = requireList(body, "MsgSeqList", 10004).map((entry) => (isObject(entry) ? entry.MsgSeq : undefined));
    return ok({
      RecallRetList: seqs.map((MsgSeq) => {
        if (!isInteger(MsgSeq)) throw new Refusal(10004, "MsgSeqList must hold { MsgSeq }");
        return { MsgSeq, RetCode: recall(group, MsgSeq) };
      }),
    });
  },

  /** Deletes what one account said; the holes keep their sequence numbers. (doc 34970) */
  "group_open_http_svc/delete_group_msg_by_sender": (state, body) => {
    const group = requireGroup(state, body);
    refuseWithoutHistory(group);
    const sender = requireText(body, "Sender_Account", 10004);
    for (const message of group.messages?.values() ?? []) if (message.from === sender && !message.system) message.place = 1;
    return ok();
  },

  /** Deletes all messages, or those up to `MsgSeq`; sequence numbers and unread stay. */
  "group_open_http_svc/clear_group_msg": (state, body) => {
    const group = requireGroup(state, body);
    refuseWithoutHistory(group);
    const upTo = optionalInteger(body, "MsgSeq", 10004) || group.nextSeq - 1;
    group.clearedSeq = Math.max(group.clearedSeq, Math.min(upTo, group.nextSeq - 1));
    return ok();
  },
} satisfies Commands;
