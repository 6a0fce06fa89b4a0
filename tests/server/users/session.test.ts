import { NextRequest } from "next/server";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { signInAttempts } from "@/lib/server/db/schema";
import { getActor, requireActor } from "@/lib/server/session";
import { handleAuth } from "@/lib/server/users/handle-auth";
import { encodeToken } from "@/lib/server/users/session-token";
import { addPerson, useDatabase } from "./fixture";

const context = useDatabase();
const secret = "a secret that only this test file knows, long enough";
const name = "__Host-unread-console.session";
const jar = new Map<string, string>();
const set = vi.fn<(name: string, value: string, options: object) => void>();
const runtime = { env: { url: "https://unread.example.com", sessionSecret: secret }, log: pino({ level: "silent" }), db: undefined as unknown };

vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (wanted: string) => (jar.has(wanted) ? { value: jar.get(wanted) } : undefined), set }),
}));
vi.mock("@/lib/server/runtime", () => ({ getRuntime: async () => runtime }));

beforeEach(() => {
  jar.clear();
  set.mockClear();
  // One runtime for all tests, as in a process: it remembers users for two seconds, so each test has people of its own.
  runtime.db = context.db;
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => void vi.useRealTimers());

async function enter(person: string) {
  jar.set(name, await encodeToken({ name: person, epoch: 1, signedInAt: Math.floor(Date.now() / 1000) }, secret));
}
const request = (path: string, init?: { body: string; headers?: Record<string, string> }) =>
  handleAuth(new NextRequest(`https://unread.example.com/api/auth/${path}`, init && { method: "POST", ...init }), { params: Promise.resolve({ nextauth: path.split("/") }) });

test("without a cookie, or with one under another name, nobody is signed in", async () => {
  expect(await getActor()).toBeNull();
  await expect(requireActor()).rejects.toMatchObject({ code: "unauthenticated" });
  await addPerson(context.db, "first");
  await enter("first");
  jar.set("unread-console.session", jar.get(name) ?? "");
  jar.delete(name);
  expect(await getActor()).toBeNull();
});

test("a page learns who is signed in and writes no cookie; a route renews a session older than five minutes", async () => {
  await addPerson(context.db, "second", "operator");
  await enter("second");
  expect(await getActor()).toEqual({ name: "second", role: "operator" });
  expect(await requireActor()).toEqual({ name: "second", role: "operator" });
  expect(set).not.toHaveBeenCalled();

  vi.setSystemTime(Date.now() + 301_000);
  await getActor();
  expect(set).not.toHaveBeenCalled();
  await requireActor();
  expect(set).toHaveBeenCalledWith(name, expect.any(String), { httpOnly: true, secure: true, sameSite: "lax", path: "/", maxAge: 8 * 3600 });
  jar.set(name, set.mock.calls[0]?.[1] ?? "");
  set.mockClear();
  await requireActor();
  expect(set).not.toHaveBeenCalled();
});

test("takes nothing for the log from outside, and no address that next-auth has but we do not", async () => {
  expect((await request("_log", { body: "level=error&code=x", headers: { "content-type": "application/x-www-form-urlencoded" } })).status).toBe(404);
  expect((await request("verify-request")).status).toBe(404);
});

test("refuses a large body and broken JSON before anything is tried", async () => {
  expect((await request("callback/credentials", { body: "x".repeat(20_000) })).status).toBe(413);
  for (const body of ["{", "null", "3"]) {
    const refused = await request("callback/credentials", { body, headers: { "content-type": "application/json" } });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: "malformed_json", requestId: expect.any(String) } });
  }
  expect(await context.db.select().from(signInAttempts)).toEqual([]);
});

test("keeps the session's cookie while the database does not answer", async () => {
  await addPerson(context.db, "third");
  await enter("third");
  vi.spyOn(context.db, "select").mockImplementationOnce(() => {
    throw new Error("gone away");
  });
  const answer = await request("session");
  expect(answer.status).toBe(503);
  expect(answer.headers.get("set-cookie")).toBeNull();
});
