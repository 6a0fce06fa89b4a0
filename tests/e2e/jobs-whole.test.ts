import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { demoVariables } from "../support/console";
import { expect, hydrated, openHttp, test, type Server } from "./fixtures";

const group = "@TGS#2CLUZEAEJ";
const setting = "set_unread_msg_num";
const unreadOf = (truth: { groups: { groupId: string; unread: number }[] }) => truth.groups.find(({ groupId }) => groupId === group)?.unread;
const title = (page: Page, text: string | RegExp) => expect(page.getByRole("heading", { level: 1 })).toContainText(text);

async function signInAt(page: Page, server: Server, role: "operator" | "admin"): Promise<void> {
  await page.context().addCookies((await openHttp(server, role)).cookies());
}

/** Approves the job on `page` as a second person would, in a browser of their own. */
async function approveElsewhere(page: Page, server: Server): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error("The page has no browser.");
  const second = await browser.newContext({ locale: "en-US" });
  const theirs = await second.newPage();
  await signInAt(theirs, server, "admin");
  await theirs.goto(page.url());
  await hydrated(theirs);
  await theirs.getByRole("button", { name: "Approve…" }).click();
  await theirs.getByRole("dialog", { name: /Approve job/ }).getByRole("button", { name: /^Approve/ }).click();
  await expect(theirs.getByText("Approved by admin", { exact: true })).toBeVisible();
  await second.close();
}

async function start(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: "Start…" }).click();
  await page.getByRole("dialog", { name: /Start job/ }).getByRole("button", { name: button }).click();
}

test("from a spreadsheet to proof: paste, map, problems, dry run, approval, run, watch, reopen, retry, put back, and the result up again", async ({ page, pageWatch, sandbox, startServer }) => {
  test.setTimeout(240_000);
  const server = await startServer({ variables: { ...demoVariables, JOB_APPROVAL_ROWS: "2" } });
  pageWatch.expectOrigin(server.url);
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members: [{ userId: "00412", unread: 12 }, { userId: "bob", unread: 5 }] });
  sandbox.addAccount({ userId: "late" });
  await signInAt(page, server, "operator");

  // Pasted, with headers that nobody can know and a row that cannot be used.
  await page.goto(`${server.url}/jobs/new?kind=set_group_unread&from=paste&reason=restore%20after%20import&ticket=OPS-882`);
  await page.getByRole("textbox", { name: "Rows, with their header" }).fill(`room\twho\thow many\tnote\n${group}\t00412\t3\tfirst\n${group}\tbob\t99\tsecond\n${group}\tlate\t2\tthird\n${group}\tbob two\tmany\tfourth\n`);
  await page.getByRole("button", { name: "Upload and check" }).click();
  await title(page, "needs its columns");
  await page.getByLabel("GroupId").selectOption("room");
  await page.getByLabel("Member_Account").selectOption("who");
  await page.getByLabel("UnreadMsgNum").selectOption("how many");
  await page.getByRole("button", { name: "Use these columns" }).click();

  // Every problem by row, column and value; the others go on.
  const problems = page.getByRole("table", { name: "Rows with a problem" });
  await expect(problems.getByRole("row", { name: /^5 how many many/ })).toContainText("no number");
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await title(page, "needs approval");
  await expect(page.getByText("12 → 3")).toBeVisible();
  await expect(page.getByText("member_not_found").first()).toBeVisible();
  expect(sandbox.calls(setting)).toBe(0);

  await approveElsewhere(page, server);
  await expect(page.getByText("operator, approved by admin")).toBeVisible();

  // It runs; IM keeps its answers to itself until the page has been closed and opened again.
  const held = server.im.hold(setting);
  await page.getByRole("button", { name: "Start…" }).click();
  const dialog = page.getByRole("dialog", { name: /Start job/ });
  await expect(dialog.getByText("1 of 3 rows will not work: they would fail, or are not sent.")).toBeVisible();
  await dialog.getByRole("button", { name: "Start: 3 rows" }).click();
  await title(page, "running");
  await expect.poll(held.count, { intervals: [20] }).toBe(2);
  const address = page.url();
  await page.goto("about:blank");
  held.release();
  await page.goto(address);
  await title(page, "finished");
  await expect(page.getByText("Finished: 1 changed, 1 clamped, 1 failed, 1 not sent")).toBeVisible();
  expect([unreadOf(sandbox.truth("00412")), unreadOf(sandbox.truth("bob"))]).toEqual([3, 50]);
  await expect(page.getByText("12 → 3")).toBeVisible();

  // The result is the user's own file, and can be uploaded again as it is.
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download result" }).click();
  const result = await (await download).path();
  const text = await readFile(result, "utf8");
  expect(text.split("\r\n").slice(0, 3)).toEqual([
    "\uFEFFroom,who,how many,note,status,effect,before,after,code,message,advice",
    `'${group},00412,3,first,done,changed,12,3,,,`,
    `'${group},bob,99,second,done,clamped,5,50,,,`,
  ]);

  // What failed is tried again, once it can succeed.
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members: [{ userId: "00412", unread: 3 }, { userId: "bob", unread: 50 }, { userId: "late", unread: 0 }] });
  await page.getByRole("button", { name: "Retry failed…" }).click();
  await page.getByRole("dialog", { name: /Retry job/ }).getByRole("button", { name: "Make a job of 1 row" }).click();
  await title(page, "Set group unread, 1 row");
  await expect(page.getByRole("link", { name: /retries job/ })).toBeVisible();
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await title(page, "checked");
  await start(page, "Start: 1 row");
  await title(page, "finished");
  expect(unreadOf(sandbox.truth("late"))).toBe(2);

  // And what the first job changed goes back.
  await page.goto(address);
  await page.getByRole("button", { name: "Put back…" }).click();
  await page.getByRole("dialog", { name: /Put back job/ }).getByRole("button", { name: "Make a job that puts back" }).click();
  await title(page, "Set group unread, 2 rows");
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await title(page, "checked");
  await expect(page.getByText("50 → 5")).toBeVisible();
  await start(page, "Start: 2 rows");
  await title(page, "finished");
  expect([unreadOf(sandbox.truth("00412")), unreadOf(sandbox.truth("bob"))]).toEqual([12, 5]);

  await page.goto(`${server.url}/jobs/new?kind=set_group_unread&reason=as%20it%20is`);
  await page.locator("input[type=file]").setInputFiles({ name: "job-result.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Upload and check" }).click();
  await title(page, "needs its columns");
  await page.getByLabel("GroupId").selectOption("room");
  await page.getByLabel("Member_Account").selectOption("who");
  await page.getByLabel("UnreadMsgNum").selectOption("how many");
  await page.getByRole("button", { name: "Use these columns" }).click();
  await expect(problems.getByRole("row", { name: /^5 how many many/ })).toContainText("no number");
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await title(page, "needs approval");
  await expect(page.getByText("12 → 3")).toBeVisible();
});
