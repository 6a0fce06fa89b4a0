import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { appId } from "../support/console";
import { parseCsv } from "../support/csv";
import { openAccount } from "./account";
import { expect, expectAccessible, test } from "./fixtures";

const unreadPath = (groupId: string, userId: string) => `/api/apps/${appId}/groups/${groupId}/members/${userId}/unread`;
const history = (page: Page) => page.getByRole("list", { name: "History in this console" }).getByRole("listitem");

test("an account's history puts a group number back once, and not when somebody has changed it since", async ({ page, pageWatch, sandbox, signInAs, http }) => {
  pageWatch.allowStatus(409);
  sandbox.addGroup({ groupId: "hist-a", type: "Public", members: [{ userId: "hist.alice", unread: 7 }], messages: 20 });
  const operator = await http("operator");
  await operator.put(unreadPath("hist-a", "hist.alice"), { unread: 2, reason: "typed wrong" });
  await operator.put(unreadPath("hist-a", "hist.alice"), { unread: 3, reason: "once more" });
  const unread = () => sandbox.truth("hist.alice").groups[0]?.unread;
  await signInAs("agent");
  await openAccount(page, "hist.alice", "?reason=it%20was%207");
  await expect(history(page)).toHaveCount(2);
  const older = history(page).filter({ hasText: "“typed wrong”" });
  await expect(older).toContainText("7 → 2");

  // It was left at 2 and is 3 now.
  await older.getByRole("button", { name: "Put back 7…" }).click();
  await older.getByRole("button", { name: "Set to 7" }).click();
  await expect(older.getByRole("alert")).toContainText("is 3 now");
  expect(unread()).toBe(3);
  await expectAccessible(page);

  const newer = history(page).filter({ hasText: "“once more”" });
  await newer.getByRole("button", { name: "Put back 2…" }).click();
  await expect(newer.getByRole("form")).toContainText("3 → 2");
  await newer.getByRole("button", { name: "Set to 2" }).click();
  await expect(history(page).first()).toContainText("agent put back the unread of hist.alice in group hist-a");
  await expect(history(page).first()).toContainText("3 → 2");
  expect(unread()).toBe(2);
  await page.getByRole("link", { name: "Whole record" }).click();
  await expect(page).toHaveURL(/\/audit\?.*account=hist\.alice/);
});

test("a group's history holds what was done to any of its members, and a viewer can put nothing back", async ({ page, sandbox, signInAs, http }) => {
  sandbox.addGroup({ groupId: "hist-b", type: "Public", members: ["hist.bob", "hist.eve"].map((userId) => ({ userId, unread: 6 })), messages: 20 });
  const agent = await http("agent");
  await agent.put(unreadPath("hist-b", "hist.bob"), { unread: 1, reason: "first" });
  await agent.post(`/api/apps/${appId}/groups/hist-b/set-unread`, { members: ["hist.eve", "hist.bob"], unread: 0, reason: "both" });
  await signInAs("viewer");
  await page.goto("/groups/hist-b");
  await expect(history(page)).toHaveCount(3);
  await expect(history(page).filter({ hasText: "hist.eve" })).toContainText("6 → 0");
  const back = history(page).filter({ hasText: "hist.eve" }).getByRole("button", { name: "Put back 6…" });
  await expect(back).toBeDisabled();
  await expect(back).toHaveAccessibleDescription(/Your role is viewer; this takes agent or higher\.$/);
  expect(sandbox.calls("set_unread_msg_num")).toBe(3);
});

test("the export is a file of exactly the entries that the filter shows", async ({ page, sandbox, signInAs, http }) => {
  const members = ["=export.one", "export,two", 'export"three'];
  sandbox.addGroup({ groupId: "exported", type: "Public", members, messages: 99 });
  const operator = await http("operator");
  for (const [index, member] of members.entries()) {
    for (const unread of [index + 1, index + 5]) await operator.put(unreadPath("exported", encodeURIComponent(member)), { unread, reason: `=sum of ${member}`, ticket: unread > 4 ? "EXPORT-1" : "EXPORT-2" });
  }
  await signInAs("admin");
  await page.goto("/audit?group=exported&ticket=EXPORT-1");
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries).toHaveCount(3);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  const [names = [], ...lines] = parseCsv((await readFile(await download.path(), "utf8")).replace(/^\uFEFF/, ""));
  const cells = lines.map((line) => Object.fromEntries(names.map((name, column) => [name, line[column]])));
  // What a spreadsheet would run begins with a quote.
  expect(cells.map(({ account, before, after, ticket, reason }) => ({ account, before, after, ticket, reason }))).toEqual(
    members.toReversed().map((member, index) => ({ account: member.replace(/^=/, "'="), before: String(3 - index), after: String(7 - index), ticket: "EXPORT-1", reason: `'=sum of ${member}` })),
  );
  for (const [index, { before, after }] of cells.entries()) await expect(entries.nth(index)).toContainText(`${before} → ${after}`);
  await page.goto("/audit");
  await expect(entries.first()).toContainText("admin exported the record");
});

test("only an admin is offered the export; others read why not", async ({ page, signInAs }) => {
  await signInAs("operator");
  await page.goto("/audit");
  await expect(page.getByRole("link", { name: "Export CSV" })).toHaveCount(0);
  const button = page.getByRole("button", { name: "Export CSV" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription("Your role is operator; this takes admin or higher.");
});

test("a slash and Ctrl-K open the search on every page", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["alice"] });
  await signInAs("viewer");
  const search = page.getByRole("combobox", { name: "Search for an account or group" });
  for (const address of ["/", "/accounts", "/accounts/alice", "/groups", "/groups/team", "/unread", "/mark-read", "/group-unread", "/audit"]) {
    await page.goto(address);
    for (const keys of ["/", "Control+k"]) {
      await page.locator("h1").first().click();
      await page.keyboard.press(keys);
      await expect(search, `${keys} on ${address}`).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(search).toHaveCount(0);
    }
  }
});
