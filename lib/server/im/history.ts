import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/shared/errors";
import type { CallOptions, ImClient } from "./client";
import { list, maybeInt, maybeText, WireInt } from "./wire";

/** As many as IM gives when it is not told; a page is cut at about 13 KB before that. */
const pageSize = 100;
const recalled = 8;
/** Ahead of this machine's clock, so that one which is slow hides nothing. */
const aheadSeconds = 86_400;

const Elements = z.array(z.object({ MsgType: z.string() }).transform(({ MsgType }) => MsgType)).catch([]);

/** A message without what it says: that is let go of right here. */
const WireMessage = z
  .object({ From_Account: z.string(), MsgTimeStamp: WireInt, MsgKey: z.string(), MsgFlagBits: maybeInt, MsgBody: z.unknown().optional() })
  .transform(({ From_Account, MsgTimeStamp, MsgKey, MsgFlagBits, MsgBody }) => ({
    key: MsgKey,
    at: new Date(MsgTimeStamp * 1000),
    from: From_Account,
    recalled: ((MsgFlagBits ?? 0) & recalled) !== 0,
    kinds: Elements.parse(MsgBody),
    bytes: MsgBody === undefined || MsgBody === null ? 0 : Buffer.byteLength(JSON.stringify(MsgBody)),
  }));
const HistoryReply = z.object({ Complete: maybeInt, LastMsgTime: maybeInt, LastMsgKey: maybeText, MsgList: list(WireMessage) });

export interface HistoryMessage {
  key: string;
  /** Whole seconds. */
  at: Date;
  from: string;
  recalled: boolean;
  /** The types of its elements as on the wire, for example `TIMTextElem`. */
  kinds: string[];
  /** Of its body as JSON. */
  bytes: number;
}

export interface History {
  /** Newest first. */
  messages: HistoryMessage[];
  /** For the page with older ones; `null` on the last. */
  nextCursor: string | null;
}

/**
 * A page of what `account` and `peer` wrote to each other, as `account` sees it: times, senders, kinds and sizes, and never a text
 * (neither here nor in what `onAnswer` is given). About 13 KB of messages to a page, over the app's history (7 days unless its plan
 * says more). A cursor that does not move ends it. Rejects with IM code 90008 or 90003 if one of the two is no account. (doc 35478)
 */
export async function getHistory(
  im: ImClient,
  { account, peer, cursor }: { account: string; peer: string; cursor?: string | undefined },
  options?: CallOptions,
): Promise<History> {
  const from = readCursor(cursor);
  const body = {
    Operator_Account: account,
    Peer_Account: peer,
    MaxCnt: pageSize,
    MinTime: 0,
    MaxTime: from?.time ?? Math.floor(Date.now() / 1000) + aheadSeconds,
    ...(from && { LastMsgKey: from.key }),
  };
  const reply = await im.send("openim/admin_getroammsg", body, HistoryReply, { ...options, redact: withoutTexts });
  // A page ascends; that it does is not documented, so the times have the last word.
  const newestFirst = reply.MsgList.toReversed().toSorted((a, b) => b.at.getTime() - a.at.getTime());
  // The page may begin once more with where the one before it ended.
  const repeated = from ? newestFirst.findIndex(({ key }) => key === from.key) : -1;
  const next = toCursor(reply, newestFirst.at(-1));
  return { messages: newestFirst.slice(repeated + 1), nextCursor: next === cursor ? null : next };
}

/** A cursor is where the page before ended, `time:key`; to everybody else it is a text to hand back. */
function readCursor(cursor: string | undefined): { time: number; key: string } | undefined {
  if (!cursor) return undefined;
  const [, time = "", key = ""] = /^(\d{1,12}):(.{1,100})$/s.exec(cursor) ?? [];
  if (key === "") throw new AppError("invalid_input", "This page of messages does not exist. Start again from the newest.", { fields: { cursor: "cursor" } });
  return { time: Number(time), key };
}

function toCursor({ Complete, LastMsgTime, LastMsgKey }: z.infer<typeof HistoryReply>, oldest: HistoryMessage | undefined): string | null {
  if (Complete === 1) return null;
  const time = LastMsgTime || (oldest && oldest.at.getTime() / 1000);
  const key = LastMsgKey ?? oldest?.key;
  return time && key ? `${time}:${key}` : null;
}

const texts = new Set(["MsgBody", "CloudCustomData"]);

function withoutTexts(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (texts.has(key) ? undefined : value)));
}
