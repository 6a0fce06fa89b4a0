import { ok, Refusal } from "../answer";
import { isInteger, optionalList, requireText, texts, type Body } from "../fields";
import type { Account } from "../store/accounts";
import { markRead, totalUnread, unreadFrom } from "../store/conversations";
import type { AppState } from "../store/state";
import type { Commands } from "./registry";

const maxPeers = 10;

export function requireAccount(state: AppState, body: Body, key: string, code: number): Account {
  const account = state.accounts.get(requireText(body, key, code));
  if (!account) throw new Refusal(code, `${key} does not exist`);
  return account;
}

/** Seconds as an integer or a decimal string; nothing when absent, null, empty or 0. */
function readTime(value: unknown): number | undefined {
  if (value === undefined || value === null || value === "" || value === 0) return undefined;
  const seconds = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (!isInteger(seconds)) throw new Refusal(90001, "MsgReadTime must be Unix seconds");
  return seconds === 0 ? undefined : seconds;
}

export const c2cUnreadCommands = {
  /** Without peers only the total; with at most 10 peers only their numbers, and unknown peers beside them with 70107. (doc 41046) */
  "openim/get_c2c_unread_msg_num": (state, body) => {
    const account = requireAccount(state, body, "To_Account", 90003);
    const list = optionalList(body, "Peer_Account", 90001);
    if (!list) return ok({ AllC2CUnreadMsgNum: totalUnread(state, account) });
    const peers = texts(list, "Peer_Account", 90001);
    if (peers.length > maxPeers) throw new Refusal(90018, `Peer_Account holds more than ${maxPeers} accounts`);
    const C2CUnreadMsgNumList: Record<string, unknown>[] = [];
    const ErrorList: Record<string, unknown>[] = [];
    for (const Peer_Account of peers) {
      if (state.accounts.has(Peer_Account)) C2CUnreadMsgNumList.push({ Peer_Account, C2CUnreadMsgNum: unreadFrom(state, account, Peer_Account) });
      else ErrorList.push({ Peer_Account, ErrorCode: 70107 });
    }
    return ok(ErrorList.length > 0 ? { C2CUnreadMsgNumList, ErrorList } : { C2CUnreadMsgNumList });
  },

  /**
   * Makes what `Report_Account` received from `Peer_Account` read, up to and including `MsgReadTime` or all of it. Idempotent;
   * the peer's own number stays. Every OK call would fire the read-report webhook. (doc 38996)
   */
  "openim/admin_set_msg_read": (state, body, { now }) => {
    const account = requireAccount(state, body, "Report_Account", 90003);
    const peer = requireAccount(state, body, "Peer_Account", 90003);
    const upTo = readTime(body.MsgReadTime);
    // A time in the future is the same as now, and now is everything there is, whatever the clocks say.
    markRead(account, peer.userId, upTo === undefined || upTo >= now ? Number.POSITIVE_INFINITY : upTo);
    state.recorder.webhook("C2C.CallbackAfterMsgReport");
    return ok();
  },
} satisfies Commands;
