import type { Page } from "playwright/test";
import { Job } from "@/lib/shared/jobs";
import { appId } from "../support/console";
import type { HttpClient } from "../support/http-client";
import { openAccount } from "./account";
import { expect, hydrated, test } from "./fixtures";
import { uploadJob } from "./job-files";

const setting = "set_unread_msg_num";
const group = "@TGS#2CLUZEAEJ";
const header = "GroupId,Member_Account,UnreadMsgNum\n";
const members = ["alice", "bob", "carol"];

test.beforeEach(({ sandbox }) => {
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members: members.map((userId) => ({ userId, unread: 12 })) });
});

/** A file that sets `unread` for each of `whom`. */
const fileFor = (whom: readonly string[], unread = 3) => header + whom.map((userId) => `${group},${userId},${unread}\n`).join("");

async function begin(client: HttpClient, csv: string, input: object = {}): Promise<number> {
  const id = await uploadJob(client, { kind: "set_group_unread", csv, reason: "restore counts after import" });
  const answer = await client.post(`/api/jobs/${id}/start`, { skipDryRun: true, ...input });
  expect(answer.status, answer.text).toBe(200);
  return id;
}

const read = async (client: HttpClient, id: number) => Job.parse((await client.get(`/api/jobs/${id}`)).json());

/** Starts a job and waits for its end. */
async function runToEnd(client: HttpClient, csv: string): Promise<number> {
  const id = await begin(client, csv, { stopPercent: 100 });
  await expect.poll(async () => (await read(client, id)).state, { timeout: 30_000 }).toBe("finished");
  return id;
}

const title = (page: Page, state: string) => expect(page.getByRole("heading", { level: 1 })).toContainText(state);
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const table = (page: Page, id: number) => page.getByRole("table", { name: `Rows of job ${id}` });
/** The lines of the table that are rows of the job. */
const rows = (page: Page, id: number) => table(page, id).getByRole("row").filter({ has: page.getByRole("button", { name: /^Row / }) });
const heard = (page: Page, text: string | RegExp) => expect(page.getByRole("status").filter({ hasText: text })).toHaveCount(1);

test("who watches a job sees its end without doing anything, on the page, in the tab's title, and told aloud", async ({ page, sandbox, server, signInAs, http }) => {
  await signInAs("operator");
  const held = server.im.hold(setting);
  const id = await begin(await http("operator"), fileFor(members));
  await page.goto(`/jobs/${id}`);
  await title(page, "running");
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "0");
  await expect(page).toHaveTitle(`0 % · Job ${id}`);
  await expect(page.getByText("This page may be closed: the job goes on without it.")).toBeVisible();
  await expect(rows(page, id)).toHaveCount(3);
  await expect(rows(page, id).first()).toContainText("→ 3…not done yet");
  await expect.poll(held.count, { intervals: [20] }).toBe(3);
  held.release();
  await expect(page.getByText("Finished: 3 changed")).toBeVisible();
  await title(page, "finished");
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "3 of 3 rows done: changed 3");
  await expect(page).toHaveTitle(`Ended · Job ${id}`);
  await heard(page, `Job ${id} has ended: 3 changed`);
  await expect(rows(page, id).first()).toContainText("12 → 3");
  expect(sandbox.truth("alice").groups[0]?.unread).toBe(3);
});

test("a job is paused, resumed and cancelled, and says what stays done and what is left", async ({ page, sandbox, server, signInAs, http }) => {
  await signInAs("operator");
  const operator = await http("operator");
  const held = server.im.hold(setting);
  const id = await begin(operator, fileFor(members));
  await page.goto(`/jobs/${id}`);
  await expect.poll(held.count, { intervals: [20] }).toBe(3);
  await button(page, "Pause").click();
  await expect(page.getByText(/^Paused by operator/)).toBeVisible();
  await expect(page).toHaveTitle(`Paused · Job ${id}`);
  await page.reload();
  await hydrated(page);
  await expect(page.getByText(/^Paused by operator/)).toBeVisible();
  // What was under way is brought to its end.
  held.release();
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "3");
  await button(page, "Resume").click();
  await expect(page.getByText("Finished: 3 changed")).toBeVisible();

  const later = new Date(Date.now() + 3_600_000).toISOString();
  const second = await begin(operator, fileFor(members, 4), { startAt: later });
  await page.goto(`/jobs/${second}`);
  await expect(page.getByText(/^Starts by itself at/)).toBeVisible();
  await button(page, "Cancel…").click();
  const dialog = page.getByRole("dialog", { name: `Cancel job ${second}?` });
  await expect(dialog).toContainText("Nothing has been done so far.");
  await expect(dialog).toContainText("3 rows are left and will not be done.");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await title(page, "scheduled");
  await button(page, "Cancel…").click();
  await dialog.getByRole("button", { name: "Cancel the job" }).click();
  await title(page, "cancelled");
  await expect(dialog).toHaveCount(0);
  expect(sandbox.calls(setting)).toBe(3);
});

test("counts and codes filter the rows, stand in the address, and Back goes back", async ({ page, signInAs, http }) => {
  await signInAs("operator");
  const id = await runToEnd(await http("operator"), `${fileFor(members)}${group},nobody,1\n${group},stranger,1\n${group},dave,many\n`);
  await page.goto(`/jobs/${id}`);
  await expect(page.getByText("Finished: 3 changed, 2 failed, 1 not sent")).toBeVisible();
  await expect(rows(page, id)).toHaveCount(6);

  await page.getByRole("list", { name: /^Rows by outcome/ }).getByRole("button", { name: "changed 3" }).click();
  await expect(page).toHaveURL(/\?outcome=changed$/);
  await expect(rows(page, id)).toHaveCount(3);
  await expect(page.getByText("3 of 6 rows", { exact: true })).toBeVisible();
  await page.getByRole("table", { name: "Why rows failed" }).getByRole("button", { name: "Show the rows with member_not_found: 2" }).click();
  await expect(page).toHaveURL(/outcome=failed&code=member_not_found/);
  await expect(rows(page, id)).toHaveCount(2);
  await expect(table(page, id)).toHaveAttribute("aria-rowcount", "3");

  // A row tells all that is known of it, and is in the address for whoever is sent the link.
  await button(page, "Row 5: show everything").click();
  const details = page.getByRole("region", { name: "Row 5" });
  await expect(details).toContainText("This account is not a member of the group. Check both ids");
  await expect(details.getByRole("region", { name: "From the file" })).toContainText("nobody");
  await expect(details.getByRole("link", { name: `Open group ${group}` })).toHaveAttribute("href", /\/groups\/%40TGS%232CLUZEAEJ/);
  await expect(page).toHaveURL(/row=5/);

  await page.goBack();
  await expect(page).toHaveURL(/\?outcome=changed$/);
  await expect(rows(page, id)).toHaveCount(3);
  await button(page, "Remove the filter changed 3").click();
  await expect(rows(page, id)).toHaveCount(6);
  await button(page, "1 row with a problem").click();
  await expect(rows(page, id)).toHaveCount(1);
  await button(page, "Row 7: show everything").click();
  await expect(page.getByRole("region", { name: "Row 7" })).toContainText("UnreadMsgNum");
  await page.reload();
  await hydrated(page);
  await expect(rows(page, id)).toHaveCount(1);
  await expect(button(page, "Row 7: show less")).toBeVisible();
});

test("any of thousands of rows is gone to by its number, and only what is looked at is read", async ({ page, sandbox, server, signInAs, http }) => {
  const many = Array.from({ length: 3000 }, (_, index) => `many.${index}`);
  sandbox.addGroup({ groupId: "crowd", type: "Public", messages: 50, members: many.map((userId) => ({ userId, unread: 1 })) });
  const operator = await http("operator");
  const id = await uploadJob(operator, { kind: "set_group_unread", csv: header + many.map((userId) => `crowd,${userId},0\n`).join(""), reason: "a crowd" });
  await operator.post(`/api/jobs/${id}/dry-run`, {});
  await expect.poll(async () => (await read(operator, id)).state, { timeout: 30_000 }).toBe("checked");
  await signInAs("operator");
  await page.goto(`/jobs/${id}`);
  await expect(table(page, id)).toHaveAttribute("aria-rowcount", "3001");
  await expect(rows(page, id).first()).toContainText("many.0");
  // The list learns to move with the first sign that somebody wants to, and whoever is in it stays there.
  await button(page, "Row 2: show everything").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Row 2", exact: true })).toContainText("many.0");
  await expect(button(page, "Row 2: show less")).toBeFocused();
  server.outside.forget();
  await page.getByRole("textbox", { name: "Go to row" }).fill("2,900");
  await button(page, "Go").click();
  await expect(page).toHaveURL(/row=2900/);
  await expect(button(page, "Row 2,900: show less")).toBeFocused();
  await expect(table(page, id).getByRole("row", { name: /many\.2898/ })).toHaveAttribute("aria-rowindex", "2900");
  await expect(page.getByRole("region", { name: "Row 2,900" })).toContainText("many.2898");
  await page.keyboard.press("ArrowDown");
  await expect(button(page, "Row 2,901: show everything")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Row 2,901" })).toContainText("many.2899");
  expect(new Set(server.outside.requests().filter((line) => line.includes("/rows?"))).size).toBeLessThanOrEqual(3);

  // The end is where the file's is, and a number beyond it is told.
  await page.getByRole("textbox", { name: "Go to row" }).fill("9999");
  await button(page, "Go").click();
  await expect(page.getByText("There is no row 9,999; the last one is row 3,001.")).toBeVisible();
  await page.goBack();
  await expect(button(page, "Row 2,901: show less")).toBeVisible();
});

test("failed rows become a new job and changed numbers can be put back, each with its reason, and nothing is sent by that", async ({ page, sandbox, signInAs, http }) => {
  await signInAs("operator");
  const id = await runToEnd(await http("operator"), `${fileFor(members)}${group},nobody,1\n`);
  await page.goto(`/jobs/${id}`);
  await button(page, "Retry failed…").click();
  const retry = page.getByRole("dialog", { name: `Retry job ${id}` });
  await expect(retry).toContainText("Makes a new job of 1 row: 1 that failed.");
  await retry.getByLabel("Reason").fill("they have joined now");
  await retry.getByRole("button", { name: "Make a job of 1 row" }).click();
  await expect(page.getByRole("link", { name: `retries job ${id}` })).toBeVisible();
  await expect(page.getByText("“they have joined now”")).toBeVisible();
  await page.getByRole("link", { name: `retries job ${id}` }).click();
  await expect(page.getByRole("link", { name: /^retried by job/ })).toBeVisible();

  await button(page, "Put back…").click();
  const back = page.getByRole("dialog", { name: `Put back job ${id}` });
  await expect(back).toContainText("up to 3 numbers");
  await back.getByLabel("Reason").fill("");
  await back.getByRole("button", { name: "Make a job that puts back" }).click();
  await expect(back.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  await back.getByLabel("Reason").fill("the import was right after all");
  await back.getByRole("button", { name: "Make a job that puts back" }).click();
  await expect(page.getByRole("link", { name: `puts back job ${id}` })).toBeVisible();
  expect(sandbox.calls(setting)).toBe(3);
});

test("where a proxy keeps the stream to itself the page asks, and two tabs of one job agree", async ({ page, server, signInAs, http }) => {
  await signInAs("operator");
  const held = server.im.hold(setting);
  const id = await begin(await http("operator"), fileFor(members));
  await page.goto(`/jobs/${id}`);
  await title(page, "running");
  server.outside.hold("/events");
  const other = await page.context().newPage();
  await other.goto(`${server.url}/jobs/${id}`);
  await hydrated(other);
  await button(other, "Pause").click();
  await expect(page.getByText(/^Paused by operator/)).toBeVisible();
  await button(page, "Resume").click();
  await expect(other.getByText(/^Paused by operator/)).toHaveCount(0, { timeout: 30_000 });
  held.release();
  await expect(other.getByText("Finished: 3 changed")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Finished: 3 changed")).toBeVisible();
  await other.close();
});

test("another's job can be paused and cancelled, and what only its creator may do says so", async ({ page, server, signInAs, http }) => {
  await signInAs("operator");
  const held = server.im.hold(setting);
  const id = await begin(await http("admin"), fileFor(members));
  await page.goto(`/jobs/${id}`);
  await expect.poll(held.count, { intervals: [20] }).toBe(3);
  await button(page, "Pause").click();
  await expect(page.getByText(/^Paused by operator/)).toBeVisible();
  await expect(button(page, "Resume")).toBeDisabled();
  await expect(button(page, "Resume")).toHaveAccessibleDescription(/This job belongs to admin/);
  await button(page, "Cancel…").click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the job" }).click();
  held.release();
  await title(page, "cancelled");
  await expect(page.getByText("What was done stays done.")).toBeVisible();
});

test("histories of account and group tell what a job's rows did, and lead those to them who may see jobs", async ({ page, sandbox, signInAs, http }) => {
  const operator = await http("operator");
  // The console's record outlives the sandbox's accounts, so these are nobody else's.
  sandbox.addGroup({ groupId: "told", type: "Public", messages: 50, members: ["told.alice", "told.bob"].map((userId) => ({ userId, unread: 12 })) });
  const id = await runToEnd(operator, `${header}told,told.alice,3\ntold,told.bob,3\n`);
  await operator.put(`/api/apps/${appId}/groups/told/members/told.alice/unread`, { unread: 7, reason: "by hand" });
  const history = page.getByRole("list", { name: "History in this console" }).getByRole("listitem");
  await signInAs("viewer");
  await openAccount(page, "told.alice");
  await expect(history).toHaveCount(2);
  // The newest first, whoever did it.
  await expect(history.first()).toContainText("“by hand”");
  await expect(history.last()).toContainText(`Job ${id}, row 2, set the unread of told.alice in group told 12 → 3`);
  await expect(history.last()).toContainText("started by operator");
  await expect(history.last().getByRole("link", { name: /^(Job|row)/ })).toHaveCount(0);

  await signInAs("operator");
  await page.goto("/groups/told");
  await expect(history).toHaveCount(3);
  await history.filter({ hasText: "told.bob" }).getByRole("link", { name: "row 3" }).click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${id}\\?.*row=3`));
  await expect(button(page, "Row 3: show less")).toBeVisible();
});

test("on a phone the rows are a list, and nothing has to be scrolled sideways", async ({ page, signInAs, http }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signInAs("operator");
  const long = `${"long.".repeat(5)}id`;
  const id = await runToEnd(await http("operator"), `${fileFor(members)}${group},${long},1\n`);
  await page.goto(`/jobs/${id}?row=5`);
  await expect(page.getByRole("region", { name: "Row 5" })).toContainText(long);
  await expect(rows(page, id).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  const list = page.getByRole("region", { name: /^Rows of job/ });
  expect(await list.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
});
