import { MissingLine } from "@/lib/shared/missing";
import { Picture, PictureLine } from "@/lib/shared/picture";
import { Timeline } from "@/lib/shared/timeline";
import type { Fault } from "../../../lib/sandbox/index";
import { appId, demoVariables } from "../../support/console";
import { errorOf } from "../../support/http-client";
import { expect, openHttp, test } from "../fixtures";

const account = (userId: string) => `/api/apps/${appId}/accounts/${encodeURIComponent(userId)}`;
const many = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
const linesOf = (text: string): unknown[] => text.trimEnd().split("\n").map((line) => JSON.parse(line) as unknown);

test("a program gets the picture as one JSON, with the numbers that the server has", async ({ http, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  const viewer = await http("viewer");
  for (const userId of ["dramon1", "crowded", "popular", "lost.peer", "group.person", "odd.ids", "device.only"]) {
    const answer = await viewer.get(`${account(userId)}/picture`);
    expect(answer.headers.get("content-type")).toContain("application/json");
    const { sums, groups, calls, exists } = Picture.parse(answer.json());
    const truth = sandbox.truth(userId);
    expect(exists).toBe(true);
    const counted = truth.groups.filter((group) => group.counted);
    expect(sums, userId).toMatchObject({ total: truth.c2cTotal, groups: counted.reduce((sum, { unread }) => sum + unread, 0) });
    expect(sums.badge).toBe((sums.total ?? 0) + (sums.groups ?? 0));
    expect(groups.ok && groups.value.map(({ groupId }) => groupId).toSorted()).toEqual(truth.groups.map(({ groupId }) => groupId).toSorted());
    // Fourteen, and one more where the numbers do not add up.
    expect(calls).toBeLessThanOrEqual(15);
  }
});

test("an account that there is not is a picture that says so, and holds no number", async ({ http }) => {
  const answer = await (await http("viewer")).get(`${account("nobody-here")}/picture`);
  expect(answer.status).toBe(200);
  const { exists, sums, findings } = Picture.parse(answer.json());
  expect(exists).toBe(false);
  expect(sums).toMatchObject({ total: null, listed: null, unexplained: null, groups: null, badge: null });
  expect(findings.map(({ code }) => code)).toEqual(["account_unknown"]);
});

test("by lines, the total is there while IM still reads the list", async ({ http, sandbox, server }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  const viewer = await http("viewer");
  const held = server.im.hold("recentcontact/get_list");
  let early: PictureLine | undefined;
  let last: PictureLine | undefined;
  for await (const text of viewer.lines(`${account("alice")}/picture?as=lines`)) {
    last = PictureLine.parse(JSON.parse(text));
    if (!last.total || early) continue;
    early = last;
    // IM was asked for the list, and its answer comes no earlier than now.
    await expect.poll(held.count).toBe(1);
    held.release();
  }
  expect(early).toMatchObject({ total: { ok: true, value: 12 } });
  expect(last?.picture?.sums).toMatchObject({ total: 12, listed: 12 });
});

test("by lines, each part comes once it is read, the whole picture last, and IM's answers hold no secret", async ({ http, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
  const answer = await (await http("viewer")).get(`${account("alice")}/picture?as=lines&answers=true`);
  expect(answer.headers.get("content-type")).toContain("application/x-ndjson");
  const lines = linesOf(answer.text).map((line) => PictureLine.parse(line));
  // One part after the other, and nothing whole among them.
  expect(lines.slice(0, -1).flatMap((line) => Object.keys(line)).filter((key) => key === "picture")).toEqual([]);
  expect(lines.filter(({ picture }) => picture)).toHaveLength(1);
  expect(lines.at(-1)?.picture?.sums).toMatchObject({ total: 12, listed: 12, groups: 4, badge: 16, unexplained: 0 });
  const raw = lines.flatMap(({ answers = [] }) => answers);
  expect(raw.map(({ command }) => command)).toEqual(expect.arrayContaining(["openim/get_c2c_unread_msg_num", "recentcontact/get_list", "group_open_http_svc/get_joined_group_list"]));
  expect(JSON.stringify(raw)).not.toMatch(/usersig|sdkappid=|random=/i);
});

const troubles: Record<string, Fault> = {
  "a 502 with an HTML body": { rate: 1, kind: "http502" },
  "a closed connection": { rate: 1, kind: "reset" },
  "a refusal": { rate: 1, kind: "code", code: 60010 },
};

for (const [what, fault] of Object.entries(troubles)) {
  test(`${what} leaves a picture without one invented number, each part saying why`, async ({ sandbox, startServer }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
    sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
    // Its breaker opens, which would be felt by the tests that come after.
    const client = await openHttp(await startServer({ variables: demoVariables }), "viewer");
    for (const [command, lost] of [["recentcontact/get_list", "conversations"], ["group_open_http_svc/get_joined_group_list", "groups"]] as const) {
      sandbox.faults([{ ...fault, command }]);
      const answer = await client.get(`${account("alice")}/picture`);
      expect(answer.status).toBe(200);
      const picture = Picture.parse(answer.json());
      expect(picture[lost], command).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^[\p{Lu}\d].+/u) } });
      expect(picture.sums).toMatchObject(lost === "groups" ? { total: 12, listed: 12, groups: null, badge: null } : { total: 12, listed: null, unexplained: null, groups: 4, badge: 16 });
      expect(answer.text).not.toMatch(/\n\s+at |node_modules|usersig=/i);
    }
    sandbox.faults([fault]);
    const { sums, exists, findings } = Picture.parse((await client.get(`${account("alice")}/picture`)).json());
    expect(sums).toMatchObject({ total: null, listed: null, unexplained: null, groups: null, mutedGroups: null, badge: null });
    expect([exists, findings]).toEqual([null, []]);
  });
}

test("a search for the missing conversations tells every step and changes nothing", async ({ http, sandbox }) => {
  sandbox.reset({ seed: "demo" });
  const before = sandbox.truth("crowded");
  const listed = before.conversations.filter((one) => one.listed).map(({ peer }) => peer);
  const hidden = before.conversations.filter((one) => !one.listed && one.unread > 0);
  const missing = hidden.reduce((sum, { unread }) => sum + unread, 0);
  const answer = await (await http("viewer")).post(`${account("crowded")}/missing`, { known: listed, missing });
  const lines = linesOf(answer.text).map((line) => MissingLine.parse(line));
  expect(lines.at(-1)).toMatchObject({ end: "explained", remaining: 0 });
  expect(lines.flatMap(({ found }) => found).map(({ peer, unread }) => ({ peer, unread })).toSorted(byPeer)).toEqual(hidden.map(({ peer, unread }) => ({ peer, unread })).toSorted(byPeer));
  expect(sandbox.truth("crowded")).toEqual(before);
});

test("a timeline is whole over its pages, and not one of its answers says what was said", async ({ http, sandbox, server }) => {
  for (let minute = 120; minute > 0; minute -= 1) sandbox.addUnread({ to: "alice", from: "bob", count: 1, at: new Date(Date.now() - minute * 60_000) });
  const viewer = await http("viewer");
  const keys: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Timeline = Timeline.parse((await viewer.get(`${account("alice")}/conversations/bob/timeline${cursor && `?${new URLSearchParams({ cursor })}`}`)).json());
    keys.push(...page.messages.map(({ key }) => key));
    cursor = page.nextCursor;
  }
  expect(new Set(keys).size).toBe(120);
  expect(keys).toHaveLength(120);
  expect(server.outside.answers()).not.toContain("你好, hello");
  expect(server.process.output()).not.toContain("你好, hello");
});

test("what the new routes cannot use is refused with a sentence, before IM is asked", async ({ http, sandbox }) => {
  const client = await http("operator");
  const group = `/api/apps/${appId}/groups/team/set-unread`;
  const why = { reason: "try" };
  const cases: [method: string, path: string, body: unknown, field: string, says: RegExp][] = [
    ["GET", `${account("alice")}/picture?as=xml`, undefined, "as", /./],
    ["GET", `${account("alice")}/picture?as=lines&answers=yes`, undefined, "answers", /./],
    ["GET", `${account("林小雨")}/picture`, undefined, "userId", /English letters/],
    ["GET", `${account("alice")}/conversations/${"p".repeat(33)}/timeline`, undefined, "peer", /at most 32/],
    ["GET", `${account("alice")}/conversations/bob/timeline?cursor=${"x".repeat(201)}`, undefined, "cursor", /./],
    ["POST", `${account("alice")}/missing`, { known: [], missing: 0 }, "missing", /./],
    ["POST", `${account("alice")}/missing`, { known: many(1001), missing: 1 }, "known", /At most 1,000/],
    ["POST", `${account("alice")}/missing`, { known: [], missing: 1, skip: -1 }, "skip", /./],
    ["POST", group, { members: [], unread: 1, ...why }, "members", /./],
    ["POST", group, { members: many(101), unread: 1, ...why }, "members", /At most 100/],
    ["POST", group, { members: ["alice", "é"], unread: 1, ...why }, "members.1", /English letters/],
    ["POST", group, { members: ["alice"], unread: -1, ...why }, "unread", /below 0/],
    ["POST", group, { members: ["alice"], unread: 1 }, "reason", /Say why/],
    ["GET", "/api/audit?outcome=maybe", undefined, "outcome", /./],
    ["GET", "/api/audit?from=yesterday", undefined, "from", /./],
  ];
  for (const [method, path, body, field, says] of cases) {
    const answer = await client.request(method, path, { body });
    expect.soft(answer.status, `${method} ${path}`).toBe(422);
    const { fields = {}, message } = errorOf(answer);
    expect.soft(fields[field], `${method} ${path}: ${JSON.stringify(fields)}`).toMatch(says);
    expect.soft(message).toMatch(/^[A-Z].+\.$/);
  }
  expect(sandbox.stats().commands).toEqual({});
});

function byPeer(one: { peer: string }, other: { peer: string }): number {
  return one.peer.localeCompare(other.peer);
}
