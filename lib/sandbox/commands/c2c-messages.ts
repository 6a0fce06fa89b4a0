import { ok, Refusal, type Answer } from "../answer";
import { maxU32, names, optionalInteger, optionalText, requireInteger, requireList, texts, type Body } from "../fields";
import type { Account } from "../store/accounts";
import type { AppState } from "../store/state";
import { deliver, findSameSecond, findThread, messageKey, type Draft } from "../store/threads";
import { requireAccount } from "./c2c-unread";
import { isTooLong, requireMessageBody } from "./message-body";
import type { Call, Commands } from "./registry";

const maxTargets = 500;
const bodyCodes = { missing: 90002, notArray: 90007, badElement: 90010 };

/** What sendmsg and batchsendmsg have in common: the message, and whether it is stored and counted. */
type Sending = { sender: Account; draft: Draft; stored: boolean };

function readSending(state: AppState, body: Body, { identifier, now }: Call): Sending {
  if (body.From_Account !== undefined && body.From_Account !== null && typeof body.From_Account !== "string") throw new Refusal(90008, "From_Account must be a string");
  const sender = state.accounts.get(optionalText(body, "From_Account") ?? identifier);
  if (!sender) throw new Refusal(20003, "From_Account does not exist");
  const sync = optionalInteger(body, "SyncOtherMachine", 90031);
  const lifeTime = optionalInteger(body, "MsgLifeTime", 90044);
  const random = requireInteger(body, "MsgRandom", 90005, 0, maxU32);
  const seq = optionalInteger(body, "MsgSeq", 90004, 0, maxU32) ?? Math.imul(random ^ state.lastNumber, 0x9e37_79b1) >>> 0;
  const messageBody = readBody(body);
  const control = names(body.SendMsgControl);
  const stored = lifeTime !== 0 && body.OnlineOnlyFlag !== 1;
  const draft = {
    seq, random, time: now, body: messageBody, cloud: optionalText(body, "CloudCustomData"), hiddenFromSender: sync === 2,
    counts: !control?.has("NoUnread"), lists: !control?.has("NoLastMsg"),
  };
  return { sender, draft, stored };
}

function readBody(body: Body): unknown[] {
  const messageBody = requireMessageBody(body, bodyCodes);
  if (isTooLong(messageBody)) throw new Refusal(93000, "the message is longer than 12 KB");
  return messageBody;
}

/** Delivers once: the same sender, receiver and random within one second is the same message. Answers its key. */
function deliverOnce(state: AppState, { sender, draft, stored }: Sending, receiver: Account): string {
  if (!stored) return messageKey(draft);
  const thread = findThread(state, sender.userId, receiver.userId);
  const twin = findSameSecond(thread, draft.time, (message) => message.random === draft.random && message.from === sender.userId);
  return messageKey(twin ?? deliver(state, sender, receiver, draft));
}

export const c2cMessageCommands = {
  /** Adds one to what the receiver has unread, unless NoUnread, MsgLifeTime 0 or OnlineOnlyFlag 1. (doc 34919) */
  "openim/sendmsg": (state, body, call) => {
    const to = body.To_Account;
    if (typeof to !== "string" || to === "") throw new Refusal(90003, "To_Account is required and must be a string");
    const sending = readSending(state, body, call);
    const receiver = state.accounts.get(to);
    if (!receiver) throw new Refusal(90012, "invalid To_Account");
    const MsgKey = deliverOnce(state, sending, receiver);
    if (!names(body.ForbidCallbackControl)?.has("ForbidAfterSendMsgCallback")) state.recorder.webhook("C2C.CallbackAfterSendMsg");
    return ok({ MsgTime: call.now, MsgKey });
  },

  /** One message to at most 500 accounts, without webhooks. Some unknown: `SomeError` with code 0; all unknown: 90012. (doc 34920) */
  "openim/batchsendmsg": (state, body, call) => {
    const targets = texts(requireList(body, "To_Account", 90003), "To_Account", 90003);
    if (targets.length > maxTargets) throw new Refusal(90011, `To_Account holds more than ${maxTargets} accounts`);
    const sending = readSending(state, body, call);
    let MsgKey = "";
    const ErrorList: Record<string, unknown>[] = [];
    for (const To_Account of targets) {
      const receiver = state.accounts.get(To_Account);
      if (receiver) MsgKey = deliverOnce(state, sending, receiver);
      else ErrorList.push({ To_Account, ErrorCode: 70107 });
    }
    if (MsgKey === "") throw new Refusal(90012, "invalid To_Account");
    if (ErrorList.length === 0) return ok({ MsgKey });
    return { ...ok({ MsgKey, ErrorList }), ActionStatus: "SomeError" } satisfies Answer;
  },

  /** 5 counts as unread, 2 as read. A message known by seq, random and time, in either direction, is not stored again. (doc 35014) */
  "openim/importmsg": (state, body) => {
    const mode = requireInteger(body, "SyncFromOldSystem", 90030);
    if (mode !== 2 && mode !== 5) throw new Refusal(90030, "SyncFromOldSystem must be 2 or 5");
    const sender = requireAccount(state, body, "From_Account", 90008);
    const receiver = requireAccount(state, body, "To_Account", 90003);
    const random = requireInteger(body, "MsgRandom", 90005, 0, maxU32);
    const time = requireInteger(body, "MsgTimeStamp", 90006, 0, maxU32);
    const seq = optionalInteger(body, "MsgSeq", 90004, 0, maxU32) ?? 0;
    const messageBody = readBody(body);
    const thread = findThread(state, sender.userId, receiver.userId);
    if (findSameSecond(thread, time, (message) => message.random === random && message.seq === seq)) return ok();
    const cloud = optionalText(body, "CloudCustomData");
    deliver(state, sender, receiver, { seq, random, time, body: messageBody, cloud, counts: mode === 5, lists: true });
    return ok();
  },
} satisfies Commands;
