import { AuditPage, type AuditEntry } from "@/lib/shared/audit";
import { appId, demoVariables } from "../../support/console";
import { parseCsv } from "../../support/csv";
import { errorOf, type HttpClient } from "../../support/http-client";
import { expect, openHttp, test } from "../fixtures";
import { auditEntriesOf, auditEntryOf } from "./audit-entry";

const app = `/api/apps/${appId}`;
const reason = "fixing over HTTP";

async function entriesAbout(client: HttpClient, filter: Record<string, string>): Promise<AuditEntry[]> {
  return AuditPage.parse((await client.get(`/api/audit?${new URLSearchParams(filter)}`)).json()).entries;
}

test("two operators who fix one account at the same moment leave two entries, each true", async ({ http, sandbox }) => {
  const [agent, operator] = [await http("agent"), await http("operator")];
  sandbox.addUnread({ to: "both", from: "bob", count: 12 });
  sandbox.addGroup({ groupId: "shared", type: "Public", members: [{ userId: "both", unread: 3 }], messages: 20 });
  await Promise.all([agent, operator].map((client) => client.post(`${app}/accounts/both/mark-read`, { peers: ["bob"], reason })));
  const marked = await entriesAbout(agent, { account: "both" });
  expect(marked.toReversed()).toMatchObject([{ before: 12, after: 0, effect: "changed" }, { before: 0, after: 0, effect: "unchanged" }]);
  expect(marked.map(({ actor }) => actor).toSorted()).toEqual(["agent", "operator"]);

  const path = `${app}/groups/shared/members/both/unread`;
  await Promise.all([agent.put(path, { unread: 5, reason }), operator.put(path, { unread: 7, reason })]);
  const [later, earlier] = await entriesAbout(agent, { group: "shared" });
  expect(earlier).toMatchObject({ before: 3, effect: "changed" });
  expect(later).toMatchObject({ before: earlier?.after, after: later?.asked, effect: "changed" });
});

test("a number is put back from its entry once, and a second try is refused and recorded", async ({ http, sandbox }) => {
  const agent = await http("agent");
  sandbox.addGroup({ groupId: "undo", type: "Public", members: [{ userId: "alice", unread: 9 }], messages: 20 });
  await agent.put(`${app}/groups/undo/members/alice/unread`, { unread: 0, reason });
  const [entry] = await entriesAbout(agent, { group: "undo" });
  const putBack = () => agent.post(`${app}/audit/${entry?.seq}/put-back`, { reason: "the wrong member", ticket: "CS-8" });
  expect((await putBack()).json()).toEqual({ before: 0, asked: 9, after: 9, effect: "changed" });
  const refused = await putBack();
  expect(refused.status).toBe(409);
  expect(errorOf(refused)).toMatchObject({ code: "changed_since", message: expect.stringContaining("is 9 now") });
  expect(await auditEntryOf(agent, refused)).toMatchObject({ outcome: "denied", errorCode: "changed_since", account: "alice", groupId: "undo", asked: 9, ticket: "CS-8", putBackOf: entry?.seq, request: null });
  expect(sandbox.truth("alice").groups).toMatchObject([{ unread: 9 }]);

  for (const seq of ["x", "-1", "1.5", "9".repeat(16)]) expect((await agent.post(`${app}/audit/${seq}/put-back`, { reason })).status, seq).toBe(422);
});

test("a protected account is asked about twice alone, refused among several, and every refusal is recorded", async ({ startServer, sandbox }) => {
  const server = await startServer({ variables: { ...demoVariables, IM_PROTECTED_ACCOUNTS: "vip-*, boss" } });
  const agent = await openHttp(server, "agent");
  sandbox.addUnread({ to: "vip-1", from: "bob", count: 2 });
  sandbox.addGroup({ groupId: "board", type: "Public", members: ["vip-1", "boss", "carol"].map((userId) => ({ userId, unread: 4 })), messages: 9 });

  const marking = `${app}/accounts/vip-1/mark-read`;
  const refused = await agent.post(marking, { peers: ["bob"], reason });
  expect(errorOf(refused).code).toBe("account_protected");
  expect(await auditEntryOf(agent, refused)).toMatchObject({ outcome: "denied", errorCode: "account_protected", account: "vip-1", reason, request: null });
  expect((await agent.post(marking, { peers: ["bob"], reason, confirmProtected: false })).status).toBe(422);
  expect((await agent.post(marking, { peers: ["bob"], reason, confirmProtected: true })).json()).toMatchObject({ results: [{ before: 2, after: 0 }] });

  const several = await agent.post(`${app}/groups/board/set-unread`, { members: ["boss", "carol", "eve"], unread: 0, reason, confirmProtected: true });
  expect(several.json()).toMatchObject({ results: [{ userId: "boss", error: { code: "account_protected" } }, { userId: "carol", before: 4, after: 0 }, { userId: "eve", error: { code: "member_not_found" } }] });
  const entries = await auditEntriesOf(agent, several);
  expect(entries.map(({ account, outcome }) => [account, outcome]).toSorted()).toEqual([["boss", "denied"], ["carol", "ok"], ["eve", "denied"]]);
  expect(sandbox.truth("boss").groups).toMatchObject([{ unread: 4 }]);
});

test("the record is exported as a file of exactly what is filtered, by admins only, and the record says so", async ({ http, sandbox }) => {
  const [admin, operator] = [await http("admin"), await http("operator")];
  sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", members: [{ userId: "export-me", unread: 9 }], messages: 20 });
  await admin.put(`${app}/groups/${encodeURIComponent("@TGS#2CLUZEAEJ")}/members/export-me/unread`, { unread: 1, reason: "=1+1" });
  const path = `/api/audit/export?${new URLSearchParams({ account: "export-me" })}`;

  const refused = await operator.get(path);
  expect(errorOf(refused)).toMatchObject({ code: "forbidden", message: expect.stringContaining("admin") });
  expect(await auditEntryOf(admin, refused)).toMatchObject({ actor: "operator", action: "audit.export", outcome: "denied" });

  const file = await admin.get(path);
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(file.headers.get("content-disposition")).toContain("attachment");
  const [names, line, ...more] = parseCsv(file.text.replace(/^\uFEFF/, ""));
  expect(more).toEqual([]);
  expect(names?.length).toBe(line?.length);
  expect(line).toEqual(expect.arrayContaining(["export-me", "'@TGS#2CLUZEAEJ", "'=1+1", "9", "1", "changed", "group_open_http_svc/set_unread_msg_num"]));
  expect(await auditEntryOf(admin, file)).toMatchObject({ actor: "admin", action: "audit.export", outcome: "ok", request: null });
  expect((await admin.get("/api/audit/export?outcome=maybe")).status).toBe(422);
  expect((await admin.get("/api/audit/verify")).json()).toMatchObject({ ok: true });
});
