import { roles } from "@/lib/shared/roles";
import { demoPassword, runCli } from "../support/console";
import { HttpClient } from "../support/http-client";
import { expect, hydrated, openHttp, test } from "./fixtures";

for (const role of roles) {
  test(`one click signs in as ${role} in the demo`, async ({ page }) => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByRole("button", { name: `Sign in as ${role}` }).click();
    await expect(page.getByRole("heading", { name: "Find an account or group" })).toBeVisible();
    await expect(page.getByText(`${role} • ${role}`).first()).toBeVisible();
  });
}

test("name and password sign in, and lead to the page that was asked for", async ({ page, sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await page.goto("/unread?account=alice&peers=bob");
  await page.getByLabel("User name").fill("Agent");
  await page.getByLabel("Password", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/unread\?account=alice&peers=bob$/);
  await expect(page.getByText("alice has 3 unread one-to-one messages.")).toBeVisible();
});

test("a wrong password and an unknown name get the same answer", async ({ page, pageWatch }) => {
  pageWatch.allowStatus(401);
  await page.goto("/sign-in");
  for (const name of ["agent", "nobody-of-that-name"]) {
    await page.getByLabel("User name").fill(name);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "The user name or the password is wrong." })).toBeVisible();
  }
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an empty sign-in is told at its fields, and nothing is sent", async ({ page, server }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByLabel("User name")).toHaveAccessibleDescription(/Enter your user name\./);
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Enter your password\./);
  await expect(page.getByLabel("User name")).toBeFocused();
  expect(server.outside.requests().filter((request) => request.startsWith("POST"))).toEqual([]);
});

test("a password that is sent before the page's own code runs does not end in the address", async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel("User name").fill("agent");
  await page.getByLabel("Password", { exact: true }).fill("typed-too-early");
  await page.getByRole("button", { name: "Sign in", exact: true }).click({ noWaitAfter: true });
  await page.waitForLoadState();
  await context.close();
  expect(server.outside.requests().filter((request) => request.includes("typed-too-early"))).toEqual([]);
});

test("too many attempts have to wait, and the page says how long", async ({ page, pageWatch }) => {
  pageWatch.allowStatus(401);
  await page.goto("/sign-in");
  await page.getByLabel("User name").fill("mallory");
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await page.getByLabel("Password", { exact: true }).fill(`guess ${attempt}`);
    const answered = page.waitForResponse(/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await answered;
  }
  await expect(page.getByRole("alert").filter({ hasText: /Too many attempts to sign in\. Try again in \d+ seconds?\./ })).toBeVisible();
});

test("signing in never leads to another site", async ({ page, pageWatch, server }) => {
  // The cookies go while the page before still asks for things; a path like `//elsewhere.example` names no page here.
  pageWatch.allowStatus(401, 404);
  const home = page.getByRole("heading", { name: "Find an account or group" });
  const nowhere = page.getByRole("heading", { name: "There is no such page." });
  for (const elsewhere of ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/.//elsewhere.example/x", "/a/..//elsewhere.example"]) {
    const address = `/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`;
    await page.context().clearCookies();
    await page.goto(address);
    await page.getByRole("button", { name: "Sign in as viewer" }).click();
    await expect(home.or(nowhere)).toBeVisible();
    expect(new URL(page.url()).origin, elsewhere).toBe(server.url);
    // The same for who is signed in already and is sent on at once.
    await page.goto(address);
    await expect(home.or(nowhere)).toBeVisible();
    expect(new URL(page.url()).origin, elsewhere).toBe(server.url);
  }
});

test("signing out ends the session for pages and for the API", async ({ page, signInAs, pageWatch }) => {
  pageWatch.allowStatus(401);
  await signInAs("agent");
  await page.goto("/audit");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
  expect((await page.request.get("/api/me")).status()).toBe(401);
  await page.goto("/mark-read");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a session that ends while a page is open is told, and leads back to that page", async ({ page, signInAs, pageWatch, sandbox }) => {
  pageWatch.allowStatus(401);
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await page.goto("/unread?account=alice");
  await expect(page.getByText("alice has 3 unread one-to-one messages.")).toBeVisible();

  await page.context().clearCookies();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Your session has ended." })).toBeVisible();
  await page.getByRole("link", { name: "Sign in again and come back here" }).click();
  await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
  await hydrated(page);
  await page.getByRole("button", { name: "Sign in as agent" }).click();
  await expect(page).toHaveURL(/\/unread\?account=alice$/);
  await expect(page.getByText("alice has 3 unread one-to-one messages.")).toBeVisible();
});

test("outside the demo there is no one-click sign-in, and people are those that the command line has added", async ({ context, page, pageWatch, startServer, sandbox }) => {
  pageWatch.allowStatus(401);
  const password = "a long password, typed by a person 密码";
  const server = await startServer({ prepare: (dataDir) => addPerson(dataDir, "Lin.Xiaoyu", password) });
  pageWatch.expectOrigin(server.url);
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });

  await page.goto(`${server.url}/mark-read?account=alice&peers=bob&reason=stuck`);
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /Sign in as/ })).toHaveCount(0);
  await expect(page.getByText("Demo")).toHaveCount(0);

  await page.getByLabel("User name").fill("lin.xiaoyu");
  await page.getByLabel("Password", { exact: true }).fill("a wrong password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The user name or the password is wrong." })).toBeVisible();

  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Mark conversations read" }).waitFor();
  await hydrated(page);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Mark 1 conversation read" }).click();
  await expect(page.getByText("1 changed")).toBeVisible();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("3 → 0");
  expect(sandbox.truth("alice").c2cTotal).toBe(0);

  const cookies = await context.cookies(server.url);
  expect(cookies.filter(({ httpOnly, sameSite }) => !httpOnly || sameSite !== "Lax").map(({ name }) => name)).toEqual([]);
});

test("outside the demo, one click is refused for every role, and so are the demo's names", async ({ startServer }) => {
  const server = await startServer();
  for (const role of roles) {
    const client = await openHttp(server);
    await client.signInByOneClick(role);
    await client.signIn(role, demoPassword);
    expect((await client.get("/api/me")).status).toBe(401);
  }
});

test("a person who was disabled on the command line can no longer sign in", async ({ startServer }) => {
  const password = "another long password";
  const server = await startServer({
    prepare: async (dataDir) => {
      await addPerson(dataDir, "wang", password);
      expect((await runCli("user", ["disable", "wang"], { dataDir })).code).toBe(0);
    },
  });
  const client = new HttpClient(server.url);
  expect((await client.signIn("wang", password)).status).toBe(401);
  expect((await client.get("/api/me")).status).toBe(401);

  // The data folder has one owner at a time; the command says so and changes nothing.
  const meanwhile = await runCli("user", ["enable", "wang"], { dataDir: server.dataDir });
  expect(meanwhile.code).toBe(1);
  expect(meanwhile.output).toMatch(/in use by process \d+/);
});

async function addPerson(dataDir: string, name: string, password: string): Promise<void> {
  const { code, output } = await runCli("user", ["add", name, "--role", "agent"], { dataDir, input: `${password}\n` });
  expect(code, output).toBe(0);
  expect(output).not.toContain(password);
}
