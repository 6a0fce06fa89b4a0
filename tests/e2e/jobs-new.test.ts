import type { Page } from "playwright/test";
import { Job } from "@/lib/shared/jobs";
import { demoVariables } from "../support/console";
import { chosenFile, uploadJob } from "./job-files";
import { expect, hydrated, openHttp, test, type Server } from "./fixtures";

const setting = "set_unread_msg_num";
const header = "GroupId,Member_Account,UnreadMsgNum";

test.beforeEach(({ sandbox }) => {
  sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", messages: 50, members: [{ userId: "alice", unread: 12 }, { userId: "bob", unread: 5 }] });
});

/** The page's title, with the state beside it. */
const title = (page: Page, text: string | RegExp) => expect(page.getByRole("heading", { level: 1 })).toContainText(text);
const current = (page: Page, step: string) => expect(page.getByRole("navigation", { name: "Steps of this job" }).locator("[aria-current=step]")).toContainText(step);
const upload = (page: Page) => page.getByRole("button", { name: "Upload and check" }).click();
const file = (page: Page) => page.locator("input[type=file]");

/** Drops files of one row each where files are dropped. */
async function drop(page: Page, names: string[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const name of all) transfer.items.add(new File(["To_Account\nalice\n"], name));
    return transfer;
  }, names);
  await page.getByText("CSV, TSV or Excel (.xlsx)").dispatchEvent("drop", { dataTransfer });
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await hydrated(page);
}

async function signInAt(page: Page, server: Server, role: "operator" | "admin"): Promise<void> {
  await page.context().clearCookies();
  await page.context().addCookies((await openHttp(server, role)).cookies());
}

test("rows pasted from a spreadsheet get their columns, a dry run and a start, and nothing is sent before that", async ({ page, sandbox, signInAs }) => {
  await signInAs("operator");
  await page.goto("/jobs");
  await page.getByRole("link", { name: "New job" }).click();
  await page.getByRole("radio", { name: /Set group unread/ }).check();
  await page.getByRole("button", { name: "Paste from a spreadsheet" }).click();
  await page.getByRole("textbox", { name: "Rows, with their header" }).fill("room\twho\thow many\tnote\n@TGS#2CLUZEAEJ\talice\t3\tfirst\n@TGS#2CLUZEAEJ\tbob\t0\tsecond\n");
  await expect(page.getByText("2 rows", { exact: true })).toBeVisible();
  await page.getByLabel("Reason").fill("restore counts after import");
  await page.getByLabel(/Ticket/).fill("OPS-882");
  await upload(page);

  await title(page, /Set group unread, 2 rows.*needs its columns/);
  await reload(page);
  await current(page, "Columns");
  await expect(page.getByRole("region", { name: "First rows of the file" }).getByRole("row", { name: /alice/ })).toContainText("first");
  await page.getByRole("button", { name: "Use these columns" }).click();
  await expect(page.getByText("Choose the column.")).toHaveCount(3);
  await page.getByLabel("GroupId").selectOption("room");
  await page.getByLabel("Member_Account").selectOption("room");
  await page.getByLabel("UnreadMsgNum").selectOption("how many");
  await expect(page.getByLabel("Member_Account")).toHaveAccessibleDescription(/used for another already/);
  await page.getByLabel("Member_Account").selectOption("who");
  await page.getByRole("button", { name: "Use these columns" }).click();

  // The dry run begins by itself.
  await title(page, "checked");
  await current(page, "Dry run");
  await expect(page.getByText("Nothing was changed. This is what the run would do.")).toBeVisible();
  await expect(page.getByText("2 would change", { exact: true })).toBeVisible();
  await expect(page.getByText("12 → 3")).toBeVisible();
  await reload(page);
  await expect(page.getByText("5 → 0")).toBeVisible();
  expect(sandbox.calls(setting)).toBe(0);

  await page.getByRole("button", { name: "Start…" }).click();
  const dialog = page.getByRole("dialog", { name: /Start job/ });
  for (const told of ["Test Chat", "Sandbox", "restore counts after import", "OPS-882", "The dry run found: 2 would change"]) await expect(dialog).toContainText(told);
  await dialog.getByRole("button", { name: "Start: 2 rows" }).click();
  await title(page, "finished");
  expect(sandbox.truth("alice").groups).toMatchObject([{ unread: 3 }]);
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 0 }]);
});

test("every row with a problem is told by row, column and value, and the others stay usable in every browser", async ({ page, browser, server, sandbox, signInAs }) => {
  await signInAs("operator");
  const rows = ["@TGS#2CLUZEAEJ,alice,3", "@TGS#2CLUZEAEJ,alice,3", ",bob,4", "@TGS#2CLUZEAEJ,carol,-1", "@TGS#2CLUZEAEJ,dave,2", "@TGS#2CLUZEAEJ,dave,4", "@TGS#2CLUZEAEJ,bøb,many", "@TGS#2CLUZEAEJ,erin,1,too,many"];
  await page.goto("/jobs/new?kind=set_group_unread&reason=with%20problems");
  await file(page).setInputFiles(chosenFile([header, ...rows].join("\n"), "autumn-import.csv"));
  await upload(page);
  await title(page, /8 rows.*ready/);
  await current(page, "Problems");
  await expect(page.getByText("autumn-import.csv")).toBeVisible();
  const address = page.url();
  const other = await browser.newContext({ locale: "en-US" });
  await other.addCookies((await openHttp(server, "admin")).cookies());
  const elsewhere = await other.newPage();
  await elsewhere.goto(address);
  for (const one of [page, elsewhere]) {
    const row = (name: RegExp) => one.getByRole("table", { name: "Rows with a problem" }).getByRole("row", { name });
    await expect(row(/^3 /)).toContainText("Says the same as row 2");
    await expect(row(/^4 /)).toContainText("GroupId");
    await expect(row(/^5 UnreadMsgNum -1/)).toContainText("below 0");
    await expect(row(/^6 /)).toContainText("row 7");
    await expect(row(/^7 /)).toContainText("row 6");
    await expect(row(/^8 Member_Account bøb/)).toContainText("English letters");
    await expect(row(/^8 UnreadMsgNum many/)).toContainText("no number");
    await expect(row(/^9 /)).toContainText("more cells");
  }
  await other.close();
  expect(sandbox.calls("get_joined_group_list") + sandbox.calls("get_group_info") + sandbox.calls("get_group_member_info")).toBe(0);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download rows not sent" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await title(page, "checked");
  await expect(page.getByText("1 would change", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: /^Problems/ }).click();
  await expect(page).toHaveURL(/step=problems/);
  await expect(page.getByText("Says the same as row 2")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Nothing was changed.")).toBeVisible();
});

test("what cannot be sent is said beside it, and what the server cannot read is said as it puts it", async ({ page, pageWatch, signInAs }) => {
  pageWatch.allowStatus(422);
  await signInAs("operator");
  await page.goto("/jobs/new");
  await upload(page);
  await expect(page.getByText("Choose what is to be done.")).toBeVisible();
  await expect(page.getByText("Choose a file first.")).toBeVisible();
  await expect(page.getByLabel("Reason")).toHaveAccessibleDescription(/Say why/);
  await page.getByRole("radio", { name: /Unread report/ }).check();
  await expect(page.getByText("Choose what is to be done.")).toBeHidden();
  await page.getByLabel("Reason").fill("weekly report");

  await file(page).setInputFiles(chosenFile("To_Account\nalice", "old.XLS"));
  await expect(page.getByText("Old Excel files (.xls) cannot be read.")).toBeVisible();
  await upload(page);
  await expect(page.getByText("Old Excel files (.xls) cannot be read.")).toBeVisible();
  for (const [name, content, told] of [
    ["empty.csv", "", /empty/i],
    ["picture.csv", "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000", /text/i],
    ["broken.xlsx", "PK\u0003\u0004 and no workbook", /Excel|xlsx|workbook/i],
  ] as const) {
    await file(page).setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content, "latin1") });
    await upload(page);
    await expect(page.getByRole("alert").filter({ hasText: told })).toBeVisible();
  }
  await file(page).setInputFiles(chosenFile("To_Account\nalice"));
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  await drop(page, ["a.csv", "b.csv"]);
  await expect(page.getByText("One file at a time", { exact: false })).toBeVisible();
  await drop(page, ["dropped.csv"]);
  await expect(page.getByText("One file at a time", { exact: false })).toBeHidden();
  await upload(page);
  await title(page, /Unread report, 1 row.*ready/);
  await expect(page.getByText("dropped.csv")).toBeVisible();
});

test("a console that is set to read only takes reports, and says why it takes nothing else", async ({ page, pageWatch, startServer }) => {
  const server = await startServer({ variables: { ...demoVariables, READ_ONLY: "true" } });
  pageWatch.expectOrigin(server.url);
  await signInAt(page, server, "operator");
  await page.goto(`${server.url}/jobs/new?kind=mark_read&reason=try`);
  const submit = page.getByRole("button", { name: "Upload and check" });
  await expect(submit).toBeDisabled();
  await expect(submit).toHaveAccessibleDescription("This console is set to read only; nothing can be changed from here.");
  await page.getByRole("radio", { name: /Unread report/ }).check();
  await file(page).setInputFiles(chosenFile("To_Account\nalice\n"));
  await upload(page);
  await title(page, /Unread report, 1 row.*ready/);
  await expect(page.getByRole("button", { name: "Start…" })).toBeEnabled();
});

test("a reload of the form loses the file alone", async ({ page, signInAs }) => {
  await signInAs("operator");
  await page.goto("/jobs/new");
  await page.getByRole("radio", { name: /Mark read/ }).check();
  await page.getByRole("button", { name: "Paste from a spreadsheet" }).click();
  const rows = page.getByRole("textbox", { name: "Rows, with their header" });
  await rows.fill("Report_Account\tPeer_Account\nalice\tbob\n");
  await page.getByLabel("Reason").fill("migration");
  await page.getByLabel(/Ticket/).fill("OPS-1");
  await expect(page).toHaveURL(/kind=mark_read&from=paste&reason=migration&ticket=OPS-1|kind=mark_read&reason=migration&ticket=OPS-1&from=paste/);
  await reload(page);
  await expect(page.getByRole("radio", { name: /Mark read/ })).toBeChecked();
  await expect(rows).toHaveValue("Report_Account\tPeer_Account\nalice\tbob\n");
  await expect(page.getByLabel("Reason")).toHaveValue("migration");
  await expect(page.getByLabel(/Ticket/)).toHaveValue("OPS-1");
  await expect(page.getByRole("link", { name: /template/ })).toHaveAttribute("href", "/api/jobs/templates/mark_read");

  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Jobs", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveValue("Report_Account\tPeer_Account\nalice\tbob\n");
  await upload(page);
  await title(page, "Mark read, 1 row");
  await page.goto("/jobs/new?from=paste");
  await expect(rows).toHaveValue("");
});

test("an upload that takes long shows how far it is, and can be stopped", async ({ page, pageWatch, server, signInAs }) => {
  pageWatch.allowBrokenConnections();
  await signInAs("operator");
  await page.goto("/jobs/new?kind=query_unread&reason=long");
  const held = server.outside.hold("/jobs?kind=");
  await file(page).setInputFiles(chosenFile("To_Account\nalice\n"));
  await upload(page);
  await expect(page.getByRole("progressbar", { name: "Upload" })).toHaveAttribute("value", "1");
  await expect(page.getByRole("status").filter({ hasText: "The rows are being read and checked…" })).toBeVisible();
  await expect(page.getByLabel("Reason")).toBeDisabled();
  await page.getByRole("button", { name: "Stop the upload" }).click();
  await expect(page.getByRole("button", { name: "Upload and check" })).toBeEnabled();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  held.release();
  await upload(page);
  await title(page, "Unread report, 1 row");
});

test("who submits right after the last letter gets to the job, and back to what was typed", async ({ page, server, signInAs }) => {
  await signInAs("operator");
  for (const turn of ["1", "2", "3", "4", "5"]) {
    await page.goto("/jobs/new?kind=query_unread&from=paste");
    await page.getByRole("textbox", { name: "Rows, with their header" }).fill(`To_Account\naccount${turn}\n`);
    // The job's page is asked for, and comes only once the address says what was typed.
    const held = server.outside.hold("/jobs/");
    await page.getByLabel("Reason").fill(`turn-${turn}`);
    await page.getByLabel("Reason").press("Enter");
    await expect.poll(held.count, { intervals: [20] }).toBeGreaterThan(0);
    await expect(page).toHaveURL(new RegExp(`reason=turn-${turn}`));
    held.release();
    await title(page, "Unread report, 1 row");
    await page.goBack();
    await expect(page.getByLabel("Reason")).toHaveValue(`turn-${turn}`);
  }
});

test("a file for another kind is recognised, and marking read warns of the webhooks", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 2 });
  sandbox.addUnread({ to: "alice", from: "carol", count: 1 });
  const text = "Report_Account,Peer_Account\nalice,bob\nalice,carol\n";
  await signInAs("operator");
  await page.goto("/jobs/new?kind=set_group_unread&reason=mixed%20up");
  await file(page).setInputFiles(chosenFile(text));
  await upload(page);
  await expect(page.getByText("The file looks like one for “Mark read”.")).toBeVisible();
  await page.getByRole("link", { name: "Upload it as “Mark read” instead" }).click();
  await expect(page.getByRole("radio", { name: /Mark read/ })).toBeChecked();
  await expect(page.getByLabel("Reason")).toHaveValue("mixed up");
  await file(page).setInputFiles(chosenFile(text));
  await upload(page);
  await title(page, /Mark read, 2 rows.*checked/);
  await expect(page.getByText("(C2C.CallbackAfterMsgReport) 2 times")).toBeVisible();
  await page.getByRole("button", { name: "Start…" }).click();
  await expect(page.getByRole("dialog")).toContainText("(C2C.CallbackAfterMsgReport) 2 times");
  await expect(page.getByRole("button", { name: "Start: 2 rows" })).toBeEnabled();
  expect(sandbox.calls("admin_set_msg_read")).toBe(0);
});

test("the same rows again are said to be the same, and are not held up", async ({ page, http, signInAs }) => {
  const csv = `${header}\n@TGS#2CLUZEAEJ,alice,41\n`;
  const first = await uploadJob(await http("operator"), { kind: "set_group_unread", csv, reason: "once" });
  await signInAs("operator");
  await page.goto("/jobs/new?kind=set_group_unread&reason=twice");
  await file(page).setInputFiles(chosenFile(csv));
  await upload(page);
  await expect(page.getByText("The very same rows were uploaded before.")).toBeVisible();
  await title(page, "checked");
  await expect(page.getByRole("button", { name: "Start…" })).toBeEnabled();
  await page.getByRole("link", { name: `See job ${first}` }).click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${first}`));
});

test("columns can be changed later, which forgets the dry run", async ({ page, http, signInAs }) => {
  const id = await uploadJob(await http("operator"), { kind: "set_group_unread", csv: `${header},Better\n@TGS#2CLUZEAEJ,alice,4,7\n`, reason: "columns" });
  await (await http("operator")).post(`/api/jobs/${id}/dry-run`, {});
  await signInAs("operator");
  await page.goto(`/jobs/${id}`);
  await expect(page.getByText("12 → 4")).toBeVisible();
  await page.getByRole("link", { name: /^Columns/ }).click();
  await page.getByLabel("UnreadMsgNum").selectOption("Better");
  await page.getByRole("button", { name: "Use these columns" }).click();
  await expect(page.getByText("12 → 7")).toBeVisible();
  await expect(page.getByText("12 → 4")).toBeHidden();
});

test("a large job is approved by a second person from the dry run, and the first sees it without a reload", async ({ page, pageWatch, browser, sandbox, startServer }) => {
  // A console of its own, and two browsers.
  test.setTimeout(150_000);
  const server = await startServer({ variables: { ...demoVariables, JOB_APPROVAL_ROWS: "1" } });
  pageWatch.expectOrigin(server.url);
  await signInAt(page, server, "operator");
  await page.goto(`${server.url}/jobs/new?kind=set_group_unread&reason=large`);
  await file(page).setInputFiles(chosenFile(`${header}\n@TGS#2CLUZEAEJ,alice,3\n@TGS#2CLUZEAEJ,bob,1\n`));
  await upload(page);
  await title(page, "needs approval");
  await current(page, "Approval");
  const start = page.getByRole("button", { name: "Start…" });
  await expect(start).toBeDisabled();
  await expect(start).toHaveAccessibleDescription("A second person has to approve this job before it starts.");
  await expect(page.getByText("It would run 2 rows (2 would change), more than one person may start alone. An admin may approve it, but not operator, who made it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve…" })).toHaveCount(0);
  const link = await page.getByText(`${server.url}/jobs/`).textContent();

  const second = await browser.newContext({ locale: "en-US" });
  await second.addCookies((await openHttp(server, "admin")).cookies());
  const theirs = await second.newPage();
  await theirs.goto(link ?? "");
  await expect(theirs.getByText("12 → 3")).toBeVisible();
  await theirs.getByRole("button", { name: "Approve…" }).click();
  const dialog = theirs.getByRole("dialog", { name: /Approve job/ });
  for (const told of ["Test Chat", "Set group unread", "operator", "large"]) await expect(dialog).toContainText(told);
  await dialog.getByRole("button", { name: "Approve 2 rows" }).click();
  await expect(theirs.getByText("Approved by admin", { exact: true })).toBeVisible();
  await second.close();

  await expect(page.getByText("operator, approved by admin")).toBeVisible();
  await expect(start).toBeEnabled();
  expect(sandbox.calls(setting)).toBe(0);
  await start.click();
  await page.getByRole("button", { name: "Start: 2 rows" }).click();
  await title(page, "finished");
  expect(sandbox.truth("alice").groups).toMatchObject([{ unread: 3 }]);
});

test("whoever made a large job cannot be its second person, admin or not", async ({ page, pageWatch, startServer }) => {
  const server = await startServer({ variables: { ...demoVariables, JOB_APPROVAL_ROWS: "1" } });
  pageWatch.expectOrigin(server.url);
  await signInAt(page, server, "admin");
  await page.goto(`${server.url}/jobs/new?kind=set_group_unread&reason=own`);
  await file(page).setInputFiles(chosenFile(`${header}\n@TGS#2CLUZEAEJ,alice,5\n@TGS#2CLUZEAEJ,bob,5\n`));
  await upload(page);
  await title(page, "needs approval");
  await expect(page.getByText("Whoever made a job cannot approve it. Ask somebody else who may.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve…" })).toHaveCount(0);
});

test("production takes the app's name, typed, and a start can wait for its time and its hours", async ({ page, pageWatch, sandbox, startServer }) => {
  const server = await startServer({ variables: { ...demoVariables, IM_ENVIRONMENT: "production" } });
  pageWatch.expectOrigin(server.url);
  await signInAt(page, server, "operator");
  await page.goto(`${server.url}/jobs/new?kind=set_group_unread&reason=at%20night`);
  await file(page).setInputFiles(chosenFile(`${header}\n@TGS#2CLUZEAEJ,alice,3\n`));
  await upload(page);
  await title(page, "checked");
  await page.getByRole("button", { name: "Start…" }).click();
  const dialog = page.getByRole("dialog", { name: /Start job/ });
  const submit = dialog.getByRole("button", { name: "Start: 1 row" });
  await expect(submit).toBeDisabled();
  await expect(submit).toHaveAccessibleDescription("Type the app’s name first.");
  await dialog.getByLabel("Type Test Chat to confirm").fill("test chat");
  await expect(submit).toBeDisabled();
  await dialog.getByLabel("Type Test Chat to confirm").fill("Test Chat");
  await expect(submit).toBeEnabled();

  await dialog.getByLabel("Start at a later time").check();
  await dialog.getByLabel("Run only between certain hours").check();
  await expect(dialog.getByLabel("Time zone")).toHaveValue("Asia/Shanghai");
  const schedule = dialog.getByRole("button", { name: "Schedule: 1 row" });
  await dialog.getByLabel("Time zone").fill("Mars/Base");
  await dialog.getByLabel(/Pause by itself/).fill("0");
  await schedule.click();
  await expect(dialog.getByLabel("Start at", { exact: false }).last()).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Time zone")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel(/Pause by itself/)).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Time zone").fill("Europe/Berlin");
  await dialog.getByLabel(/Pause by itself/).fill("5");
  await dialog.locator("input[type=datetime-local]").fill("2020-01-01T03:00:00");
  await schedule.click();
  await expect(dialog.getByText("This time has passed. Choose a later one.")).toBeVisible();
  await dialog.locator("input[type=datetime-local]").fill("2099-01-01T03:00:00");
  await schedule.click();
  await title(page, "scheduled");
  const id = /\/jobs\/(\d+)/.exec(page.url())?.[1];
  const job = Job.parse((await (await openHttp(server, "operator")).get(`/api/jobs/${id}`)).json());
  expect(job).toMatchObject({ state: "scheduled", startAt: "2098-12-31T19:00:00.000Z", hours: { from: "22:00", to: "06:00", timeZone: "Europe/Berlin" }, stopPercent: 5 });
  expect(sandbox.calls(setting)).toBe(0);
});

test("a job starts without a dry run only when that is said, and can be given up before it begins", async ({ page, http, sandbox, signInAs }) => {
  const client = await http("operator");
  const csv = `${header}\n@TGS#2CLUZEAEJ,alice,6\n`;
  const id = await uploadJob(client, { kind: "set_group_unread", csv, reason: "without" });
  await signInAs("operator");
  await page.goto(`/jobs/${id}`);
  await current(page, "Dry run");
  await page.getByRole("button", { name: "Start…" }).click();
  const submit = page.getByRole("button", { name: "Start: 1 row" });
  await expect(submit).toBeDisabled();
  await page.getByLabel("Start without a dry run").check();
  await submit.click();
  await title(page, "finished");
  expect(sandbox.truth("alice").groups).toMatchObject([{ unread: 6 }]);

  const given = await uploadJob(client, { kind: "set_group_unread", csv: `${header}\n@TGS#2CLUZEAEJ,alice,9\n`, reason: "given up" });
  await page.goto(`/jobs/${given}`);
  await page.getByRole("button", { name: "Cancel job…" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await title(page, "ready");
  await page.getByRole("button", { name: "Cancel job…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the job" }).click();
  await expect(page.getByText("This job was cancelled before it began.")).toBeVisible();
  await reload(page);
  await expect(page.getByText("This job was cancelled before it began.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start…" })).toHaveCount(0);
  expect(sandbox.truth("alice").groups).toMatchObject([{ unread: 6 }]);
});

test("what happens to a job elsewhere shows on its page without a reload, and a refused click says why", async ({ page, pageWatch, http, signInAs }) => {
  pageWatch.allowStatus(409);
  const client = await http("operator");
  const id = await uploadJob(client, { kind: "set_group_unread", csv: `${header}\n@TGS#2CLUZEAEJ,alice,8\n`, reason: "two tabs" });
  await signInAs("operator");
  await page.goto(`/jobs/${id}`);
  await title(page, "ready");
  await page.getByRole("button", { name: "Cancel job…" }).click();
  expect((await client.post(`/api/jobs/${id}/dry-run`, {})).status).toBe(200);
  await title(page, "checked");
  expect((await client.post(`/api/jobs/${id}/cancel`, {})).status).toBe(200);
  await expect(page.getByText("This job was cancelled before it began.")).toBeVisible();
});

test("when events do not come through, the page asks for the job instead", async ({ page, pageWatch, http, signInAs }) => {
  pageWatch.allowStatus(404);
  const client = await http("operator");
  const id = await uploadJob(client, { kind: "set_group_unread", csv: `${header}\n@TGS#2CLUZEAEJ,alice,7\n`, reason: "no events" });
  await signInAs("operator");
  const refused = page.waitForRequest(`**/api/jobs/${id}/events`);
  await page.route(`**/api/jobs/${id}/events`, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(`/jobs/${id}`);
  await refused;
  await title(page, "ready");
  await client.post(`/api/jobs/${id}/dry-run`, {});
  await title(page, "checked");
});

for (const role of ["viewer", "agent"] as const) {
  test(`a ${role} is told whom to ask for a job`, async ({ page, signInAs }) => {
    await signInAs(role);
    for (const address of ["/jobs", "/jobs/new", "/jobs/1"]) {
      await page.goto(address);
      await expect(page.getByText(`Your role is ${role}; this takes operator or higher.`)).toBeVisible();
      await expect(page.getByRole("link", { name: "New job" })).toHaveCount(0);
    }
  });
}
