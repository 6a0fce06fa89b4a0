import * as fc from "fast-check";
import { AuditPage } from "@/lib/shared/audit";
import { appId } from "../../support/console";
import { expect, test } from "../fixtures";

/** Ids that a URL, a spreadsheet, a shell, a template or a page could take for something else. */
const hostile = ["@TGS#_@TGS#c/..%2F?&", "=1+1", "+49", "-2", "@SUM(A1)", "a/../../b", "%2e%2e", "%", "%00", "a?b=c&d", "#", "a b", " ", "\\", '"', "'; drop table users;--", "<script>", "${7*7}", "{{7*7}}", "__proto__", "constructor", "null", "0", "~", "a,b", "a;b", "a|b", "...", "./a"];

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 32 });
// A path segment of one or two dots is removed by every URL parser on the way.
const id = fc.oneof(fc.constantFrom(...hostile), printable).filter((text) => text !== "." && text !== "..");

test("whatever characters ids have, look-ups and changes reach exactly who is meant", async ({ http, sandbox }) => {
  test.setTimeout(120_000);
  const client = await http("agent");
  const app = `/api/apps/${appId}`;
  await fc.assert(
    fc.asyncProperty(id, id, id, async (account, peer, groupId) => {
      fc.pre(account !== peer && account !== "administrator" && peer !== "administrator");
      sandbox.reset();
      sandbox.addUnread({ to: account, from: peer, count: 3 });
      sandbox.addGroup({ groupId, type: "Public", members: [{ userId: account, unread: 5 }, peer], messages: 9 });
      const user = `${app}/accounts/${encodeURIComponent(account)}`;
      const member = `${app}/groups/${encodeURIComponent(groupId)}/members/${encodeURIComponent(account)}/unread`;

      expect((await client.get(user)).json()).toMatchObject({ userId: account, exists: true });
      expect((await client.get(`${user}/unread`)).json()).toEqual({ userId: account, total: 3 });
      expect((await client.post(`${user}/unread`, { peers: [peer] })).json()).toEqual({ userId: account, conversations: [{ peer, unread: 3 }] });
      expect((await client.get(`${user}/picture`)).json()).toMatchObject({ userId: account, sums: { total: 3, listed: 3, groups: 5, badge: 8 }, conversations: { value: { list: [{ peer, unread: 3 }] } }, groups: { value: [{ groupId }] } });
      expect((await client.get(`${user}/conversations/${encodeURIComponent(peer)}/timeline`)).json()).toMatchObject({ messages: [{ direction: "in" }, { direction: "in" }, { direction: "in" }] });
      const marked = await client.post(`${user}/mark-read`, { peers: [peer], reason: `for ${account}`, ticket: peer });
      expect(marked.json()).toEqual({ results: [{ peer, before: 3, after: 0, effect: "changed" }] });
      expect((await client.put(member, { unread: 2, reason: `for ${groupId}` })).json()).toEqual({ before: 5, asked: 2, after: 2, effect: "changed" });

      expect((await client.get(`${user}/marks`)).json()).toEqual({ flagged: [], complete: true });
      const search = await client.post(`${user}/missing`, { known: [], missing: 3 });
      expect(search.text, search.text).not.toContain('"error"');
      const several = await client.post(`${app}/groups/${encodeURIComponent(groupId)}/set-unread`, { members: [peer], unread: 1, reason: "the other" });
      expect(several.json()).toEqual({ results: [{ userId: peer, before: 0, asked: 1, after: 1, effect: "changed" }] });

      expect(sandbox.truth(account)).toMatchObject({ c2cTotal: 0, groups: [{ groupId, unread: 2 }] });
      const { entries } = AuditPage.parse((await client.get(`/api/audit?${new URLSearchParams({ account })}`)).json());
      expect(entries[0]).toMatchObject({ account, groupId, reason: `for ${groupId}`.trim() });
      expect(entries[1]).toMatchObject({ account, peer });
      const back = await client.post(`${app}/audit/${entries[0]?.seq}/put-back`, { reason: "it was right" });
      expect(back.json()).toMatchObject({ before: 2, after: 5, effect: "changed" });
      expect(sandbox.truth(account)).toMatchObject({ groups: [{ groupId, unread: 5 }] });
    }),
    { numRuns: 60, examples: hostile.map((text, index) => [text, hostile[(index + 1) % hostile.length] ?? "a", hostile[(index + 2) % hostile.length] ?? "b"] as [string, string, string]) },
  );
});

test("whatever is sent as a body, the answer is one of ours and nothing is set", async ({ http, sandbox }) => {
  test.setTimeout(120_000);
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 5 }], messages: 9 });
  const client = await http("agent");
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.constantFrom('{"__proto__":{"unread":1}}', `${"[".repeat(5000)}${"]".repeat(5000)}`, '{"unread":1,"unread":-1,"reason":"x"}')), async (raw) => {
      for (const [method, path] of [["PUT", `/api/apps/${appId}/groups/team/members/alice/unread`], ["POST", `/api/apps/${appId}/accounts/alice/mark-read`], ["POST", `/api/apps/${appId}/accounts/alice/unread`], ["POST", `/api/apps/${appId}/accounts/alice/missing`], ["POST", `/api/apps/${appId}/groups/team/set-unread`]] as const) {
        const answer = await client.request(method, path, { raw });
        expect([400, 413, 415, 422], `${answer.status} for ${raw.slice(0, 200)}`).toContain(answer.status);
        expect(answer.text).not.toMatch(/\n\s+at |node_modules/);
      }
    }),
    { numRuns: 60 },
  );
  expect(sandbox.calls("set_unread_msg_num") + sandbox.calls("admin_set_msg_read")).toBe(0);
});
