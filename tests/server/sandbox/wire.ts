import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";
import { defaultApp, startSandbox, type AppConfig, type Sandbox, type StartOptions } from "@/lib/sandbox";

export type Reply = { ErrorCode: number; ActionStatus: string; ErrorInfo: string; [field: string]: unknown };
export type Fields = Record<string, unknown>;

/** Signs as contract 3.1 says, with anything replaceable; independent of the sandbox's own code. */
export function sign(app: AppConfig, { userId = "administrator", time = Math.floor(Date.now() / 1_000), expire = 86_400, sdkAppId = app.sdkAppId, key = app.key, change = {} as Fields } = {}): string {
  const signed = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`;
  const sig = createHmac("sha256", key).update(signed).digest("base64");
  return pack({ "TLS.ver": "2.0", "TLS.identifier": userId, "TLS.sdkappid": sdkAppId, "TLS.expire": expire, "TLS.time": time, "TLS.sig": sig, ...change });
}

export function pack(ticket: unknown): string {
  return deflateSync(Buffer.from(JSON.stringify(ticket))).toString("base64").replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

/** The URL of one call; `query` replaces or, with undefined, leaves out single parameters. */
export function callUrl(base: string, command: string, query: Record<string, string | undefined> = {}): string {
  const all = { sdkappid: String(defaultApp.sdkAppId), identifier: "administrator", usersig: "", random: "42", contenttype: "json", ...query };
  const pairs = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return `${base}/v4/${command}?${pairs.join("&")}`;
}

export type Caller = (command: string, body?: unknown, query?: Record<string, string | undefined>) => Promise<Reply>;

/** Calls as an SDK would, and fails the test when the answer is anything but HTTP 200 with JSON. */
export function caller(sandbox: { url: string }): Caller {
  const usersig = sign(defaultApp);
  return async (command, body = {}, query = {}) => {
    const response = await fetch(callUrl(sandbox.url, command, { usersig, ...query }), { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
    if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
    return (await response.json()) as Reply;
  };
}

/** A clock that stands still until it is told to move. */
export function manualClock(start = Date.UTC(2026, 10, 20, 12)) {
  let now = start;
  const clock = () => now;
  return Object.assign(clock, { advance: (ms: number) => void (now += ms), seconds: () => Math.floor(now / 1_000) });
}

export async function withSandbox(options: StartOptions, use: (sandbox: Sandbox, call: Caller) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox({ seed: "empty", ...options });
  try {
    await use(sandbox, caller(sandbox));
  } finally {
    await sandbox.close();
  }
}

const joined = "group_open_http_svc/get_joined_group_list";

/** A member's unread as both kinds of client see it: the reported number, and the one derived from sequence numbers. */
export async function groupUnread(call: Caller, userId: string, groupId: string): Promise<{ reported: unknown; derived: number; messages: number }> {
  const reply = await call(joined, {
    Member_Account: userId, WithHugeGroups: 1, WithNoActiveGroups: 1,
    ResponseFilter: { GroupBaseInfoFilter: ["NextMsgSeq"], SelfInfoFilter: ["MsgSeq", "UnreadMsgNum"] },
  });
  const groups = reply.GroupIdList as { GroupId: string; NextMsgSeq: number; SelfInfo: { MsgSeq: number; UnreadMsgNum?: number } }[];
  const group = groups.find(({ GroupId }) => GroupId === groupId);
  if (!group) throw new Error(`${userId} is not in ${groupId}`);
  return { reported: group.SelfInfo.UnreadMsgNum, derived: group.NextMsgSeq - 1 - group.SelfInfo.MsgSeq, messages: group.NextMsgSeq - 1 };
}

export async function c2cUnread(call: Caller, to: string, peer?: string): Promise<unknown> {
  const reply = await call("openim/get_c2c_unread_msg_num", peer === undefined ? { To_Account: to } : { To_Account: to, Peer_Account: [peer] });
  if (peer === undefined) return reply.AllC2CUnreadMsgNum;
  return (reply.C2CUnreadMsgNumList as { C2CUnreadMsgNum: number }[])[0]?.C2CUnreadMsgNum;
}

let random = 1;

/** A text message with a fresh random. */
export function text(fields: Fields = {}): Fields {
  random += 1;
  return { MsgRandom: random, Random: random, MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "hi" } }], ...fields };
}
