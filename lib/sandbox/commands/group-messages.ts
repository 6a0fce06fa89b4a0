import { ok, Refusal } from "../answer";
import { maxU32, names, optionalInteger, optionalList, optionalText, requireInteger, requireText, texts, type Body } from "../fields";
import { appendMessage, findDuplicate, rememberRandom } from "../store/group-messages";
import { countsUnread, type Group } from "../store/groups";
import type { AppState } from "../store/state";
import { requireGroup } from "./group-common";
import { isTooLong, requireMessageBody } from "./message-body";
import type { Call, Commands } from "./registry";

const bodyCodes = { missing: 10004, notArray: 10004, badElement: 10004 };
const priorities: Readonly<Record<string, number>> = { High: 1, Normal: 2, Low: 3 };
const maxTargets = 50;
const maxNotified = 500;

/** Who receives it and whether it counts as unread: NoUnread and targeted messages count for nobody. */
function readDelivery(state: AppState, group: Group, body: Body): { onlineOnly: boolean; counts: boolean; lists: boolean } {
  const onlineOnly = (optionalInteger(body, "OnlineOnlyFlag", 10004) ?? 0) > 0;
  const control = names(body.SendMsgControl);
  if (control && (onlineOnly || group.type === "AVChatRoom")) throw new Refusal(10004, "SendMsgControl is not allowed here");
  if (control?.has("NoUnread") && group.type === "ChatRoom" && !countsUnread(state, group)) {
    throw new Refusal(10004, "NoUnread needs the unread count of Meeting groups to be switched on");
  }
  const targets = texts(optionalList(body, "To_Account", 10004) ?? [], "To_Account", 10004);
  if (targets.length > maxTargets) throw new Refusal(10004, `To_Account holds more than ${maxTargets} accounts`);
  if (targets.length > 0 && (group.type === "AVChatRoom" || group.type === "Community")) {
    throw new Refusal(10004, "targeted messages are not allowed in this type of group");
  }
  return { onlineOnly, counts: !control?.has("NoUnread") && targets.length === 0, lists: !control?.has("NoLastMsg") };
}

function refuseMuted(group: Group, from: string, now: number): void {
  const member = group.members.get(from);
  if (!member) return;
  if (member.muteUntil > now || (group.muteAll && member.role === "Member")) throw new Refusal(10017, "the sender is muted");
}

/** How many messages this group got within the current second. */
function sentThisSecond(group: Group, now: number): number {
  let count = 0;
  for (let seq = group.nextSeq - 1; group.messages?.get(seq)?.time === now; seq -= 1) count += 1;
  return count;
}

function send(state: AppState, body: Body, { identifier, now }: Call) {
  const group = requireGroup(state, body);
  const random = requireInteger(body, "Random", 10004, 0, maxU32);
  const messageBody = requireMessageBody(body, bodyCodes);
  if (isTooLong(messageBody)) throw new Refusal(80002, "the message is longer than 12 KB");
  const priorityName = optionalText(body, "MsgPriority") ?? "Normal";
  const priority = Object.hasOwn(priorities, priorityName) ? priorities[priorityName] : undefined;
  if (priority === undefined) throw new Refusal(10004, "MsgPriority must be High, Normal or Low");
  const from = optionalText(body, "From_Account") ?? identifier;
  if (!state.accounts.has(from)) throw new Refusal(10019, "From_Account does not exist");
  refuseMuted(group, from, now);
  const { onlineOnly, counts, lists } = readDelivery(state, group, body);
  const twin = findDuplicate(group, from, random, now);
  if (twin) return ok({ MsgTime: twin.time, MsgSeq: twin.seq });
  if (sentThisSecond(group, now) >= state.options.groupMessagesPerSecond) return ok({ MsgTime: now, MsgSeq: 0, MsgDropReason: "MsgFreqCtrl" });
  if (onlineOnly && group.type !== "AVChatRoom") return ok({ MsgTime: now, MsgSeq: 0 });
  const message = appendMessage(group, { from, time: now, random, body: messageBody, priority, counts, lists });
  rememberRandom(group, message, now);
  if (!names(body.ForbidCallbackControl)?.has("ForbidAfterSendMsgCallback")) state.recorder.webhook("Group.CallbackAfterSendMsg");
  return ok({ MsgTime: now, MsgSeq: message.seq });
}

export const groupMessageCommands = {
  /**
   * A stored message takes the next sequence number and counts for every member but its sender. Duplicates within five minutes
   * answer the first one's number; over 40 a second are dropped with success. (doc 34959)
   */
  "group_open_http_svc/send_group_msg": send,

  /** Reaches who is online and is no message of the group: nothing is stored, nothing counts. (doc 34958) */
  "group_open_http_svc/send_group_system_notification": (state, body) => {
    const group = requireGroup(state, body);
    requireText(body, "Content", 10004);
    const targets = texts(optionalList(body, "ToMembers_Account", 10004) ?? [], "ToMembers_Account", 10004);
    if (targets.length > maxNotified) throw new Refusal(10005, `ToMembers_Account holds more than ${maxNotified} accounts`);
    if (targets.length > 0 && group.type === "AVChatRoom") throw new Refusal(10007, "an AVChatRoom is notified as a whole");
    return ok();
  },
} satisfies Commands;
