import type { Page } from "playwright/test";
import { conversation, openAccount } from "./account";
import { expect, expectAccessible, test } from "./fixtures";

const open = async (page: Page, text: string) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(text);
};
const search = (page: Page) => page.getByRole("combobox", { name: "Search for an account or group" });
const chosen = (page: Page) => page.getByRole("listbox", { name: "What can be opened" }).getByRole("option", { selected: true });

test("an account is reached from any page by its id, with the name it has", async ({ page, sandbox, signInAs }) => {
  sandbox.addAccount({ userId: "alice", nick: "Alice 爱丽丝" });
  await signInAs("viewer");
  await page.goto("/audit");
  await open(page, "alice");
  await expect(chosen(page)).toContainText("alice");
  await expect(chosen(page)).toContainText("Alice 爱丽丝");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/accounts\/alice$/);
  await expect(search(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Alice 爱丽丝" })).toBeVisible();
});

test("an account that does not exist is said to, before it is opened", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/audit");
  await open(page, "nobody-at-all");
  await expect(chosen(page)).toContainText("no such account");
});

test("typing asks IM once it pauses, and not for every letter", async ({ page, sandbox, signInAs }) => {
  sandbox.addAccount({ userId: "alice", nick: "Alice" });
  await signInAs("viewer");
  await page.goto("/audit");
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/apps/") && asked.push(new URL(request.url()).pathname));
  await open(page, "al");
  // Nothing that the browser's own clock has begun is left to come in between.
  await expect(chosen(page)).toContainText("no such account");
  // From here on the page's clock stands still but for what the test adds to it.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await search(page).press("Backspace");
  asked.length = 0;
  for (const letter of "lice") {
    await page.keyboard.type(letter);
    await page.clock.runFor(300);
  }
  expect(asked).toEqual([]);
  await page.clock.resume();
  await expect(chosen(page)).toContainText("Alice");
  expect(asked).toEqual(["/api/apps/1400000001/accounts/alice"]);
});

test("arrows choose, Enter opens, and an id that may be a group's opens as one", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "standup", type: "Public", name: "Daily", members: [{ userId: "alice", unread: 4 }] });
  await signInAs("viewer");
  await page.goto("/audit");
  await open(page, "standup");
  await expect(chosen(page)).toContainText("Account");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("Group");
  await expect(search(page)).toHaveAttribute("aria-activedescendant", (await chosen(page).getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("Account");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/groups\/standup$/);
  await expect(page.getByRole("row", { name: /alice.*4/ })).toBeVisible();

  // Opened as a group once, it is offered as a group first, by its name.
  await open(page, "standup");
  await expect(chosen(page)).toContainText("Group");
  await expect(chosen(page)).toContainText("Daily");
});

test("pages are found by name in both languages", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/audit");
  for (const [typed, address] of [["Mark read", /\/mark-read$/], ["标记已读", /\/mark-read$/], ["set group unread", /\/group-unread$/]] as const) {
    await open(page, typed);
    await expect(chosen(page)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(address);
  }
});

test("Escape and a click beside it close the search, and the focus goes back", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/audit");
  const opener = page.getByRole("button", { name: "Search for an account or group" });
  await opener.click();
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(search(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
  await opener.click();
  await page.mouse.click(30, 700);
  await expect(search(page)).toHaveCount(0);
});

test("a slash types a slash where text is typed, and Ctrl-K works there too", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/unread");
  await page.getByLabel("Account id").press("/");
  await expect(page.getByLabel("Account id")).toHaveValue("/");
  await expect(search(page)).toHaveCount(0);
  await page.getByLabel("Account id").press("Control+k");
  await expect(search(page)).toBeFocused();
});

test("over a window that is open, neither key opens the search, and what is typed there stays", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await openAccount(page, "alice");
  await conversation(page, "bob").getByRole("button", { name: "Mark read bob" }).click();
  const dialog = page.getByRole("dialog", { name: "Mark 1 conversation read" });
  await dialog.getByLabel("Reason").fill("badge");
  await page.keyboard.press("Control+k");
  await dialog.getByRole("heading").click();
  await page.keyboard.press("/");
  await page.keyboard.press("Control+k");
  await expect(dialog.getByLabel("Reason")).toHaveValue("badge");
  await expect(search(page)).toHaveCount(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.keyboard.press("Control+k");
  await expect(search(page)).toBeFocused();
});

test("the search opens the moment a page has been gone to", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/audit");
  // Pressed in the very task in which the address changes, before anything else may run.
  await page.evaluate(() => {
    const push = history.pushState.bind(history);
    history.pushState = (...args) => {
      push(...args);
      history.pushState = push;
      queueMicrotask(() => window.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, cancelable: true })));
    };
  });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Mark read" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mark conversations read" })).toBeAttached();
  await expect(search(page)).toBeFocused();
});

test("among groups only the groups are forgotten, and signing out forgets all", async ({ page, sandbox, signInAs }) => {
  sandbox.addAccount({ userId: "wilma", nick: "Wilma" });
  sandbox.addGroup({ groupId: "standup", type: "Public", name: "Daily", members: ["wilma"] });
  await signInAs("viewer");
  await page.goto("/groups/standup");
  await expect(page.getByRole("heading", { level: 1, name: "Daily" })).toBeVisible();
  await openAccount(page, "wilma");
  const kept = () => page.evaluate(() => localStorage.getItem("unread-console.recents") ?? "nothing");
  await expect.poll(kept).toContain("Wilma");
  await page.goto("/groups");
  await expect(page.getByText("Kept in this browser only. Signing out clears the list.")).toBeVisible();
  await page.getByRole("button", { name: "Clear recent look-ups" }).click();
  await expect(page.getByRole("link", { name: "standup" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Clear recent look-ups" })).toHaveCount(0);
  await page.goto("/accounts");
  await expect(page.getByRole("link", { name: "wilma" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await kept()).toBe("nothing");
});

test("recent look-ups lead back from the search and from the home page, in every tab, until they are forgotten", async ({ page, context, sandbox, signInAs }) => {
  sandbox.addAccount({ userId: "wilma", nick: "Wilma" });
  sandbox.addGroup({ groupId: "odd/id?&#%\"<b>", type: "Public", name: "<i>odd</i>", members: [{ userId: "wilma", unread: 1 }] });
  await signInAs("viewer");
  await openAccount(page, "wilma");
  await expect(page.getByRole("heading", { level: 1, name: "Wilma" })).toBeVisible();
  await page.goto(`/groups/${encodeURIComponent("odd/id?&#%\"<b>")}`);
  await expect(page.getByRole("heading", { level: 1, name: "<i>odd</i>" })).toBeVisible();

  await page.keyboard.press("/");
  const offered = page.getByRole("group", { name: "Recent look-ups" }).getByRole("option");
  await expect(offered).toHaveText([/odd\/id.*<i>odd<\/i>/, /wilma.*Wilma/]);
  await page.keyboard.type("Wil");
  await expect(offered).toHaveText([/wilma.*Wilma/]);
  await page.keyboard.press("Escape");

  await page.goto("/");
  const other = await context.newPage();
  await other.goto("/");
  const link = page.getByRole("link", { name: "odd/id?&#%\"<b>" });
  await expect(link).toBeVisible();
  await expect(other.getByRole("link", { name: "wilma", exact: true })).toBeVisible();
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "<i>odd</i>" })).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Clear recent look-ups" }).click();
  await expect(link).toHaveCount(0);
  await expect(page.getByText("What you look up is listed here, in this browser only.")).toBeVisible();
  await expect(other.getByRole("link", { name: "wilma", exact: true })).toHaveCount(0);
  await other.close();
});

test("on a phone the search opens from the header and fills the width", async ({ page, sandbox, signInAs }) => {
  sandbox.addAccount({ userId: "alice", nick: "Alice" });
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs("viewer");
  await page.goto("/audit");
  await page.getByRole("button", { name: "Search for an account or group" }).click();
  await search(page).fill("alice");
  await expectAccessible(page);
  await page.getByRole("option", { name: /Account/ }).click();
  await expect(page).toHaveURL(/\/accounts\/alice$/);
});

test("the home page says of what is no id that it is none, and goes nowhere", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/");
  const box = page.getByRole("searchbox", { name: "Search for an account or group" });
  await box.fill("林小雨");
  await expect(page.getByText(/This is no id/)).toBeVisible();
  await box.press("Enter");
  await expect(page).toHaveURL(/\/$/);
  await box.fill("standup");
  await page.getByRole("button", { name: "Open as a group" }).waitFor();
});
