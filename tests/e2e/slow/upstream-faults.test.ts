import type { Fault, Sandbox } from "../../../lib/sandbox/index";
import { appId, demoVariables, freePort, type Variables } from "../../support/console";
import { errorOf, type Answer, type HttpClient } from "../../support/http-client";
import { expect, openHttp, test } from "../fixtures";
import { auditEntriesOf } from "../http/audit-entry";

test.describe.configure({ timeout: 120_000 });

const wrongKey = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";
const day = 86_400_000;

interface Trouble {
  what: string;
  /** Set for good when the console starts: curing it takes a restart. */
  variables?: Variables;
  /** Comes and goes while the console runs. */
  faults?: Fault[];
  clockOffsetMs?: number;
  status: number;
  code: string;
  says: RegExp;
}

const troubles: Trouble[] = [
  { what: "a wrong secret key", variables: { IM_SECRET_KEY: wrongKey }, status: 502, code: "im_misconfigured", says: /secret key/i },
  { what: "a wrong app id", variables: { IM_SDK_APP_ID: "1400000099" }, status: 502, code: "im_misconfigured", says: /SDKAppID/ },
  { what: "an account that is no app admin", variables: { IM_ADMIN_USER_ID: "somebody" }, status: 502, code: "im_misconfigured", says: /admin/i },
  { what: "an expired signature", clockOffsetMs: 10 * day, status: 502, code: "im_misconfigured", says: /clock|expired/i },
  { what: "a 502 with an HTML body", faults: [{ rate: 1, kind: "http502" }], status: 502, code: "im_bad_answer", says: /answered with HTTP 502/ },
  { what: "a cut-off JSON", faults: [{ rate: 1, kind: "truncated" }], status: 502, code: "im_bad_answer", says: /cut off/ },
  { what: "a connection closed without an answer", faults: [{ rate: 1, kind: "reset" }], status: 502, code: "im_unreachable", says: /closed the connection/ },
  { what: "an over-limit answer", faults: [{ rate: 1, kind: "code", code: 60007 }], status: 503, code: "im_busy", says: /often|limit|rate|frequen/i },
  { what: "an internal error of IM", faults: [{ rate: 1, kind: "code", code: 91000 }], status: 502, code: "im_refused", says: /91000/ },
  { what: "a code nobody has heard of", faults: [{ rate: 1, kind: "code", code: 99_999 }], status: 502, code: "im_refused", says: /99999/ },
  { what: "an endpoint that hangs", faults: [{ rate: 1, kind: "delay", ms: 60_000 }], status: 504, code: "im_timeout", says: /did not answer within/ },
];

for (const { what, variables, faults, clockOffsetMs, status, code, says } of troubles) {
  test(`${what} is told in a sentence that helps, and recorded; once it is mended the console works`, async ({ sandbox, startServer }) => {
    arrange(sandbox);
    const server = await startServer({ variables: { ...demoVariables, ...variables } });
    const client = await openHttp(server, "agent");
    const app = `/api/apps/${variables?.IM_SDK_APP_ID ?? appId}`;
    if (faults) sandbox.faults(faults);
    if (clockOffsetMs) sandbox.options({ clockOffsetMs });

    const lookedUp = await client.get(`${app}/accounts/alice/unread`);
    expectTold(lookedUp, { status, code, says });
    const written = await client.post(`${app}/accounts/alice/mark-read`, { peers: ["bob"], reason: "to see what happens" });
    expectTold(written, { status, code, says });
    const [entry] = await auditEntriesOf(client, written);
    expect(entry).toMatchObject({ account: "alice", peer: "bob", outcome: "failed", errorCode: code });

    if (variables) return;
    sandbox.faults([]);
    sandbox.options({ clockOffsetMs: 0 });
    await expectWorking(client);
  });
}

const brokenOff: Trouble = { what: "an internal error of IM", faults: [{ rate: 1, kind: "code", code: 91000 }], status: 502, code: "im_refused", says: /91000/ };

test("every newer route tells of IM's trouble too, and changes nothing", async ({ sandbox, startServer }) => {
  arrange(sandbox);
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }], messages: 9 });
  const client = await openHttp(await startServer({ variables: demoVariables }), "operator");
  const app = `/api/apps/${appId}`;
  const set = await client.put(`${app}/groups/team/members/alice/unread`, { unread: 2, reason: "to be put back" });
  const [entry] = await auditEntriesOf(client, set);
  const tells: [path: string, body?: unknown][] = [
    [`${app}/accounts/alice/marks`],
    [`${app}/accounts/alice/conversations/bob/timeline`],
    [`${app}/groups/team/set-unread`, { members: ["alice"], unread: 0, reason: "to see what happens" }],
    [`${app}/audit/${entry?.seq}/put-back`, { reason: "to see what happens" }],
  ];
  sandbox.faults(brokenOff.faults ?? []);
  for (const [path, body] of tells) expectTold(await (body === undefined ? client.get(path) : client.post(path, body)), brokenOff);
  const picture = await client.get(`${app}/accounts/alice/picture`);
  expect(picture.json()).toMatchObject({ sums: { total: null, badge: null }, conversations: { ok: false }, groups: { ok: false } });
  const search = await client.post(`${app}/accounts/alice/missing`, { known: [], missing: 3 });
  // The status has gone out by then: the trouble is the last line.
  expect(JSON.parse(search.text.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ error: { code: brokenOff.code, message: expect.stringContaining("91000") } });
  expect(sandbox.truth("alice")).toMatchObject({ c2cTotal: 3, groups: [{ unread: 2 }] });
});

test("an endpoint where nothing listens is told in a sentence that helps", async ({ startServer }) => {
  const server = await startServer({ variables: { ...demoVariables, IM_ENDPOINT: `http://127.0.0.1:${await freePort()}` } });
  const client = await openHttp(server, "agent");
  expectTold(await client.get(`/api/apps/${appId}/accounts/alice/unread`), { status: 502, code: "im_unreachable", says: /nothing accepts connections there\. Check the configured endpoint/ });
});

test("a Chinese reader is told as precisely what to check", async ({ sandbox, startServer }) => {
  arrange(sandbox);
  const server = await startServer({ variables: demoVariables });
  const client = await openHttp(server, "agent");
  const lookUp = async () => errorOf(await client.get(`/api/apps/${appId}/accounts/alice/unread`, { headers: { "accept-language": "zh-CN" } }));
  const troublesInChinese: [Fault, RegExp][] = [
    [{ rate: 1, kind: "code", code: 70009 }, /^IM 不接受该应用的配置.+。$/],
    [{ rate: 1, kind: "http502" }, /^IM 接口返回了 HTTP 502.+网关.+重试。$/],
    [{ rate: 1, kind: "truncated" }, /^IM 接口的应答中途中断.+重新查询。$/],
  ];
  for (const [fault, says] of troublesInChinese) {
    sandbox.faults([fault]);
    expect((await lookUp()).message).toMatch(says);
  }
  // So many failures in a row that the console stops asking: what it stopped for is still said.
  await expect.poll(async () => (await lookUp()).message).toMatch(/^IM 接口持续没有应答.+秒后自动恢复。IM 接口的应答中途中断.+。$/);
});

test("the console starts, signs people in and shows the record while IM is away", async ({ startServer }) => {
  const server = await startServer({ variables: { ...demoVariables, IM_ENDPOINT: `http://127.0.0.1:${await freePort()}` } });
  const client = await openHttp(server, "admin");
  for (const path of ["/healthz", "/readyz", "/api/me", "/api/apps", "/api/audit", "/api/audit/verify"]) expect((await client.get(path)).status, path).toBe(200);
});

test("a key that is corrected lets the console work with the same data", async ({ sandbox, startServer }) => {
  arrange(sandbox);
  const server = await startServer({ variables: { ...demoVariables, IM_SECRET_KEY: wrongKey } });
  const refused = await (await openHttp(server, "agent")).post(`/api/apps/${appId}/accounts/alice/mark-read`, { peers: ["bob"], reason: "too early" });
  expect(refused.status).toBe(502);
  await server.process.stop();

  const corrected = await startServer({ variables: { ...demoVariables, DATA_DIR: server.dataDir } });
  const client = await openHttp(corrected, "agent");
  await expectWorking(client);
  expect((await auditEntriesOf(client, refused)).map(({ outcome }) => outcome)).toEqual(["failed"]);
});

function arrange(sandbox: Sandbox): void {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
}

function expectTold(answer: Answer, { status, code, says }: Pick<Trouble, "status" | "code" | "says">): void {
  const error = errorOf(answer);
  expect(error, answer.text).toMatchObject({ code });
  expect(answer.status).toBe(status);
  expect([error.message, ...Object.values(error.im ?? {})].join(" "), answer.text).toMatch(says);
  // A whole sentence, and perhaps IM's own free text after it.
  expect(error.message).toMatch(/^[\p{Lu}\d][^\n]{20,}\.\)?( IM says: [^\n]+)?$/u);
  // No stack, no file, no address with a signature.
  expect(answer.text).not.toMatch(/\n\s+at |\.ts:|\.js:|node_modules|chunks|\/v4\/|usersig=|<html/i);
}

/** The breaker may still be open for some seconds. */
async function expectWorking(client: HttpClient): Promise<void> {
  await expect.poll(async () => (await client.get(`/api/apps/${appId}/accounts/alice/unread`)).status, { timeout: 20_000, intervals: [500] }).toBe(200);
  const marked = await client.post(`/api/apps/${appId}/accounts/alice/mark-read`, { peers: ["bob"], reason: "it works again" });
  expect(marked.json()).toMatchObject({ results: [{ peer: "bob", after: 0 }] });
}
