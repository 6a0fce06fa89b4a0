import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoVariables, writeAppsFile } from "../support/console";
import { uploadJob } from "./job-files";
import { expect, expectAccessible, openHttp, test } from "./fixtures";

const csv = "To_Account\nalice\nbob\n";

test("jobs are listed with what, who, why and how far, filtered in the address, and lead to their pages", async ({ page, pageWatch, startServer }) => {
  const server = await startServer({ variables: demoVariables });
  pageWatch.expectOrigin(server.url);
  const [operator, admin] = [await openHttp(server, "operator"), await openHttp(server, "admin")];
  await page.context().addCookies(operator.cookies());
  await page.goto(`${server.url}/jobs`);
  await expect(page.getByText("No jobs yet")).toBeVisible();

  const mine = await uploadJob(operator, { kind: "query_unread", csv, reason: "weekly report", name: "week-47.csv" });
  const theirs = await uploadJob(admin, { kind: "query_unread", csv: "To_Account\ncarol\n", reason: "somebody else's" });
  const over = await uploadJob(operator, { kind: "query_unread", csv: "To_Account\ndave\n", reason: "given up" });
  expect((await operator.post(`/api/jobs/${over}/cancel`, {})).status).toBe(200);
  await page.getByRole("button", { name: "Refresh" }).click();
  const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows).toHaveCount(3);
  const line = page.getByRole("row", { name: new RegExp(`^${mine} Unread report`) });
  for (const told of ["week-47.csv", "operator", "weekly report", "ready", "2 rows"]) await expect(line).toContainText(told);

  await page.getByRole("button", { name: "Mine" }).click();
  await expect(page).toHaveURL(/only=mine/);
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Open" }).click();
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("link", { name: `${theirs} Unread report` })).toBeVisible();
  await page.getByLabel("State").selectOption("cancelled");
  await expect(page).toHaveURL(/only=open&state=cancelled/);
  await expect(page.getByText("No job fits this filter.")).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveCount(2);
  await expect(page.getByLabel("State")).toHaveValue("");
  await page.goBack();
  await expect(page.getByRole("button", { name: "Mine" })).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByRole("link", { name: `${mine} Unread report` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Unread report, 2 rows");
  await page.getByRole("link", { name: "Jobs", exact: true }).click();

  // The home page has the ones that are mine and go on.
  await page.goto(`${server.url}/`);
  const home = page.getByRole("region").or(page.locator("section")).filter({ has: page.getByRole("heading", { name: "My open jobs" }) });
  await expect(home.getByRole("link", { name: `${mine} Unread report` })).toBeVisible();
  await expect(home.getByRole("link", { name: /Unread report/ })).toHaveCount(1);
  await home.getByRole("link", { name: "All my jobs" }).click();
  await expect(page).toHaveURL(/\/jobs\?only=mine/);
});

test("older jobs follow on request", async ({ page, pageWatch, startServer }) => {
  const server = await startServer({ variables: demoVariables });
  pageWatch.expectOrigin(server.url);
  const operator = await openHttp(server, "operator");
  await page.context().addCookies(operator.cookies());
  for (let index = 0; index < 51; index += 1) await uploadJob(operator, { kind: "query_unread", csv: `To_Account\naccount${index}\n`, reason: `number ${index}` });
  await page.goto(`${server.url}/jobs`);
  const rows = page.getByRole("row").filter({ has: page.getByRole("link") });
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Older jobs" }).click();
  await expect(rows).toHaveCount(51);
  await expect(page.getByText("number 0", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Older jobs" })).toHaveCount(0);
});

test("a job's page stands in the job's own app, and does not act in another", async ({ page, pageWatch, sandbox, startServer }) => {
  const dir = mkdtempSync(join(tmpdir(), "unread-console-apps-"));
  const apps = [{ sdkAppId: "1400000002", label: "Other Chat", environment: "production" }, { sdkAppId: "1400000001", label: "Shop Chat", environment: "staging" }];
  const server = await startServer({ variables: { ...demoVariables, IM_SDK_APP_ID: "", IM_APPS_FILE: writeAppsFile(dir, apps, sandbox.url) } });
  pageWatch.expectOrigin(server.url);
  const operator = await openHttp(server, "operator");
  await page.context().addCookies(operator.cookies());
  const id = await uploadJob(operator, { kind: "query_unread", csv, reason: "apps" });
  await page.goto(`${server.url}/jobs/${id}`);
  await expect(page).toHaveURL(/app=1400000001/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Unread report, 2 rows");
  await page.goto(`${server.url}/jobs/${id}?app=1400000002`);
  await expect(page.getByRole("heading", { name: `Job ${id} belongs to Shop Chat.` })).toBeVisible();
  await expect(page.getByRole("button", { name: "Start…" })).toHaveCount(0);
  await page.getByRole("link", { name: "Open it in Shop Chat" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Unread report, 2 rows");
  rmSync(dir, { recursive: true });
});

test("a number that no job has is said to be none", async ({ page, pageWatch, signInAs }) => {
  pageWatch.allowStatus(404);
  await signInAs("operator");
  for (const number of ["999999999", "abc", "1e3"]) {
    await page.goto(`/jobs/${number}`);
    await expect(page.getByText("There is no job with this number.")).toBeVisible();
  }
  await page.getByRole("link", { name: "All jobs" }).click();
  await expect(page.getByRole("heading", { name: "Jobs", level: 1 })).toBeVisible();
});

test("on a phone nothing has to be scrolled sideways, in either language, and every step can be looked at", async ({ page, sandbox, http, signInAs }) => {
  sandbox.addGroup({ groupId: "@TGS#_@TGS#cABCDEFGHIJKLMNOPQRSTUVWXYZ", type: "Community", messages: 20, members: [{ userId: "a-member-with-32-characters-in-i", unread: 4 }] });
  const client = await http("operator");
  const rows = ["@TGS#_@TGS#cABCDEFGHIJKLMNOPQRSTUVWXYZ,a-member-with-32-characters-in-i,7,a note that goes on for longer than any phone is wide", "a-group-with-quite-a-long-name-in-plain-ascii,an-account-id-of-far-more-than-32-characters,many,short"];
  const id = await uploadJob(client, { kind: "set_group_unread", csv: ["GroupId,Member_Account,UnreadMsgNum,Note", ...rows].join("\n"), reason: "restore the counts of every member after the import of this autumn", name: "a-file-with-quite-a-long-name-as-they-are-exported.csv" });
  expect((await client.post(`/api/jobs/${id}/dry-run`, {})).status).toBe(200);
  await page.setViewportSize({ width: 320, height: 800 });
  await signInAs("operator");
  for (const locale of ["en", "zh-CN"]) {
    await page.goto("/jobs");
    await page.context().addCookies([{ name: "locale", value: locale, url: page.url() }]);
    for (const address of ["/jobs", "/jobs/new?kind=mark_read", "/jobs/new?kind=set_group_unread&from=paste", `/jobs/${id}?step=columns`, `/jobs/${id}?step=problems`, `/jobs/${id}?step=dry-run`]) {
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), address).toBe(0);
      if (locale === "en") await expectAccessible(page);
    }
  }
  await page.getByRole("button", { name: "开始…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
});
