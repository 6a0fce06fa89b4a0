import { roles } from "@/lib/shared/roles";
import { appId } from "../support/console";
import { expect, test } from "./fixtures";

const group = (member: string) => `/api/apps/${appId}/groups/team/members/${member}/unread`;

for (const role of roles) {
  test(`as ${role}: the record reads as sentences, with before, after and reason`, async ({ page, sandbox, signInAs, http }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 4 }], messages: 9 });
    const agent = await http("agent");
    await agent.put(group("bob"), { unread: 1, reason: `seen by ${role}`, ticket: "ZD-5" });
    await (await http("viewer")).put(group("bob"), { unread: 2, reason: "not mine to do" });
    await signInAs(role);
    await page.goto("/");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit" }).click();
    const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
    const done = entries.filter({ hasText: "agent set the unread of bob in group team" }).first();
    await expect(done).toContainText("4 → 1");
    await expect(done).toContainText("changed");
    await expect(done).toContainText(`“seen by ${role}”`);
    await expect(done).toContainText("ZD-5");
    const tried = entries.filter({ hasText: "viewer tried to set the unread of bob in group team" }).first();
    await expect(tried).toContainText("refused");
  });
}

test("the record is filtered by person and account, and the filter is in the address", async ({ page, sandbox, signInAs, http }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["filtered-one", "filtered-two"], messages: 9 });
  for (const member of ["filtered-one", "filtered-two"]) await (await http("operator")).put(group(member), { unread: 1, reason: "filter" });
  await signInAs("viewer");
  await page.goto("/audit");
  await page.getByLabel("Account or peer").fill("filtered-one");
  await page.getByLabel("Person").fill("operator");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("filtered-one");
  await expect(page).toHaveURL(/actor=operator/);
  await expect(page).toHaveURL(/account=filtered-one/);

  await page.reload();
  await expect(entries).toHaveCount(1);
  await page.goto("/audit?account=never-touched");
  await expect(page.getByText("Nothing matches this filter.")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(entries.filter({ hasText: "filtered-two" })).toHaveCount(1);
});

test("older entries come page by page", async ({ page, sandbox, signInAs, http }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["paged"], messages: 99 });
  const agent = await http("agent");
  for (let unread = 1; unread <= 55; unread += 1) await agent.put(group("paged"), { unread, reason: "page" });
  await signInAs("viewer");
  await page.goto("/audit?account=paged");
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(entries).toHaveCount(55);
  await expect(entries.last()).toContainText("0 → 1");
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
});

test("the integrity of the record is checked on the spot", async ({ page, signInAs, http }) => {
  await (await http("viewer")).put(group("bob"), { unread: 1, reason: "one row at least" });
  await signInAs("viewer");
  await page.goto("/audit");
  await page.getByRole("button", { name: "Check integrity" }).click();
  await expect(page.getByText(/The record is whole: \d[\d,]* rows? checked\./)).toBeVisible();
});

test("signing in stands in the record, passwords and addresses of IM do not", async ({ http, server }) => {
  const nobody = await http();
  await nobody.signIn("some-visitor", "a-password-nobody-may-read");
  const record = (await (await http("viewer")).get("/api/audit")).text;
  expect(record).toContain("session.sign_in");
  expect(record).toContain("some-visitor");
  expect(record).not.toContain("a-password-nobody-may-read");
  expect(server.process.output()).not.toContain("a-password-nobody-may-read");
  expect(record).not.toContain(server.im.target.host);
});
