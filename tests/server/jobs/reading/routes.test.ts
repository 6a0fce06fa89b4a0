import { eq } from "drizzle-orm";
import { afterEach, vi } from "vitest";
import { GET as acts } from "@/app/api/apps/[app]/job-acts/route";
import { GET as events } from "@/app/api/jobs/[id]/events/route";
import { GET as result } from "@/app/api/jobs/[id]/result.csv/route";
import { GET as job } from "@/app/api/jobs/[id]/route";
import { GET as rows } from "@/app/api/jobs/[id]/rows/route";
import { GET as samples } from "@/app/api/jobs/[id]/samples/route";
import { GET as list } from "@/app/api/jobs/route";
import { users } from "@/lib/server/db/schema";
import { addUser } from "@/lib/server/users";
import { encodeToken } from "@/lib/server/users/session-token";
import { Job, JobActsPage, JobRowsPage, JobSamples, JobsPage } from "@/lib/shared/jobs";
import type { Role } from "@/lib/shared/roles";
import { addJob, addRows, appId, begin, expect, store, test as base } from "./fixture";

const url = "http://localhost:3000";
const secret = "a secret that only this test file knows, long enough";
const runtimeKey = Symbol.for("unread-console.runtime");
const jar = vi.hoisted(() => ({ token: undefined as string | undefined }));

// The cookies of a request are Next's to give; there is no Next here.
vi.mock("next/headers", () => ({ cookies: async () => ({ get: () => (jar.token === undefined ? undefined : { value: jar.token }), set: () => {} }) }));

type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Tests that ask as somebody who is signed in to a console on this database. */
const test = base.extend("ask", async ({ ctx, db }) => {
  const env = { ...ctx.settings, url, sessionSecret: secret, demo: undefined };
  (globalThis as { [runtimeKey]?: unknown })[runtimeKey] = Promise.resolve({ env, db, log: ctx.log, apps: ctx.apps });
  return async (handler: Handler, role: Role | undefined, path: string, params: Record<string, string> = {}): Promise<Response> => {
    const name = `the-${role}`;
    if (role) await addUser({ db }, { name, role, password: "correct horse battery" }).catch(() => undefined);
    jar.token = role && (await encodeToken({ name, epoch: 1, signedInAt: Math.floor(Date.now() / 1000) }, secret));
    return handler(new Request(`${url}${path}`), { params: Promise.resolve(params) });
  };
});
afterEach(() => {
  jar.token = undefined;
  delete (globalThis as { [runtimeKey]?: unknown })[runtimeKey];
});

const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string; fields?: Record<string, string> } }).error;
const ofJobs: [string, Handler][] = [
  ["", job],
  ["/rows", rows],
  ["/samples", samples],
  ["/events", events],
  ["/result.csv", result],
];

test("each route answers an operator in its shape, and privately", async ({ ask, db }) => {
  const id = await addJob(db, { state: "finished", startedBy: "mei" });
  await addRows(db, id, [{ item: "alice" }, {}]);
  await begin(db, id);
  await store(db, id, [{ row: 2, outcome: "changed", before: 1, after: 2 }, { row: 3, outcome: "failed", code: "10010" }]);
  const params = { id: String(id) };
  const path = `/api/jobs/${id}`;
  expect(JobsPage.parse(await (await ask(list, "operator", "/api/jobs?only=open&state=running")).json()).jobs).toMatchObject([{ id, done: 2, failed: 1 }]);
  expect(Job.parse(await (await ask(job, "operator", path, params)).json())).toMatchObject({ id, run: { done: 2 } });
  expect(JobRowsPage.parse(await (await ask(rows, "operator", `${path}/rows?outcome=failed&code=10010`, params)).json()).rows).toMatchObject([{ row: 3 }]);
  expect(JobRowsPage.parse(await (await ask(rows, "operator", `${path}/rows?phase=check&problems=true`, params)).json())).toMatchObject({ phase: "check", rows: [] });
  expect(JobSamples.parse(await (await ask(samples, "operator", `${path}/samples?phase=run`, params)).json()).samples).toMatchObject([{ done: 2 }]);
  const file = await ask(result, "operator", `${path}/result.csv?outcome=changed`, params);
  expect(file.headers.get("cache-control")).toBe("no-store");
  expect((await file.text()).split("\r\n")).toHaveLength(3);
  const acted = await ask(acts, "viewer", `/api/apps/${appId}/job-acts?account=alice`, { app: appId });
  expect(JobActsPage.parse(await acted.json()).acts).toMatchObject([{ jobId: id, account: "alice", before: 1, after: 2 }]);
  const line = await ask(events, "operator", `${path}/events`, params);
  expect(line.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(line.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  await line.body?.cancel();
});

test("nobody sees jobs without a session, and nobody below an operator", async ({ ask, db }) => {
  const id = String(await addJob(db));
  for (const [part, handler] of [...ofJobs, ["", list] as [string, Handler]]) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await ask(handler, undefined, `/api/jobs/${id}${part}`, { id })).status, part).toBe(401);
    for (const role of ["viewer", "agent"] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await ask(handler, role, `/api/jobs/${id}${part}`, { id });
      expect([answer.status, (await codeOf(answer)).code], part).toEqual([403, "forbidden"]);
    }
  }
  expect((await ask(acts, undefined, `/api/apps/${appId}/job-acts?account=alice`, { app: appId })).status).toBe(401);
});

test("a job that is none is not found, and neither is one by a number that is none", async ({ ask }) => {
  for (const [part, handler] of ofJobs) {
    // oxlint-disable-next-line no-await-in-loop
    const none = await ask(handler, "admin", `/api/jobs/999999999${part}`, { id: "999999999" });
    expect([none.status, (await codeOf(none)).code], part).toEqual([404, "job_not_found"]);
    for (const id of ["x", "-1", "1.5", "1234567890", "1e3", " 1", "%00"]) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await ask(handler, "admin", `/api/jobs/x${part}`, { id });
      expect([answer.status, Object.keys((await codeOf(answer)).fields ?? {})], `${part} ${id}`).toEqual([422, ["id"]]);
    }
  }
  expect((await ask(acts, "viewer", "/api/apps/1400000099/job-acts?account=alice", { app: "1400000099" })).status).toBe(404);
});

test("what cannot be asked is said by its field", async ({ ask, db }) => {
  const id = String(await addJob(db));
  const bad: [Handler, string, string][] = [
    [list, "/api/jobs?state=uploading", "state"],
    [list, "/api/jobs?only=theirs", "only"],
    [list, "/api/jobs?app=x", "app"],
    [list, "/api/jobs?cursor=-1", "cursor"],
    [rows, "/rows?phase=walk", "phase"],
    [rows, "/rows?outcome=done", "outcome"],
    [rows, "/rows?problems=yes", "problems"],
    [rows, "/rows?cursor=1.5", "cursor"],
    [rows, "/rows?cursor=1234567890", "cursor"],
    [rows, `/rows?code=${"x".repeat(65)}`, "code"],
    [rows, "/rows?code=a%00b", "code"],
    [samples, "/samples?phase=", "phase"],
    [result, "/result.csv?outcome=done", "outcome"],
    [acts, `/job-acts?account=${"a".repeat(65)}`, "account"],
    [acts, "/job-acts?account=a%00b", "account"],
    [acts, "/job-acts?group=g&cursor=1", "cursor"],
    [acts, "/job-acts", "account"],
  ];
  for (const [handler, path, field] of bad) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await ask(handler, "operator", path, { id, app: appId });
    // oxlint-disable-next-line no-await-in-loop
    expect([answer.status, Object.keys((await codeOf(answer)).fields ?? {})], path).toEqual([422, [field]]);
  }
});

test("odd but possible ids and codes find nothing and break nothing", async ({ ask, db }) => {
  const id = String(await addJob(db));
  await addRows(db, Number(id), [{}]);
  for (const text of ["'; drop table jobs; --", "%", "群", "@TGS#1", "a b", "\u{1F600}", "\\", "null"]) {
    const coded = encodeURIComponent(text);
    // oxlint-disable-next-line no-await-in-loop
    expect(await (await ask(rows, "operator", `/rows?code=${coded}`, { id })).json(), text).toMatchObject({ rows: [] });
    // oxlint-disable-next-line no-await-in-loop
    expect(await (await ask(acts, "viewer", `/job-acts?account=${coded}&group=${coded}`, { app: appId })).json(), text).toEqual({ acts: [], nextCursor: null });
  }
});

test("a page of another origin gets nothing", async ({ ask, db }) => {
  const id = String(await addJob(db));
  for (const [part, handler] of ofJobs) {
    const foreign: Handler = (request, segment) => handler(new Request(request, { headers: { origin: "https://elsewhere.example" } }), segment);
    // oxlint-disable-next-line no-await-in-loop
    expect((await codeOf(await ask(foreign, "admin", `/api/jobs/${id}${part}`, { id }))).code, part).toBe("foreign_origin");
  }
});

test.for([
  ["is disabled", { disabled: true }],
  ["has another role", { role: "admin" }],
  ["is to sign in anew", { sessionEpoch: 2 }],
] as const)("a watch asks for the session it came with: it does not hold once its person %s", async ([, change], { ask, db }) => {
  const { watchSession } = await import("@/lib/server/session");
  let still: (() => Promise<boolean>) | undefined;
  const keep = async () => {
    still = await watchSession();
    return new Response();
  };
  await ask(keep, "operator", "/");
  jar.token = undefined;
  expect(await still?.()).toBe(true);
  await db.update(users).set(change).where(eq(users.name, "the-operator"));
  await expect.poll(() => still?.(), { timeout: 10_000 }).toBe(false);
});
