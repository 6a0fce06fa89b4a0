import { roles } from "@/lib/shared/roles";
import { expect, test } from "./fixtures";

for (const role of roles) {
  test(`as ${role}: an account's total and its conversations are looked up, and are what IM has`, async ({ page, sandbox, signInAs }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
    sandbox.addUnread({ to: "alice", from: "teacher", count: 3 });
    sandbox.addUnread({ to: "alice", from: "elsewhere", count: 5 });
    sandbox.addAccount({ userId: "quiet" });
    await signInAs(role);

    await page.goto("/");
    await page.getByRole("link", { name: /Look up unread/ }).last().click();
    await page.getByLabel("Account id").fill("alice");
    await page.getByLabel(/Peers/).fill("bob, teacher\nquiet");
    await page.getByRole("button", { name: "Look up", exact: true }).click();

    expect(sandbox.truth("alice").c2cTotal).toBe(20);
    await expect(page.getByText("alice has 20 unread one-to-one messages.")).toBeVisible();
    await expect(page.getByRole("row", { name: /bob/ })).toContainText("12");
    await expect(page.getByRole("row", { name: /teacher/ })).toContainText("3");
    await expect(page.getByRole("row", { name: /quiet/ })).toContainText("0");
    // 20 = 15 in these three + 5 somewhere else.
    const answer = page.getByRole("region", { name: "Unread of alice" });
    await expect(answer).toContainText("These 3 peers");
    await expect(answer).toContainText("15");
    await expect(answer).toContainText("In other conversations");
    await expect(page).toHaveURL(/\/unread\?account=alice&peers=bob/);
    expect(sandbox.calls("admin_set_msg_read")).toBe(0);
  });
}

test("a deep link fills the form and answers at once", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("viewer");
  await page.goto("/unread?account=alice&peers=bob,gone");
  await expect(page.getByLabel("Account id")).toHaveValue("alice");
  await expect(page.getByLabel(/Peers/)).toHaveValue(/bob\s+gone/);
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("12");
  const gone = page.getByRole("row", { name: /gone/ });
  await expect(gone).toContainText("?");
  await expect(gone).toContainText(/no account with this id/);
  await expect(gone).toContainText("70107");
});

test("an account that does not exist is not an account with nothing unread", async ({ page, sandbox, signInAs, pageWatch }) => {
  pageWatch.allowStatus(404);
  sandbox.addAccount({ userId: "quiet" });
  await signInAs("viewer");
  await page.goto("/unread?account=Quiet");
  await expect(page.getByText("no such account", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/has no unread/)).toHaveCount(0);

  await page.getByLabel("Account id").fill("quiet");
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await expect(page.getByText("quiet has no unread one-to-one messages.")).toBeVisible();
  await expect(page.getByText(/A badge that still shows comes from a group, or from the device/)).toBeVisible();
});

test("what cannot be an id is told at its field, and nothing is asked", async ({ page, sandbox, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/unread");
  const account = page.getByLabel("Account id");
  for (const [typed, complaint] of [["", "Enter an account id."], ["a".repeat(33), "Account ids are at most 32 characters long."], ["林小雨", "Account ids hold only English letters, digits and printable signs."]] as const) {
    await account.fill(typed);
    await page.getByRole("button", { name: "Look up", exact: true }).click();
    await expect(account).toHaveAccessibleDescription(new RegExp(complaint.replaceAll(".", "\\.")));
    await expect(account).toHaveAttribute("aria-invalid", "true");
  }
  await account.fill("alice");
  await page.getByLabel(/Peers/).fill(Array.from({ length: 1001 }, (_, index) => `peer${index}`).join(" "));
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await expect(page.getByLabel(/Peers/)).toHaveAccessibleDescription(/At most 1,000 peers at once\./);
  expect(sandbox.stats().commands).toEqual({});
});

test("a thousand peers are looked up from one paste", async ({ page, sandbox, signInAs }) => {
  const peers = Array.from({ length: 1000 }, (_, index) => `peer${index}`);
  sandbox.arrange({ accounts: peers.map((userId) => ({ userId })), unread: [{ to: "alice", from: "peer999", count: 7 }] });
  await signInAs("viewer");
  await page.goto("/unread");
  await page.getByLabel("Account id").fill("alice");
  await page.getByLabel(/Peers/).fill(peers.join(";"));
  await expect(page.getByText(/1,?000 ids\./)).toBeVisible();
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await expect(page.getByRole("row", { name: /peer999/ })).toContainText("7", { timeout: 20_000 });
  await expect(page.getByText(/1,?000 peers, 1 with unread/)).toBeVisible();
  expect(sandbox.calls("get_c2c_unread_msg_num")).toBeGreaterThanOrEqual(101);
  await page.getByLabel("Unread only").click();
  await expect(page.getByLabel("Unread only")).toBeChecked();
  await expect(page.getByRole("row")).toHaveCount(2);
});

test("a conversation at the limit of 250 is marked as one", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 400 });
  await signInAs("viewer");
  await page.goto("/unread?account=alice&peers=bob");
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("250");
  await expect(page.getByText("at the limit")).toBeVisible();
});

test("unread conversations lead to the form that marks them read, already filled", async ({ page, sandbox, signInAs }) => {
  for (const [from, count] of [["bob", 12], ["teacher", 3]] as const) sandbox.addUnread({ to: "alice", from, count });
  sandbox.addAccount({ userId: "quiet" });
  await signInAs("agent");
  await page.goto("/unread?account=alice&peers=bob,teacher,quiet");
  await page.getByLabel("Unread only").click();
  await expect(page.getByLabel("Unread only")).toBeChecked();
  await expect(page.getByRole("row", { name: /quiet/ })).toHaveCount(0);
  await expect(page).toHaveURL(/only=unread/);
  await page.getByLabel("Select teacher").uncheck();
  await page.getByRole("link", { name: "Mark 1 read…" }).click();
  await expect(page).toHaveURL(/\/mark-read\?/);
  await expect(page.getByLabel("Account id")).toHaveValue("alice");
  await expect(page.getByLabel("Peers")).toHaveValue("bob");
  expect(sandbox.calls("admin_set_msg_read")).toBe(0);
});

test("a viewer sees that marking read takes another role", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("viewer");
  await page.goto("/unread?account=alice&peers=bob");
  const button = page.getByRole("button", { name: "Mark read…" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription("Your role is viewer; this takes agent or higher.");
});

test("refreshing shows what has come in meanwhile", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
  await signInAs("viewer");
  await page.goto("/unread?account=alice&peers=bob");
  await expect(page.getByText("alice has 1 unread one-to-one message.")).toBeVisible();
  sandbox.addUnread({ to: "alice", from: "bob", count: 2 });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText("alice has 3 unread one-to-one messages.")).toBeVisible();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("3");
});

test("the search box takes whatever was pasted", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addGroup({ groupId: "@TGS#2ABCDEFG", type: "Public", members: [{ userId: "alice", unread: 4 }] });
  await signInAs("viewer");
  const search = page.getByRole("searchbox", { name: "Search for an account or group" });
  for (const [pasted, address, row] of [
    ["alice", /\/accounts\/alice$/, /bob.*12/],
    ["alice bob", /\/unread\?account=alice&peers=bob$/, /bob.*12/],
    ["@TGS#2ABCDEFG", /\/groups\/%40TGS%232ABCDEFG$/, /alice.*4/],
    ["@TGS#2ABCDEFG alice", /\/groups\/%40TGS%232ABCDEFG\?member=alice$/, /alice.*4/],
  ] as const) {
    await page.goto("/");
    await search.fill(pasted);
    await search.press("Enter");
    await expect(page).toHaveURL(address);
    await expect(page.getByRole("row", { name: row })).toBeVisible();
  }
});
