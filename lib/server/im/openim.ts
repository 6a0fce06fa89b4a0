import "server-only";
import { z } from "zod";
import type { Account } from "@/lib/shared/accounts";
import type { CallOptions, ImClient } from "./client";
import { ImError, imRefusal, isImCode } from "./errors";
import { nothingAbout } from "./faults";
import { batchSizes } from "./limits";
import { mapSideBySide, splitUnique } from "./split";
import { Done, list, toSeconds, WireInt } from "./wire";

const getUnread = "openim/get_c2c_unread_msg_num";

const UnreadTotalReply = z.object({ AllC2CUnreadMsgNum: WireInt });
const PeersUnreadReply = z.object({
  C2CUnreadMsgNumList: list(z.object({ Peer_Account: z.string(), C2CUnreadMsgNum: WireInt })),
  ErrorList: list(z.object({ Peer_Account: z.string(), ErrorCode: WireInt })),
});

/** All one-to-one messages `account` has unread, whether or not their conversations can be listed. Rejects with IM code 90003 if there is no such account. (doc 41046) */
export async function getC2cUnreadTotal(im: ImClient, account: string, options?: CallOptions): Promise<number> {
  const reply = await im.send(getUnread, { To_Account: account }, UnreadTotalReply, options);
  return reply.AllC2CUnreadMsgNum;
}

/** What one conversation has unread, or why that could not be read (IM code 70107: no such peer). */
export type PeerUnread = { peer: string; unread: number; error?: undefined } | { peer: string; error: ImError; unread?: undefined };

/**
 * What `account` has unread from each of `peers`, in the order asked; a peer asked twice is asked once and stands there twice. Sent
 * in tens, side by side. A ten that fails gives its error to each of its peers; the whole rejects if every ten failed, or if there
 * is no such account (90003). (doc 41046)
 */
export async function getC2cUnread(im: ImClient, { account, peers }: { account: string; peers: readonly string[] }, options?: CallOptions): Promise<PeerUnread[]> {
  const failures: ImError[] = [];
  const parts = splitUnique(peers, batchSizes.peers);
  const readings = await mapSideBySide(parts, async (part): Promise<PeerUnread[]> => {
    try {
      return await getUnreadOfTen(im, account, part, options);
    } catch (error) {
      if (!(error instanceof ImError) || isImCode(error, 90003)) throw error;
      failures.push(error);
      return part.map((peer) => ({ peer, error }));
    }
  });
  if (failures.length > 0 && failures.length === parts.length) throw failures[0];
  const byPeer = new Map(readings.flat().map((reading) => [reading.peer, reading]));
  return peers.map((peer) => byPeer.get(peer) ?? { peer, error: nothingAbout({ command: getUnread, id: peer }) });
}

async function getUnreadOfTen(im: ImClient, account: string, peers: string[], options: CallOptions | undefined): Promise<PeerUnread[]> {
  const reply = await im.send(getUnread, { To_Account: account, Peer_Account: peers }, PeersUnreadReply, options);
  return [
    ...reply.C2CUnreadMsgNumList.map((item) => ({ peer: item.Peer_Account, unread: item.C2CUnreadMsgNum })),
    ...reply.ErrorList.map((item) => ({ peer: item.Peer_Account, error: imRefusal(getUnread, item.ErrorCode) })),
  ];
}

export interface MarkReadTarget {
  /** Whose unread goes down. */
  account: string;
  peer: string;
  /** Newer messages stay unread; whole seconds. Default: all. */
  upTo?: Date | undefined;
}

/** What `setMessagesRead` sends, for the record too: all of it but the credentials, which stand in the address. (doc 38996) */
export function messagesReadRequest({ account, peer, upTo }: MarkReadTarget) {
  return {
    command: "openim/admin_set_msg_read",
    body: { Report_Account: account, Peer_Account: peer, ...(upTo && { MsgReadTime: toSeconds(upTo) }) },
  };
}

/**
 * Marks what `account` received from `peer` read, up to `upTo` or now. Cannot be undone; fires the app's read webhook. Rejects with IM
 * code 90003 if either account is missing. Sent again after a lost answer, it also covers what
 * has arrived in between, and the webhook fires again. (doc 38996)
 */
export async function setMessagesRead(im: ImClient, target: MarkReadTarget, options?: CallOptions): Promise<void> {
  // IM takes 0 for "no time given", and would mark everything read.
  if (target.upTo && !(toSeconds(target.upTo) > 0)) throw new RangeError("A time to read up to lies after 1970.");
  const { command, body } = messagesReadRequest(target);
  await im.send(command, body, Done, options);
}

/** Some answers still call it `State`; platforms are compared without regard to case. (contract 2.1) */
const StatusReply = z.object({
  QueryResult: list(
    z.object({
      To_Account: z.string(),
      Status: z.string().nullish(),
      State: z.string().nullish(),
      Detail: list(z.object({ Platform: z.string(), Status: z.string().nullish(), State: z.string().nullish() })),
    }),
  ),
});

type OnlineStatus = Account["online"];

const statusOf: Record<string, OnlineStatus> = { online: "online", pushonline: "push_online", offline: "offline" };

function toStatus({ Status, State }: { Status?: string | null | undefined; State?: string | null | undefined }): OnlineStatus {
  return statusOf[(Status ?? State ?? "").trim().toLowerCase()] ?? "unknown";
}

export interface OnlineState {
  status: OnlineStatus;
  /** By device, for example `iPhone`, `Web`. */
  platforms: { platform: string; status: OnlineStatus }[];
}

/**
 * Whether accounts are online, by account; accounts that do not exist are left out. Sent in 500s. Rejects with IM code 72001 where
 * the app has the feature switched off. (doc 35477)
 */
export async function queryOnlineStatus(im: ImClient, accounts: readonly string[], options?: CallOptions): Promise<Map<string, OnlineState>> {
  const replies = await mapSideBySide(splitUnique(accounts, batchSizes.onlineStates), async (part) => {
    try {
      return await im.send("openim/query_online_status", { To_Account: part, IsNeedDetail: 1 }, StatusReply, options);
    } catch (error) {
      // The call fails as a whole when none of the accounts exists.
      if (isImCode(error, 70107)) return { QueryResult: [] };
      throw error;
    }
  });
  return new Map(
    replies.flatMap(({ QueryResult }) =>
      QueryResult.map((item) => [
        item.To_Account,
        { status: toStatus(item), platforms: item.Detail.map((detail) => ({ platform: detail.Platform, status: toStatus(detail) })) },
      ]),
    ),
  );
}
