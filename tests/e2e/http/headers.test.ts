import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../support/command";
import { demoVariables } from "../../support/console";
import { HttpClient, type Answer } from "../../support/http-client";
import { expect, test } from "../fixtures";
import { table } from "./route-table";

/** Every page on disk, as an address. */
const pages = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|[\\/])page\.tsx$/.test(name))
  .map((name) => `/${dirname(name).replaceAll("\\", "/")}`.replaceAll(/\/\([^)]*\)/g, "").replace(/^\/\.$/, "/") || "/");

test("there are pages to look at", () => {
  expect(pages).toEqual(expect.arrayContaining(["/", "/sign-in", "/unread", "/mark-read", "/group-unread", "/audit"]));
});

for (const path of pages) {
  test(`${path} allows its own scripts and styles alone, and nobody to frame or keep it`, async ({ http }) => {
    const client = await http(path === "/sign-in" ? undefined : "viewer");
    const [first, second] = [await client.get(path), await client.get(path)];
    expect(first.status).toBe(200);
    expectGuarded(first);
    const nonce = nonceOf(first);
    expect(nonce).not.toBe(nonceOf(second));
    const policy = first.headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe/);

    const tags = [...first.text.matchAll(/<(script|style)\b([^>]*)>/g)];
    expect(tags.length).toBeGreaterThan(0);
    for (const [tag, , attributes = ""] of tags) expect(attributes, tag).toContain(`nonce="${nonce}"`);
    expect(first.text).not.toMatch(/\son[a-z]+="/i);
    expect(first.text).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    // A form that is sent before its code runs must not put what was typed into the address.
    for (const [tag] of first.text.matchAll(/<form\b[^>]*>/g)) if (path === "/sign-in") expect(tag).toMatch(/method="post"/i);
    expect(first.headers.get("cache-control")).toMatch(/no-store|private/);
  });
}

test("a page in its prefetched form and an answer of the API may run nothing at all", async ({ http }) => {
  const client = await http("viewer");
  for (const { method, path, body } of table) expectGuarded(await client.request(method, path, { body }));
  const prefetched = await client.get("/unread", { headers: { "next-router-prefetch": "1", rsc: "1" } });
  expectGuarded(prefetched);
});

test("pages without a session lead to the sign-in and show nothing else", async ({ http }) => {
  const client = await http();
  for (const path of pages.filter((page) => page !== "/sign-in")) {
    for (const headers of [{}, { rsc: "1" }, { "next-router-prefetch": "1", rsc: "1" }]) {
      const answer = await client.get(path, { headers });
      expect(answer.text, `${path} with ${JSON.stringify(headers)}`).not.toContain("Test Chat");
      if (Object.keys(headers).length === 0) {
        expect(answer.status).toBe(307);
        expect(answer.headers.get("location")).toMatch(/^\/sign-in/);
      }
    }
  }
});

test("behind https the cookies are bound to the host and the browser is told to stay with https", async ({ startServer }) => {
  const server = await startServer({ variables: { ...demoVariables, NEXTAUTH_URL: "https://unread.example.com" } });
  const client = new HttpClient(server.url);
  const headers = { host: "unread.example.com", "x-forwarded-proto": "https", origin: "https://unread.example.com" };
  const page = await client.get("/sign-in", { headers });
  expect(page.headers.get("strict-transport-security")).toMatch(/max-age=\d{8,}/);
  const csrf = await client.get("/api/auth/csrf", { headers });
  const cookies = csrf.headers.getSetCookie();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/);
    expect(cookie).toMatch(/; ?Secure/i);
    expect(cookie).toMatch(/; ?HttpOnly/i);
    expect(cookie).toMatch(/; ?SameSite=Lax/i);
  }
});

function expectGuarded({ headers }: Answer): void {
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("permissions-policy")).toContain("camera=()");
}

function nonceOf({ headers }: Answer): string {
  return /script-src [^;]*'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "no nonce";
}
