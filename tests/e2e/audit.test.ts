import { roles } from "@/lib/shared/roles";
import { appId } from "../support/console";
import { expect, expectAccessible, test } from "./fixtures";

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

test("any filter stands in the address and as a chip that takes it away again", async ({ page, sandbox, signInAs, http }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["chip-one"], messages: 9 });
  const operator = await http("operator");
  await operator.put(group("chip-one"), { unread: 1, reason: "chips", ticket: "CHIP-1" });
  await operator.put(group("chip-one"), { unread: 1, reason: "chips", ticket: "CHIP-2" });
  await signInAs("viewer");
  await page.goto("/audit");
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await page.getByText("More filters").click();
  await page.getByLabel("Group", { exact: true }).fill(" team ");
  await page.getByLabel("Account or peer").fill("chip-one");
  await page.getByLabel("What was done").selectOption("Group unread set");
  await page.getByLabel("Effect").selectOption("changed");
  await page.getByLabel("App", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("CHIP-1");
  await expect(page).toHaveURL(/group=team&action=group.set_unread&effect=changed&scope=app/);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Remove the filter Effect: changed" }).click();
  await expect(entries).toHaveCount(2);
  await expect(page).not.toHaveURL(/effect=/);
  await page.goBack();
  await expect(entries).toHaveCount(1);
  await page.goto("/audit?account=chip-one&from=1999-12-31&to=2000-01-01");
  await expect(page.getByText("Nothing matches this filter.")).toBeVisible();
});

test("an entry opens down to the request that was sent, and its link opens it for others", async ({ page, pageWatch, sandbox, signInAs, http }) => {
  sandbox.addGroup({ groupId: "it's a 'team'", type: "Public", members: ["opened"], messages: 9 });
  const agent = await http("agent");
  const { status } = await agent.put(`/api/apps/${appId}/groups/${encodeURIComponent("it's a 'team'")}/members/opened/unread`, { unread: 3, reason: "open me" });
  expect(status).toBe(200);
  await signInAs("viewer");
  await page.goto("/audit?account=opened");
  await page.getByRole("button", { name: /^Details of entry/ }).click();
  await expect(page.getByText("Request to IM: group_open_http_svc/set_unread_msg_num")).toBeVisible();
  await expect(page.getByText('"UnreadMsgNum": 3')).toBeVisible();
  await expect(page.getByText(String.raw`"GroupId":"it'\''s a '\''team'\''"`)).toContainText("usersig=<UserSig>");
  await expect(page).toHaveURL(/entry=\d+/);
  await expectAccessible(page);

  const { searchParams } = new URL(page.url());
  await page.goto(`/audit?account=somebody-else&entry=${searchParams.get("entry")}`);
  await expect(page.getByRole("heading", { name: `Entry ${searchParams.get("entry")}` })).toBeVisible();
  await expect(page.getByText('"UnreadMsgNum": 3')).toBeVisible();
  // A list that cannot be read hides no entry.
  pageWatch.allowStatus(422);
  await page.goto(`/audit?outcome=maybe&entry=${searchParams.get("entry")}`);
  await expect(page.getByText('"UnreadMsgNum": 3')).toBeVisible();
  await page.goto("/audit?entry=999999");
  await expect(page.getByText("The record has no entry 999999.")).toBeVisible();
});

test("a group's number is put back from its entry, and refused once it has changed", async ({ page, pageWatch, sandbox, signInAs, http }) => {
  pageWatch.allowStatus(409);
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "put-back", unread: 4 }], messages: 20 });
  const operator = await http("operator");
  await operator.put(group("put-back"), { unread: 9, reason: "too high" });
  await signInAs("agent");
  await page.goto("/audit?account=put-back");
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  const entry = entries.filter({ hasText: "“too high”" });
  await entry.getByRole("button", { name: /^Details of entry/ }).click();
  await entry.getByRole("button", { name: "Put back 4…" }).click();
  await expect(entry.getByRole("form")).toContainText("9 → 4");
  await entry.getByRole("button", { name: "Set to 4" }).click();
  await expect(entry.getByText("Say why, so that the record can.")).toBeVisible();
  await entry.getByLabel("Reason").fill("was right before");
  await entry.getByRole("button", { name: "Set to 4" }).click();
  await expect(entry.getByText("Put back: 9 → 4")).toBeVisible();
  await expect(entries.first()).toContainText("agent put back the unread of put-back in group team");
  expect(sandbox.truth("put-back").groups).toMatchObject([{ groupId: "team", unread: 4 }]);

  await operator.put(group("put-back"), { unread: 7, reason: "meanwhile" });
  // A link may bring the reason along.
  await page.goto(`${page.url()}&reason=again`);
  await entry.getByRole("button", { name: "Put back 4…" }).click();
  await expect(entry.getByLabel("Reason")).toHaveValue("again");
  await entry.getByRole("button", { name: "Set to 4" }).click();
  await expect(entry.getByRole("alert")).toContainText("it was left at 9 and is 7 now");
  expect(sandbox.truth("put-back").groups).toMatchObject([{ groupId: "team", unread: 7 }]);
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
