import { Pool } from "undici";
import { defaultApp } from "@/lib/sandbox";
import { callUrl, sign } from "../server/sandbox/wire";
import { memberRows, type MemberRow } from "./jobs";

/** What a job does at one time: the console reads this many groups together. */
const groupsAtOnce = 24;

interface Call {
  command: string;
  body: object;
}

/** The calls that a job makes for these rows: facts about groups and numbers of members before, the changes, and the same again after. */
function* callsFor(rows: readonly MemberRow[]): Generator<Call, void> {
  const byGroup = Map.groupBy(rows, ({ group }) => group);
  yield* readsFor(byGroup);
  for (const { group, account, unread } of rows) yield { command: "group_open_http_svc/set_unread_msg_num", body: { GroupId: group, Member_Account: account, UnreadMsgNum: unread } };
  yield* readsFor(byGroup);
}

function* readsFor(byGroup: Map<string, MemberRow[]>): Generator<Call, void> {
  yield { command: "group_open_http_svc/get_group_info", body: { GroupIdList: [...byGroup.keys()], ResponseFilter: { GroupBaseInfoFilter: ["Type", "Name", "Owner_Account", "CreateTime", "MemberNum", "NextMsgSeq", "LastMsgTime"] } } };
  for (const [group, members] of byGroup) {
    yield { command: "group_open_http_svc/get_specified_group_member_info", body: { GroupId: group, Member_List_Account: members.map(({ account }) => account), MemberInfoFilter: ["Role", "JoinTime", "MsgSeq", "MsgFlag", "NameCard"] } };
  }
}

function* allCalls(rows: Iterable<MemberRow>, atOnce: number): Generator<Call, void> {
  let together: MemberRow[] = [];
  for (const row of rows) {
    together.push(row);
    if (together.length < atOnce) continue;
    yield* callsFor(together);
    together = [];
  }
  if (together.length > 0) yield* callsFor(together);
}

/** Run as a process: makes the calls of a job on keep-alive connections, as fast as they are answered, and prints rows per second. */
const [url = "", rows = "0", connections = "48", accounts = "0", groups = "0", membersPerGroup = "0", turn = "1"] = process.argv.slice(2);
const crowd = { accounts: Number(accounts), groups: Number(groups), membersPerGroup: Number(membersPerGroup) };
const usersig = sign(defaultApp);
const pool = new Pool(url, { connections: Number(connections), pipelining: 1 });
const calls = allCalls(memberRows(crowd, Number(rows), Number(turn)), groupsAtOnce * crowd.membersPerGroup);
const begun = performance.now();
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    for (const { command, body } of calls) {
      // One connection makes its calls in turn; the connections are what goes side by side.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await pool.request({ method: "POST", path: callUrl("", command, { usersig }), body: JSON.stringify(body), headers: { "content-type": "application/json; charset=utf-8" } });
      // oxlint-disable-next-line no-await-in-loop
      const text = await answer.body.text();
      if (!text.includes('"ErrorCode":0')) throw new Error(`${command} answered ${text}`);
    }
  }),
);
process.stdout.write(`${Math.round(Number(rows) / ((performance.now() - begun) / 1000))}\n`);
await pool.close();
