import type { Role } from "@/lib/shared/roles";
import { appId } from "../../support/console";
import { errorOf } from "../../support/http-client";
import { expect, test } from "../fixtures";
import { auditEntryOf } from "./audit-entry";

const app = `/api/apps/${appId}`;
const why = { reason: "ticket of the tests" };
const markRead = (userId = "alice") => `${app}/accounts/${userId}/mark-read`;
const groupUnread = (groupId = "team", userId = "alice") => `${app}/groups/${groupId}/members/${userId}/unread`;
const manyPeers = (count: number) => Array.from({ length: count }, (_, index) => `peer-${index}`);

interface Case {
  what: string;
  method: "GET" | "POST" | "PUT";
  path: string;
  body?: unknown;
  raw?: string | Uint8Array<ArrayBuffer>;
  contentType?: string;
  status: number;
  code: string;
  field?: string;
  says: RegExp;
  /** Who asks; an operator unless told. */
  role?: Role;
}

const unread = (unreadValue: unknown, says: RegExp) => ({ method: "PUT", path: groupUnread(), body: { unread: unreadValue, ...why }, status: 422, code: "invalid_input", field: "unread", says }) as const;
const id = { status: 422, code: "invalid_input" } as const;

/** Attempts that the record keeps: changes, and taking the record away. */
const recorded = /^PUT|\/(mark-read|set-unread|put-back)$|\/export\?/;

/** What is refused before anything is sent to IM. */
const refused: Case[] = [
  { what: "a user id of 33 characters", method: "GET", path: `${app}/accounts/${"a".repeat(33)}/unread`, ...id, field: "userId", says: /at most 32/ },
  { what: "a user id that is not ASCII", method: "GET", path: `${app}/accounts/${encodeURIComponent("林小雨")}/unread`, ...id, field: "userId", says: /English letters/ },
  { what: "a user id with a control character", method: "GET", path: `${app}/accounts/a%00b/unread`, ...id, field: "userId", says: /English letters/ },
  { what: "a user id of 33 characters that is to be changed", method: "POST", path: markRead("a".repeat(33)), body: { peers: ["bob"], ...why }, ...id, field: "userId", says: /at most 32/ },
  { what: "an empty peer", method: "POST", path: markRead(), body: { peers: ["bob", ""], ...why }, ...id, field: "peers.1", says: /Enter an account id/ },
  { what: "an over-long peer", method: "POST", path: markRead(), body: { peers: ["bob", "c".repeat(33)], ...why }, ...id, field: "peers.1", says: /at most 32/ },
  { what: "a peer that is not ASCII", method: "POST", path: `${app}/accounts/alice/unread`, body: { peers: ["é"] }, ...id, field: "peers.0", says: /English letters/ },
  { what: "a peer that is a number", method: "POST", path: markRead(), body: { peers: [7], ...why }, ...id, field: "peers.0", says: /Enter an account id/ },
  { what: "no peers at all", method: "POST", path: markRead(), body: { peers: [], ...why }, ...id, field: "peers", says: /never means all/ },
  { what: "peers left out", method: "POST", path: markRead(), body: why, ...id, field: "peers", says: /at least one peer/ },
  { what: "1,001 peers to look up", method: "POST", path: `${app}/accounts/alice/unread`, body: { peers: manyPeers(1001) }, ...id, field: "peers", says: /At most 1,000/ },
  { what: "501 peers to mark read", method: "POST", path: markRead(), body: { peers: manyPeers(501), ...why }, ...id, field: "peers", says: /At most 500/ },
  { what: "a group id of 49 characters", method: "GET", path: `${app}/groups/${"g".repeat(49)}`, ...id, field: "groupId", says: /at most 48/ },
  { what: "a group id that is not ASCII", method: "PUT", path: groupUnread(encodeURIComponent("客服组")), body: { unread: 1, ...why }, ...id, field: "groupId", says: /English letters/ },
  { what: "a negative number", ...unread(-1, /below 0/) },
  { what: "a fraction", ...unread(1.5, /whole number/) },
  { what: "a huge number", ...unread(4_294_967_296, /larger than IM can hold/) },
  { what: "a number beyond all integers", ...unread(1e300, /whole number|larger/) },
  { what: "a number in quotes", ...unread("5", /Enter a number/) },
  { what: "null for a number", ...unread(null, /Enter a number/) },
  { what: "a number left out", ...unread(undefined, /Enter a number/) },
  { what: "infinity, as JSON can hold it", method: "PUT", path: groupUnread(), raw: '{"unread":1e999,"reason":"x"}', ...id, field: "unread", says: /number/ },
  { what: "no reason", method: "PUT", path: groupUnread(), body: { unread: 1 }, ...id, field: "reason", says: /Say why/ },
  { what: "a reason of blanks", method: "POST", path: markRead(), body: { peers: ["bob"], reason: "   " }, ...id, field: "reason", says: /Say why/ },
  { what: "a reason of 501 characters", method: "POST", path: markRead(), body: { peers: ["bob"], reason: "x".repeat(501) }, ...id, field: "reason", says: /At most 500/ },
  { what: "a ticket of 101 characters", method: "POST", path: markRead(), body: { peers: ["bob"], ...why, ticket: "x".repeat(101) }, ...id, field: "ticket", says: /At most 100/ },
  { what: "a time that is none", method: "POST", path: markRead(), body: { peers: ["bob"], ...why, upTo: "yesterday" }, ...id, field: "upTo", says: /complete date and time/ },
  { what: "a list where an object belongs", method: "POST", path: markRead(), body: ["bob"], ...id, says: /cannot be used/ },
  { what: "an app that is not a number", method: "GET", path: "/api/apps/demo/accounts/alice", ...id, field: "app", says: /digits only/ },
  { what: "an app that is not configured", method: "POST", path: markRead().replace(appId, "1400000002"), body: { peers: ["bob"], ...why }, status: 404, code: "app_not_found", says: /No app with this number/ },
  { what: "a cursor that is none", method: "GET", path: "/api/audit?cursor=abc", ...id, field: "cursor", says: /no longer exists/ },
  { what: "a picture of nobody's id", method: "GET", path: `${app}/accounts/${"a".repeat(33)}/picture`, ...id, field: "userId", says: /at most 32/ },
  { what: "a picture in a form there is not", method: "GET", path: `${app}/accounts/alice/picture?as=xml`, ...id, field: "as", says: /./ },
  { what: "a search for nothing missing", method: "POST", path: `${app}/accounts/alice/missing`, body: { known: [], missing: 0 }, ...id, field: "missing", says: /./ },
  { what: "a search past the last candidate", method: "POST", path: `${app}/accounts/alice/missing`, body: { known: [], missing: 1, skip: 100_001 }, ...id, field: "skip", says: /./ },
  { what: "marks of an id that is not ASCII", method: "GET", path: `${app}/accounts/${encodeURIComponent("林小雨")}/marks`, ...id, field: "userId", says: /English letters/ },
  { what: "a timeline with nobody", method: "GET", path: `${app}/accounts/alice/conversations/${"p".repeat(33)}/timeline`, ...id, field: "peer", says: /at most 32/ },
  { what: "a timeline from a cursor that is none", method: "GET", path: `${app}/accounts/alice/conversations/bob/timeline?cursor=${"x".repeat(201)}`, ...id, field: "cursor", says: /no longer exists/ },
  { what: "101 members to set", method: "POST", path: `${app}/groups/team/set-unread`, body: { members: manyPeers(101), unread: 1, ...why }, ...id, field: "members", says: /At most 100/ },
  { what: "no members to set", method: "POST", path: `${app}/groups/team/set-unread`, body: { members: [], unread: 1, ...why }, ...id, field: "members", says: /./ },
  { what: "an entry to put back that is no number", method: "POST", path: `${app}/audit/first/put-back`, body: why, ...id, field: "seq", says: /./ },
  { what: "an entry to put back for no reason", method: "POST", path: `${app}/audit/1/put-back`, body: {}, ...id, field: "reason", says: /Say why/ },
  { what: "an export of outcomes that there are not", method: "GET", path: "/api/audit/export?outcome=maybe", role: "admin", ...id, field: "outcome", says: /./ },
  { what: "a body that is not JSON", method: "PUT", path: groupUnread(), raw: "unread=1", status: 400, code: "malformed_json", says: /not valid JSON/ },
  { what: "a body that stops half-way", method: "POST", path: markRead(), raw: '{"peers":["bob"', status: 400, code: "malformed_json", says: /not valid JSON/ },
  { what: "a body that is not UTF-8", method: "POST", path: markRead(), raw: new Uint8Array([0x22, 0xff, 0xfe, 0x22]), status: 400, code: "malformed_json", says: /not valid JSON/ },
  { what: "no body", method: "POST", path: markRead(), raw: "", status: 400, code: "malformed_json", says: /not valid JSON/ },
  { what: "a form", method: "POST", path: markRead(), raw: "peers=bob", contentType: "application/x-www-form-urlencoded", status: 415, code: "not_json", says: /as JSON/ },
  { what: "JSON that calls itself text", method: "POST", path: markRead(), raw: '{"peers":["bob"],"reason":"x"}', contentType: "text/plain", status: 415, code: "not_json", says: /as JSON/ },
  { what: "a body of 5 MB", method: "POST", path: markRead(), raw: JSON.stringify({ peers: ["bob"], reason: "x".repeat(5_000_000) }), status: 413, code: "too_large", says: /larger than 256 KB/ },
];

test.beforeEach(({ sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }], messages: 9 });
});

for (const { what, method, path, body, raw, contentType, status, code, field, says, role = "operator" } of refused) {
  test(`${what} is refused with a sentence, and nothing is sent to IM`, async ({ http, sandbox }) => {
    const client = await http(role);
    const answer = await client.request(method, path, { body, ...(raw !== undefined && { raw }), ...(contentType && { headers: { "content-type": contentType } }) });
    expect(answer.status, answer.text.slice(0, 500)).toBe(status);
    const error = errorOf(answer);
    expect(error.code).toBe(code);
    expect(field === undefined ? error.message : error.fields?.[field], JSON.stringify(error)).toMatch(says);
    expect(error.message).toMatch(/^[A-Z“].+[.!]$/);
    expect(error.requestId).toBe(answer.headers.get("x-request-id"));
    expect(sandbox.stats().commands).toEqual({});

    const entry = await auditEntryOf(client, answer);
    if (recorded.test(`${method} ${path}`)) expect(entry).toMatchObject({ actor: role, outcome: "denied", errorCode: code });
    else expect(entry, "a look-up that was refused is no attempt to change anything").toBeUndefined();
  });
}

test("an address with a broken percent-encoding or an empty id is refused, and nothing is sent to IM", async ({ http, sandbox }) => {
  const client = await http("operator");
  for (const path of [`${app}/accounts/%zz/unread`, `${app}/accounts/%E5%9/unread`, `${app}/accounts//unread`, `${app}/groups//members`]) {
    const { status, text } = await client.get(path);
    expect.soft(status, `${path}: ${text.slice(0, 200)}`).toBeGreaterThanOrEqual(300);
    expect.soft(status, `${path}: ${text.slice(0, 200)}`).toBeLessThan(500);
  }
  expect(sandbox.stats().commands).toEqual({});
});

test("an unknown account is said to be unknown, for every route that names one", async ({ http }) => {
  const client = await http("agent");
  const total = await client.get(`${app}/accounts/nobody-here/unread`);
  expect(total.status).toBe(404);
  expect(errorOf(total)).toMatchObject({ code: "account_not_found", message: expect.stringMatching(/no account with this id/), im: { code: 90003 } });

  expect((await client.post(`${app}/accounts/nobody-here/unread`, { peers: ["bob"] })).status).toBe(404);
  expect((await client.get(`${app}/accounts/nobody-here`)).json()).toMatchObject({ userId: "nobody-here", exists: false });
});

test("marking an unknown account's conversations read is refused, recorded, and marks nothing", async ({ http, sandbox }) => {
  const client = await http("agent");
  const answer = await client.post(markRead("nobody-here"), { peers: ["bob"], ...why });
  expect(answer.status).toBe(404);
  expect(errorOf(answer).code).toBe("account_not_found");
  expect(sandbox.calls("admin_set_msg_read")).toBe(0);
  expect(await auditEntryOf(client, answer)).toMatchObject({ account: "nobody-here", peer: "bob", outcome: "failed", errorCode: "account_not_found" });
});

test("an unknown peer fails alone, beside the others' results", async ({ http, sandbox }) => {
  const client = await http("agent");
  const lookedUp = await client.post(`${app}/accounts/alice/unread`, { peers: ["gone", "bob"] });
  expect(lookedUp.json()).toMatchObject({ conversations: [{ peer: "gone", error: { code: "peer_not_found" } }, { peer: "bob", unread: 3 }] });

  const marked = await client.post(markRead(), { peers: ["gone", "bob"], ...why });
  expect(marked.status).toBe(200);
  expect(marked.json()).toMatchObject({ results: [{ peer: "gone", error: { code: "peer_not_found" } }, { peer: "bob", before: 3, after: 0, effect: "changed" }] });
  expect(sandbox.truth("alice").c2cTotal).toBe(0);
});

test("a group that does not exist and an account that is no member are told apart, and nothing is set", async ({ http, sandbox }) => {
  sandbox.addAccount({ userId: "outsider" });
  const client = await http("agent");
  for (const [path, code] of [[groupUnread("no-such-group"), "group_not_found"], [groupUnread("team", "outsider"), "member_not_found"], [groupUnread("team", "nobody-here"), "member_not_found"]] as const) {
    const answer = await client.put(path, { unread: 1, ...why });
    expect(answer.status).toBe(404);
    expect(errorOf(answer).code).toBe(code);
    expect(await auditEntryOf(client, answer)).toMatchObject({ outcome: "denied", errorCode: code });
  }
  expect((await client.get(`${app}/groups/no-such-group`)).status).toBe(404);
  expect((await client.get(`${app}/groups/no-such-group/members`)).status).toBe(404);
  expect(sandbox.calls("set_unread_msg_num")).toBe(0);
});

for (const type of ["ChatRoom", "AVChatRoom"]) {
  test(`setting unread in a group of type ${type} is refused with the reason, and nothing is set`, async ({ http, sandbox }) => {
    sandbox.addGroup({ groupId: "uncounted", type, members: ["alice"] });
    const client = await http("agent");
    const answer = await client.put(groupUnread("uncounted"), { unread: 1, ...why });
    expect(answer.status).toBe(409);
    expect(errorOf(answer)).toMatchObject({ code: "unsupported_group_type", message: expect.stringContaining(type === "ChatRoom" ? "Meeting" : type) });
    expect(sandbox.calls("set_unread_msg_num")).toBe(0);
    expect(await auditEntryOf(client, answer)).toMatchObject({ groupId: "uncounted", account: "alice", outcome: "denied", errorCode: "unsupported_group_type" });
  });
}

test("1,000 peers are looked up in the order asked, ten at a time", async ({ http, sandbox }) => {
  for (const peer of ["peer-0", "peer-999"]) sandbox.addUnread({ to: "alice", from: peer, count: 2 });
  const peers = manyPeers(1000);
  const answer = await (await http("viewer")).post(`${app}/accounts/alice/unread`, { peers });
  const { conversations } = answer.json() as { conversations: { peer: string; unread?: number }[] };
  expect(conversations.map(({ peer }) => peer)).toEqual(peers);
  expect([conversations[0]?.unread, conversations[999]?.unread]).toEqual([2, 2]);
  expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(100);
  expect(sandbox.stats().commands["openim/get_c2c_unread_msg_num"]?.overLimit).toBe(0);
});

test("a refusal speaks the reader's language", async ({ http }) => {
  const client = await http("viewer");
  const headers = { "accept-language": "zh-CN,zh;q=0.9,en;q=0.5" };
  const forbidden = errorOf(await client.put(groupUnread(), { unread: 1, ...why }, { headers }));
  expect(forbidden.message).toMatch(/[\u4e00-\u9fff]/u);
  const invalid = errorOf(await client.get(`${app}/accounts/${"a".repeat(33)}/unread`, { headers }));
  expect(invalid.fields?.userId).toMatch(/[\u4e00-\u9fff].*32/u);
});
