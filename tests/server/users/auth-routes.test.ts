import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { pino } from "pino";
import { beforeEach, expect, test, vi } from "vitest";
import { ensureDemoUsers, setDisabled } from "@/lib/server/users";
import { createAuthOptions } from "@/lib/server/users/auth-options";
import { createSessions } from "@/lib/server/users/sessions";
import { addPerson, password, useDatabase } from "./fixture";

const context = useDatabase();
const secret = "a secret that only this test file knows, long enough";
const logged: string[] = [];
const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });

beforeEach(() => {
  logged.length = 0;
});

/** next-auth's routes with a browser in front that keeps cookies. */
function browse({ url = "http://localhost:3000", demo = false, db = context.db } = {}) {
  vi.stubEnv("NEXTAUTH_URL", url);
  const sessions = createSessions({ db, secret, ttl: 0 });
  const jar = new Map<string, string>();
  const setCookies: string[] = [];

  async function call(method: "GET" | "POST", path: string, body: Record<string, string> = {}) {
    const [pathname = "", search = ""] = path.split("?");
    const answer = { status: 200, location: undefined as string | undefined, body: undefined as unknown };
    const headers: Record<string, string | string[]> = {};
    const request = { method, body, query: { nextauth: pathname.split("/"), ...Object.fromEntries(new URLSearchParams(search)) }, cookies: Object.fromEntries(jar), headers: { "x-client-address": "192.0.2.7" } };
    const response = {
      status(code: number) {
        answer.status = code;
        return response;
      },
      getHeader: (name: string) => headers[name],
      setHeader: (name: string, value: string | string[]) => {
        headers[name] = value;
        return response;
      },
      end() {},
      json: (value: unknown) => void (answer.body = value),
      send: (value: unknown) => void (answer.body = value),
    };
    const options = createAuthOptions({ db, url, secret, log, sessions, demo });
    await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
    for (const line of [headers["Set-Cookie"] ?? []].flat()) {
      setCookies.push(line);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, decodeURIComponent(value));
    }
    answer.location = typeof headers.Location === "string" ? headers.Location : undefined;
    return answer;
  }
  const post = async (path: string, fields: Record<string, string>) => {
    const { body } = await call("GET", "csrf");
    return call("POST", path, { csrfToken: (body as { csrfToken: string }).csrfToken, ...fields });
  };
  const signIn = (fields: Record<string, string>) => post("callback/credentials", fields);
  return { call, post, signIn, jar, setCookies };
}

test("signs a program in with csrf token, user name and password, and says who it is", async () => {
  await addPerson(context.db, "ann", "operator");
  const browser = browse();
  const answer = await browser.signIn({ username: "Ann", password });
  expect(answer).toMatchObject({ status: 302, location: "http://localhost:3000/" });
  expect((await browser.call("GET", "session")).body).toMatchObject({ user: { name: "ann", role: "operator" } });
});

test("over https every cookie is HttpOnly, Secure, SameSite=Lax and bound to this host", async () => {
  await addPerson(context.db, "ann");
  const browser = browse({ url: "https://unread.example.com" });
  await browser.signIn({ username: "ann", password });
  expect([...browser.jar.keys()].toSorted()).toEqual(["__Host-unread-console.callback-url", "__Host-unread-console.csrf", "__Host-unread-console.session"]);
  for (const line of browser.setCookies) {
    expect(line).toMatch(/; Path=\/(;|$)/);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; Secure/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(line).not.toMatch(/Domain/i);
  }
});

test("over http, for the demo on this machine, the cookies have no prefix and are not Secure", async () => {
  await addPerson(context.db, "ann");
  const browser = browse();
  await browser.signIn({ username: "ann", password });
  expect(browser.jar.has("unread-console.session")).toBe(true);
  expect(browser.setCookies.join("\n")).not.toMatch(/Secure/);
});

test("each sign-in gets a token of its own that tells nothing but name, epoch and time", async () => {
  await addPerson(context.db, "ann");
  const browser = browse();
  await browser.signIn({ username: "ann", password });
  const first = browser.jar.get("unread-console.session");
  await browser.signIn({ username: "ann", password });
  const second = browser.jar.get("unread-console.session");
  expect(second).not.toBe(first);
  expect(Object.keys((await decode({ token: second, secret })) ?? {}).toSorted()).toEqual(["epoch", "exp", "iat", "jti", "name", "signedInAt"]);
});

test("refuses without the csrf token", async () => {
  await addPerson(context.db, "ann");
  const browser = browse();
  await browser.call("GET", "csrf");
  await browser.call("POST", "callback/credentials", { csrfToken: "guessed", username: "ann", password });
  expect(browser.jar.has("unread-console.session")).toBe(false);
});

test("a refusal comes back as a code that the sign-in page can read, the same for names that do not exist", async () => {
  await addPerson(context.db, "ann");
  const browser = browse();
  for (const name of ["ann", "nobody"]) {
    for (let index = 0; index < 5; index += 1) {
      expect((await browser.signIn({ username: name, password: "wrong" })).location).toBe("http://localhost:3000/api/auth/error?error=invalid_credentials");
    }
    expect((await browser.signIn({ username: name, password })).location).toBe("http://localhost:3000/api/auth/error?error=too_many_attempts%3A2");
  }
  expect((await browser.call("GET", "error?error=too_many_attempts:2")).location).toBe("/sign-in?error=too_many_attempts:2");
  expect(browser.jar.has("unread-console.session")).toBe(false);
});

test("fields that are missing or no text are wrong credentials", async () => {
  const browser = browse();
  expect((await browser.signIn({})).location).toContain("invalid_credentials");
  expect((await browser.signIn({ username: "ann", password: { $gt: "" } as unknown as string })).location).toContain("invalid_credentials");
});

test("what fails on our side says so, is logged, and shows nothing of itself", async () => {
  const broken = Object.create(context.db, { transaction: { value: () => Promise.reject(new Error("connection string postgres://secret")) } }) as typeof context.db;
  const browser = browse({ db: broken });
  const answer = await browser.signIn({ username: "ann", password: "hunter2 hunter2" });
  expect(answer.location).toBe("http://localhost:3000/api/auth/error?error=unavailable");
  expect(logged.join("")).toContain("sign-in failed");
  expect(logged.join("")).not.toContain("hunter2");
});

test("a disabled user's session ends and its cookie goes", async () => {
  await addPerson(context.db, "ann");
  const browser = browse();
  await browser.signIn({ username: "ann", password });
  await setDisabled(context, { name: "ann", disabled: true });
  expect((await browser.call("GET", "session")).body).toEqual({});
  expect(browser.jar.has("unread-console.session")).toBe(false);
  expect(logged.join("")).not.toContain('"level":50');
});

test("signing out takes the cookie away", async () => {
  await addPerson(context.db, "ann");
  const browser = browse();
  await browser.signIn({ username: "ann", password });
  await browser.post("signout", {});
  expect(browser.jar.has("unread-console.session")).toBe(false);
});

test.each(["https://evil.example", "//evil.example/x", "http://localhost:3000.evil.example", "http://localhost:3001/", "javascript:alert(1)", "/\\evil.example", "http://["])("never sends anybody to %s", async (callbackUrl) => {
  await addPerson(context.db, "ann");
  const answer = await browse().signIn({ username: "ann", password, callbackUrl });
  expect(answer.status).toBe(302);
  expect(new URL(answer.location ?? "").origin).toBe("http://localhost:3000");
});

test("goes to an address of its own after signing in", async () => {
  await addPerson(context.db, "ann");
  const answer = await browse().signIn({ username: "ann", password, callbackUrl: "/accounts/%40TGS%232?unread=1" });
  expect(answer.location).toBe("http://localhost:3000/accounts/%40TGS%232?unread=1");
});

test("in the demo one click signs in as a role", async () => {
  await ensureDemoUsers(context.db, "demo-pass");
  const browser = browse({ demo: true });
  await browser.post("callback/demo", { role: "agent" });
  expect((await browser.call("GET", "session")).body).toMatchObject({ user: { name: "agent", role: "agent" } });
  expect((await browser.post("callback/demo", { role: "root" })).location).toContain("invalid_credentials");
});

test("outside the demo there is no one-click sign-in, whoever is in the table", async () => {
  await ensureDemoUsers(context.db, "demo-pass");
  const browser = browse();
  expect((await browser.post("callback/demo", { role: "admin" })).status).toBe(400);
  expect(browser.jar.has("unread-console.session")).toBe(false);
  expect(Object.keys((await browser.call("GET", "providers")).body as object)).toEqual(["credentials"]);
});
