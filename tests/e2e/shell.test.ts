import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright/test";
import { demoVariables, writeAppsFile } from "../support/console";
import { expect, expectAccessible, hydrated, test } from "./fixtures";

const pages = ["/", "/accounts", "/groups", "/unread", "/mark-read", "/group-unread", "/jobs", "/jobs/new", "/audit"];

test.beforeEach(({ sandbox }) => {
  for (const [from, count] of [["bob", 12], ["a-peer-with-32-characters-in-all", 3]] as const) sandbox.addUnread({ to: "alice", from, count });
  sandbox.addGroup({ groupId: "@TGS#_@TGS#cABCDEFGHIJKLMNOPQRSTUVWXYZ", type: "Community", name: "A group with quite a long name, 客服一组", members: [{ userId: "alice", unread: 4 }] });
});

/** The pages as they are when there is something on them. */
const full = [
  "/",
  "/unread?account=alice&peers=bob,a-peer-with-32-characters-in-all,gone",
  "/mark-read?account=alice&peers=bob,a-peer-with-32-characters-in-all&reason=stuck&step=check",
  `/group-unread?group=${encodeURIComponent("@TGS#_@TGS#cABCDEFGHIJKLMNOPQRSTUVWXYZ")}&member=alice`,
  `/groups/${encodeURIComponent("@TGS#_@TGS#cABCDEFGHIJKLMNOPQRSTUVWXYZ")}?member=alice&unread=9`,
  "/audit",
];

for (const width of [320, 390]) {
  test(`nothing has to be scrolled sideways at ${width} pixels, in either language`, async ({ page, signInAs, http }) => {
    await (await http("agent")).post("/api/apps/1400000001/accounts/alice/mark-read", { peers: ["bob"], reason: "so that the record holds a long enough sentence" });
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/sign-in");
    await expectNoSidewaysScroll(page);
    await signInAs("agent");
    for (const address of full) {
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    await page.context().addCookies([{ name: "locale", value: "zh-CN", url: page.url() }]);
    for (const address of full) {
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      await expectNoSidewaysScroll(page);
    }
  });
}

test("on a phone the menu leads everywhere, and a job can be done", async ({ page, sandbox, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs("agent");
  await page.goto("/");
  await page.getByRole("button", { name: "Open menu" }).click();
  const menu = page.getByRole("dialog", { name: "Main" });
  await expect(menu).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await page.getByRole("button", { name: "Open menu" }).click();
  await menu.getByRole("link", { name: "Mark read" }).click();
  await expect(page.getByRole("heading", { name: "Mark conversations read" })).toBeVisible();
  await page.getByLabel("Account id").fill("alice");
  await page.getByLabel("Peers").fill("bob");
  await page.getByLabel("Reason").fill("stuck");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Mark 1 conversation read" }).click();
  await expect(page.getByText("1 changed")).toBeVisible();
  await expectNoSidewaysScroll(page);
  expect(sandbox.truth("alice").c2cTotal).toBe(3);
});

test("changing the language keeps the page, its address and what is on it, and is remembered", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/unread?account=alice&peers=bob");
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("12");
  const address = page.url();
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  expect(page.url()).toBe(address);
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("12");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expectAccessible(page);

  for (const path of pages) {
    await page.goto(path);
    // What people wrote into the record stays in their words, and ids are the same in every language.
    const text = await page.locator("main").evaluate((main) => {
      const copy = main.cloneNode(true);
      if (copy instanceof Element) for (const part of copy.querySelectorAll("ol, code")) part.remove();
      return copy.textContent ?? "";
    });
    const english = text.match(/\b(the|and|of|to|is|are|this|with|from)\b/gi) ?? [];
    expect(english, `English left on ${path}`).toEqual([]);
  }
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a browser that asks for Chinese gets Chinese without being told", async ({ browser, server }) => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("heading", { name: "登录", exact: true })).toBeVisible();
  await context.close();
});

test("dark and light can be chosen, and the choice outlives the page", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/");
  const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(scheme).toBe("dark");
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await expect.poll(scheme).toBe("light");
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect.poll(scheme).toBe("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.reload();
  await expect.poll(scheme).toBe("dark");
  for (const address of full) {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    await expectAccessible(page);
  }
});

test("the keyboard reaches the search from anywhere and the content without the navigation", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/audit");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  const search = page.getByRole("combobox", { name: "Search for an account or group" });
  await page.keyboard.press("/");
  await page.keyboard.type("a/b");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("a/b");
  await page.keyboard.press("Escape");
  await expect(search).toHaveCount(0);
  await expect(page.locator("#content")).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
});

test("an app that is not configured here is said to be unknown instead of falling back to another", async ({ page, sandbox, signInAs }) => {
  await signInAs("agent");
  await page.goto("/mark-read?app=1499999999&account=alice&peers=bob&reason=x");
  await expect(page.getByRole("heading", { name: "The app 1499999999 is not set up in this console." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Preview" })).toHaveCount(0);
  expect(sandbox.stats().commands).toEqual({});
  await page.getByRole("link", { name: "Test Chat 1400000001" }).click();
  await expect(page.getByRole("button", { name: "Preview" })).toBeVisible();
});

test("a page that does not exist says so and leads home", async ({ page, pageWatch, signInAs }) => {
  pageWatch.allowStatus(404);
  await signInAs("viewer");
  const response = await page.goto("/no-such-page");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such page." })).toBeVisible();
  await page.getByRole("link", { name: "Go to the home page" }).click();
  await expect(page.getByRole("heading", { name: "Find an account or group" })).toBeVisible();
});

test("a console that cannot be reached for a while is told, and works again without reloading", async ({ page, pageWatch, server, signInAs }) => {
  pageWatch.allowBrokenConnections();
  await signInAs("viewer");
  await page.goto("/unread?account=alice");
  await expect(page.getByText("alice has 15 unread one-to-one messages.")).toBeVisible();
  const { target } = server.outside;
  server.outside.target = new URL("http://127.0.0.1:9");
  await page.getByLabel("Account id").fill("bob");
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /The console could not be reached\./ }).first()).toBeVisible();
  server.outside.target = target;
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText("bob has no unread one-to-one messages.")).toBeVisible();
});

test("several apps are told apart by a choice that stays in the address", async ({ page, pageWatch, sandbox, startServer }) => {
  const apps = [
    { sdkAppId: "1400000001", label: "Shop Chat", environment: "production" },
    { sdkAppId: "1400000055", label: "Shop Chat test", environment: "staging" },
  ];
  const folder = mkdtempSync(join(tmpdir(), "unread-console-apps-"));
  const server = await startServer({ variables: { ...demoVariables, IM_SDK_APP_ID: "", IM_APPS_FILE: writeAppsFile(folder, apps, sandbox.url) } });
  rmSync(folder, { recursive: true });
  pageWatch.expectOrigin(server.url);
  await page.goto(`${server.url}/`);
  await page.getByRole("button", { name: "Sign in as viewer" }).click();
  await page.getByRole("heading", { name: "Find an account or group" }).waitFor();
  await hydrated(page);
  await expect(page.getByText("Production", { exact: true }).first()).toBeVisible();
  await page.getByRole("combobox", { name: "App" }).selectOption("1400000055");
  await expect(page).toHaveURL(/app=1400000055/);
  await expect(page.getByText("Staging", { exact: true }).first()).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Mark read" }).click();
  await expect(page).toHaveURL(/\/mark-read\?app=1400000055/);
});

test("? shows which keys do something, but not while somebody types, and Esc closes it", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/unread");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await page.getByLabel("Account id").press("?");
  await expect(sheet).toBeHidden();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("somebody who leaves a look-up before its answer is no error in the log", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addAccount({ userId: "alice" });
  await signInAs("viewer");
  const before = server.process.output().length;
  const held = server.im.hold("get_c2c_unread_msg_num");
  await page.goto("/unread?account=alice");
  await expect.poll(held.count).toBe(1);
  await page.goto("/audit");
  await page.getByRole("heading", { level: 1, name: "Audit" }).waitFor();
  // The console has let go of its own question to IM.
  await expect.poll(held.left).toBe(1);
  held.release();
  expect(server.process.output().slice(before)).not.toMatch(/"level":(?:50|60)|ResponseAborted/);
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scroll, inner } = await page.evaluate(() => ({ scroll: document.scrollingElement?.scrollWidth ?? 0, inner: window.innerWidth }));
  expect(scroll, `the width of ${page.url()}`).toBeLessThanOrEqual(inner);
}
