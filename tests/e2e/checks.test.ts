import type { Page } from "playwright/test";
import { appId, secretKey } from "../support/console";
import { findLeaks } from "../support/leaks";
import { expect, expectAccessible, hydrated, test } from "./fixtures";
import { watch } from "./watch";

// That nothing is found is only worth something if it would be: these look at the checks themselves.

test("the search for secrets finds the key in any usual form, and a signature whether it is known or not", async ({ http, sandbox, server }) => {
  sandbox.addAccount({ userId: "alice" });
  server.im.forget();
  await (await http("viewer")).get(`/api/apps/${appId}/accounts/alice/unread`);
  const userSig = /usersig=([^&]+)/.exec(server.im.requests().join("\n"))?.[1] ?? "";
  expect(userSig).toMatch(/^eJ[\w*-]{80,}/);

  const known = { texts: [secretKey], userSigs: [userSig] };
  const unknown = { texts: [secretKey], userSigs: [] };
  expect(findLeaks(`{"signature":"${userSig}"}`, known)).toContain("a UserSig that was in use");
  expect(findLeaks(`{"signature":"${userSig}"}`, unknown)).toContain("a UserSig");
  expect(findLeaks(`x=${encodeURIComponent(userSig)}`, unknown)).toContain("a UserSig");
  for (const form of [secretKey, secretKey.toUpperCase(), Buffer.from(secretKey).toString("base64"), Buffer.from(`key=${secretKey};`).toString("base64"), Buffer.from(secretKey).toString("hex")]) {
    expect(findLeaks(`<p>${form}</p>`, unknown), form).toHaveLength(1);
  }
  expect(findLeaks("eJwrycwtyEmsBAAKYQMu and eyJhbGciOiJkaXIifQ are no signatures", unknown)).toEqual([]);
});

test("the recorders hold what the browser received, and what went to IM", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("viewer");
  await page.goto("/unread?account=alice");
  await expect(page.getByText("alice has 12 unread one-to-one messages.")).toBeVisible();
  const received = server.outside.answers();
  expect(received).toContain('{"userId":"alice","total":12}');
  expect(received).toContain("<html");
  expect(received).toMatch(/content-type: application\/javascript/i);
  expect(server.im.requests().some((request) => request.startsWith("POST /v4/openim/get_c2c_unread_msg_num?"))).toBe(true);
});

const mishaps: { what: string; happen: (page: Page) => Promise<unknown>; says: RegExp }[] = [
  { what: "a stray console.error", happen: (page) => page.evaluate(() => console.error("stray")), says: /^console: stray/ },
  { what: "an error that nobody catches", happen: (page) => page.evaluate(() => void setTimeout(() => Promise.reject(new Error("nobody's")))), says: /^uncaught: Error: nobody's/ },
  { what: "a script that the policy refuses", happen: (page) => page.locator("main").evaluate((main) => main.insertAdjacentHTML("beforeend", '<img alt="" src="data:," onerror="void 0">')), says: /^console: .*Content Security Policy/ },
  { what: "a request to another host", happen: (page) => page.goto("http://127.0.0.2:9/").catch(() => null), says: /^a request to http:\/\/127\.0\.0\.2/ },
  { what: "an answer with an error that the test did not announce", happen: (page) => page.evaluate(() => fetch("/api/me").then(({ status }) => status)), says: /^console: .*401/ },
];

for (const { what, happen, says } of mishaps) {
  test(`${what} is noticed, and would fail the test it came from`, async ({ browser, server }) => {
    const context = await browser.newContext();
    const watched = watch(context, server.url);
    const page = await context.newPage();
    await page.goto(`${server.url}/sign-in`);
    await hydrated(page);
    expect(watched.problems()).toEqual([]);
    await happen(page);
    await expect.poll(() => watched.problems().filter((problem) => says.test(problem))).not.toEqual([]);
    await context.close();
  });
}

test("a fault that axe finds would fail the test it came from", async ({ browser, server }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await hydrated(page);
  await expectAccessible(page);
  await page.locator("main").evaluate((main) => main.append(document.createElement("select")));
  await expect(expectAccessible(page)).rejects.toThrow(/select-name/);
  await context.close();
});
