import { ok, Refusal } from "../answer";
import { optionalInteger, optionalText, requireText, type Body } from "../fields";
import { nowSeconds, type AppState } from "../store/state";
import { findThread, messageKey, type Message } from "../store/threads";
import { removeUnread, retentionSeconds } from "../store/unread-list";
import { requireAccount } from "./c2c-unread";
import type { Commands } from "./registry";

const pageBytes = 13 * 1_024;
const defaultCount = 100;
const msgKey = /^\d{1,10}_\d{1,10}_\d{1,16}$/;

function toHistoryItem(message: Message): Record<string, unknown> {
  return {
    From_Account: message.from, To_Account: message.to,
    MsgSeq: message.seq, MsgRandom: message.random, MsgTimeStamp: message.time,
    MsgFlagBits: message.recalled ? 8 : 0, IsPeerRead: 0, MsgKey: messageKey(message), MsgBody: message.body,
    ...(message.cloud === undefined ? {} : { CloudCustomData: message.cloud }),
  };
}

/** What `operator` can see of its conversation with `peer`, oldest first. */
function visible(state: AppState, operator: string, peer: string): Message[] {
  const cleared = state.accounts.get(operator)?.conversations?.get(peer)?.clearedUpTo ?? 0;
  const oldest = nowSeconds(state) - retentionSeconds;
  const messages = findThread(state, operator, peer)?.messages ?? [];
  return messages.filter((message) => message.id > cleared && message.time >= oldest && !(message.hiddenFromSender && message.from === operator));
}

/** Both spellings of the pair: Operator/Peer, and From/To before 2022-06. */
function readPair(state: AppState, body: Body): { operator: string; peer: string } {
  const old = optionalText(body, "Operator_Account") === undefined;
  return {
    operator: requireAccount(state, body, old ? "From_Account" : "Operator_Account", 90008).userId,
    peer: requireAccount(state, body, old ? "To_Account" : "Peer_Account", 90003).userId,
  };
}

export const c2cHistoryCommands = {
  /** Pages go from the newest backwards, ascending inside a page, about 13 KB each, over the last seven days. (doc 35478) */
  "openim/admin_getroammsg": (state, body) => {
    const { operator, peer } = readPair(state, body);
    const most = optionalInteger(body, "MaxCnt", 90001) || defaultCount;
    const least = optionalInteger(body, "MinTime", 90001) ?? 0;
    const latest = optionalInteger(body, "MaxTime", 90001) || Number.MAX_SAFE_INTEGER;
    const lastKey = optionalText(body, "LastMsgKey");
    let messages = visible(state, operator, peer).filter((message) => message.time >= least && message.time <= latest);
    const resume = lastKey === undefined ? -1 : messages.findIndex((message) => messageKey(message) === lastKey);
    if (resume >= 0) messages = messages.slice(0, resume);
    const page: Record<string, unknown>[] = [];
    let bytes = 0;
    while (page.length < most) {
      const message = messages[messages.length - 1 - page.length];
      if (!message) break;
      const item = toHistoryItem(message);
      bytes += JSON.stringify(item).length;
      if (page.length > 0 && bytes > pageBytes) break;
      page.push(item);
    }
    page.reverse();
    const oldest = page[0];
    return ok({
      Complete: page.length === messages.length ? 1 : 0,
      MsgCnt: page.length,
      LastMsgTime: oldest?.MsgTimeStamp ?? 0,
      LastMsgKey: oldest?.MsgKey ?? "",
      MsgList: page,
    });
  },

  /** Recalls a message at any age; while unread it leaves the receiver's number. (doc 35015) */
  "openim/admin_msgwithdraw": (state, body) => {
    const sender = requireAccount(state, body, "From_Account", 90008);
    const receiver = requireAccount(state, body, "To_Account", 90003);
    const key = requireText(body, "MsgKey", 90054);
    if (!msgKey.test(key)) throw new Refusal(90054, "MsgKey is illegal");
    const messages = findThread(state, sender.userId, receiver.userId)?.messages ?? [];
    const message = messages.find((candidate) => candidate.from === sender.userId && messageKey(candidate) === key);
    if (!message) throw new Refusal(20022, "there is no such message");
    if (message.recalled) throw new Refusal(20023, "the message is already recalled");
    message.recalled = true;
    const conversation = receiver.conversations?.get(sender.userId);
    if (conversation) removeUnread(conversation.unread, message.id);
    state.recorder.webhook("C2C.CallbackAfterMsgWithDraw");
    return ok();
  },
} satisfies Commands;
