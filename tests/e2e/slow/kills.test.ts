import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "../../../lib/sandbox/index";
import { appId, consoleVariables, demoVariables, freePort, runCli, startConsole, withDataDir } from "../../support/console";
import { HttpClient, type Answer } from "../../support/http-client";
import { AuditPage, AuditVerification, type AuditEntry } from "@/lib/shared/audit";
import { expect, openHttp, test } from "../fixtures";

const kills = 10;
const writers = 6;
const members = Array.from({ length: 198 }, (_, index) => `member-${index}`);

/** A write that was answered with success. */
interface Acknowledged {
  requestId: string;
  account: string;
  groupId: string | null;
  after: number;
}

test("ten kills in the middle of writes lose nothing that was acknowledged, and break no chain", async ({ sandbox }) => {
  test.setTimeout(240_000);
  sandbox.addGroup({ groupId: "crowd", type: "Public", members, messages: 5000 });
  for (const member of members) sandbox.addUnread({ to: member, from: "seller", count: 2 });

  await withDataDir(async (dataDir) => {
    const acknowledged: Acknowledged[] = [];
    const standing = new Map<string, number[]>();
    for (let round = 0; round < kills; round += 1) {
      const url = `http://localhost:${await freePort()}`;
      const server = await startConsole({ ...consoleVariables({ url, imEndpoint: sandbox.url, dataDir }), ...demoVariables, PORT: new URL(url).port });
      const client = await openHttp({ url }, "agent");
      await expectRecorded(client, acknowledged.slice(-50));

      const before = acknowledged.length;
      const state = { ended: false };
      const writing = Array.from({ length: writers }, (_, writer) => writeUntilKilled({ client, acknowledged, standing, state, round, writer }));
      // Each kill comes at another moment, and only when writes have been answered in this round.
      await sleep(150 + 70 * round);
      await expect.poll(() => acknowledged.length, { timeout: 20_000, intervals: [20] }).toBeGreaterThan(before);
      state.ended = true;
      await server.kill();
      await Promise.all(writing);
    }

    const verified = await runCli("audit-verify", [], { dataDir });
    expect(verified.output).toMatch(/holds together: \d+ rows/);
    expect(verified.code).toBe(0);

    const url = `http://localhost:${await freePort()}`;
    const server = await startConsole({ ...consoleVariables({ url, imEndpoint: sandbox.url, dataDir }), ...demoVariables, PORT: new URL(url).port });
    try {
      const client = await openHttp({ url }, "admin");
      expect(AuditVerification.parse((await client.get("/api/audit/verify")).json())).toMatchObject({ ok: true });
      await expectRecorded(client, acknowledged);
      expectTrue(sandbox, acknowledged, standing);
      // The console writes on, on top of all that.
      expect((await client.put(path(members[0] ?? ""), { unread: 1, reason: "after the tenth kill" })).status).toBe(200);
    } finally {
      await server.stop();
    }
  });
});

const path = (member: string) => `/api/apps/${appId}/groups/crowd/members/${member}/unread`;

interface Writer {
  client: HttpClient;
  acknowledged: Acknowledged[];
  /** By member: the number acknowledged last, then those that were asked for since and got no answer. One of them must stand. */
  standing: Map<string, number[]>;
  state: { ended: boolean };
  round: number;
  writer: number;
}

/** One write after the other, to members of the writer's own. */
async function writeUntilKilled({ client, acknowledged, standing, state, round, writer }: Writer): Promise<void> {
  for (let turn = 0; !state.ended; turn += 1) {
    const member = members[(turn * writers + writer) % members.length] ?? "";
    const reason = `round ${round}`;
    const marks = turn % 4 === 3;
    const unread = 1 + ((round * 997 + turn * 31 + writer) % 4000);
    const request = marks ? client.post(`/api/apps/${appId}/accounts/${member}/mark-read`, { peers: ["seller"], reason }) : client.put(path(member), { unread, reason });
    // What was killed before it answered may or may not have happened; only answers count.
    const answer = await request.catch(() => undefined);
    if (!marks) standing.set(member, answer?.status === 200 ? [unread] : [...(standing.get(member) ?? [0]), unread]);
    if (answer?.status === 200) acknowledged.push(acknowledge(answer, member, marks));
    else if (answer && !state.ended) throw new Error(`A write was answered with ${answer.status}: ${answer.text}`);
  }
}

function acknowledge(answer: Answer, account: string, marks: boolean): Acknowledged {
  const body = answer.json() as { after?: number; results?: { after: number }[] };
  const after = marks ? body.results?.[0]?.after : body.after;
  return { requestId: answer.headers.get("x-request-id") ?? "", account, groupId: marks ? null : "crowd", after: after ?? Number.NaN };
}

async function expectRecorded(client: HttpClient, acknowledged: readonly Acknowledged[]): Promise<void> {
  if (acknowledged.length === 0) return;
  const record = new Map((await wholeRecord(client)).map((entry) => [entry.requestId, entry]));
  for (const { requestId, account, groupId, after } of acknowledged) {
    expect(record.get(requestId), `the entry about ${requestId}`).toMatchObject({ account, groupId, after, outcome: "ok" });
  }
}

async function wholeRecord(client: HttpClient): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: AuditPage = AuditPage.parse((await client.get(`/api/audit${cursor && `?cursor=${cursor}`}`)).json());
    entries.push(...page.entries);
    cursor = page.nextCursor;
  }
  return entries;
}

/** IM has what was acknowledged last, or what was asked for after that without an answer. */
function expectTrue(sandbox: Sandbox, acknowledged: readonly Acknowledged[], standing: ReadonlyMap<string, number[]>): void {
  for (const [member, numbers] of standing) expect(numbers, `what may stand for ${member}`).toContain(sandbox.truth(member).groups[0]?.unread);
  for (const { account, groupId } of acknowledged) if (groupId === null) expect(sandbox.truth(account).c2cTotal, `one-to-one unread of ${account}`).toBe(0);
}
