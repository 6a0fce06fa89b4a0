import { demoVariables } from "../support/console";
import { expect, test } from "./fixtures";

const group = "@TGS#2ABCDEFG";
const address = `/groups/${encodeURIComponent(group)}`;

test("a group shows what it is, and its members with what they have unread", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: group, type: "Private", name: "Work team", messages: 75, members: [{ userId: "alice", unread: 4, role: "Owner" }, { userId: "bob", unread: 9, msgFlag: "Discard" }] });
  await signInAs("viewer");
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: "Work team" })).toBeVisible();
  await expect(page.getByText("Work (before: Private)")).toBeVisible();
  await expect(page.getByRole("region", { name: "Facts about the group" })).toContainText("75");
  await expect(page.getByRole("row", { name: /alice.*4.*owner/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /bob.*9.*member.*muted/ })).toBeVisible();
  await expect(page.getByText(/Unread is derived/)).toBeVisible();
  const act = page.getByRole("button", { name: "Set unread…" });
  await expect(act).toBeDisabled();
  await expect(act).toHaveAccessibleDescription("Your role is viewer; this takes agent or higher.");
  await page.getByRole("row", { name: /bob/ }).getByRole("link", { name: "bob" }).click();
  await expect(page).toHaveURL(/\/accounts\/bob$/);
});

test("several members are set to one number, shown before and read back after", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members: [{ userId: "alice", unread: 3 }, { userId: "bob", unread: 5 }, { userId: "carol", unread: 8 }] });
  await signInAs("agent");
  await page.goto(address);
  await page.getByLabel("Select alice").check();
  await page.getByLabel("Select bob").check();
  await page.getByRole("button", { name: "Set unread of 2 members…" }).click();
  const targets = page.getByRole("region", { name: "Members whose number is set" });
  await page.getByLabel("New unread number").fill("70");
  await expect(page.getByText("IM lowers 70 to 50 without saying so.")).toBeVisible();
  await page.getByRole("button", { name: "Make it 0" }).click();
  await expect(targets).toContainText("alice3 → 0");
  await expect(targets).toContainText("bob5 → 0");
  await page.getByRole("button", { name: "Set 2 members to 0" }).click();
  await expect(page.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  expect(sandbox.calls("set_unread_msg_num")).toBe(0);
  await page.getByLabel("Reason").fill("stuck after the app was reinstalled");
  await page.getByRole("button", { name: "Set 2 members to 0" }).click();
  await expect(page.getByText("2 changed")).toBeVisible();
  await expect(page.getByRole("row", { name: /alice.*3 → 0.*changed/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /bob.*5 → 0.*changed/ })).toBeVisible();
  for (const [member, unread] of [["alice", 0], ["bob", 0], ["carol", 8]] as const) expect(sandbox.truth(member).groups).toMatchObject([{ groupId: group, unread }]);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("row", { name: /alice.*→/ })).toHaveCount(0);
});

test("a link names the member, the number and why; one act sets it", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members: [{ userId: "alice", unread: 3 }, { userId: "bob", unread: 5 }] });
  await signInAs("agent");
  await page.goto(`${address}?member=bob&unread=2&reason=stuck&ticket=ZD-1`);
  await expect(page.getByLabel("New unread number")).toHaveValue("2");
  await expect(page.getByLabel("Ticket")).toHaveValue("ZD-1");
  await page.getByRole("button", { name: "Set 1 member to 2" }).click();
  await expect(page.getByRole("row", { name: /bob.*5 → 2.*changed/ })).toBeVisible();
  expect(sandbox.truth("bob").groups).toMatchObject([{ unread: 2 }]);
  expect(sandbox.truth("alice").groups).toMatchObject([{ unread: 3 }]);
});

test("a member is found by id among thousands, and who is none is said to be none", async ({ page, pageWatch, sandbox, signInAs }) => {
  pageWatch.allowStatus(404);
  const members = Array.from({ length: 250 }, (_, index) => ({ userId: `user${index}`, unread: index % 7 }));
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members });
  await signInAs("viewer");
  await page.goto(address);
  await expect(page.getByText("100 of 250 members shown")).toBeVisible();
  await page.getByRole("button", { name: "Load more members" }).click();
  await expect(page.getByText("200 of 250 members shown")).toBeVisible();
  await page.getByRole("button", { name: "Load more members" }).click();
  await expect(page.getByText("250 of 250 members shown")).toBeVisible();
  await expect(page.getByRole("button", { name: "Load more members" })).toHaveCount(0);

  const find = page.getByRole("searchbox", { name: "Find a member by id" });
  await find.fill("user207");
  await find.press("Enter");
  await expect(page).toHaveURL(/\?member=user207$/);
  await expect(page.getByRole("row", { name: /user207.*4/ })).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  await find.fill("stranger");
  await find.press("Enter");
  await expect(page.getByText("stranger is not a member of this group.")).toBeVisible();
  await find.fill("林小雨");
  await find.press("Enter");
  await expect(find).toHaveAccessibleDescription(/Account ids hold only/);
  await page.getByRole("button", { name: "Show all members" }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.getByText("100 of 250 members shown").or(page.getByText("250 of 250 members shown"))).toBeVisible();
  await expect(find).toBeFocused();
  await expect(find).toHaveValue("");
  await page.goBack();
  await expect(find).toHaveValue("stranger");
});

test("what comes in after a number was set stands beside it", async ({ page, pageWatch, sandbox, signInAs, http }) => {
  pageWatch.allowStatus(409);
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members: [{ userId: "alice", unread: 3 }] });
  await signInAs("agent");
  await page.goto(`${address}?member=alice&unread=1&reason=stuck`);
  await page.getByRole("button", { name: "Set 1 member to 1" }).click();
  const row = page.getByRole("row", { name: /alice/ });
  await expect(row).toContainText("3 → 1");
  await expect(row).not.toContainText("now");
  // Somebody else sets it too; this page reads again when a history entry is put back.
  await (await http("operator")).put(`/api/apps/1400000001/groups/${encodeURIComponent(group)}/members/alice/unread`, { unread: 9, reason: "other" });
  const back = page.getByRole("list", { name: "History in this console" }).getByRole("listitem").filter({ hasText: "“stuck”" });
  await back.getByRole("button", { name: "Put back 3…" }).click();
  await back.getByRole("button", { name: "Set to 3" }).click();
  await expect(back.getByRole("alert")).toContainText("is 9 now");
  await expect(row).toContainText("3 → 1 · now 9");
});

test("a meeting group says that it keeps no count, and offers nothing to set", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "standup", type: "ChatRoom", members: ["alice"] });
  await signInAs("agent");
  await page.goto("/groups/standup");
  await expect(page.getByText("Groups of type Meeting keep no unread count.")).toBeVisible();
  await expect(page.getByRole("row", { name: /alice/ })).toContainText("not counted");
  await expect(page.getByRole("button", { name: /Set unread/ })).toHaveCount(0);
});

test("an audio-video room says that IM keeps no list of its members", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "live", type: "AVChatRoom", members: ["alice"] });
  await signInAs("agent");
  await page.goto("/groups/live");
  await expect(page.getByText("IM keeps no list of members for AVChatRoom groups.")).toBeVisible();
  expect(sandbox.calls("get_group_member_info")).toBe(0);
});

test("a group that does not exist is said not to, and leads to the account of that id", async ({ page, pageWatch, signInAs }) => {
  pageWatch.allowStatus(404);
  await signInAs("viewer");
  await page.goto("/groups/alice");
  await expect(page.getByRole("alert").filter({ hasText: "10010" })).toBeVisible();
  await page.getByRole("link", { name: "Is it an account? Open it as one" }).click();
  await expect(page).toHaveURL(/\/accounts\/alice$/);
});

test("a group that did not exist a moment ago is there after another look", async ({ page, pageWatch, sandbox, signInAs }) => {
  pageWatch.allowStatus(404);
  await signInAs("viewer");
  await page.goto("/groups/just-made");
  await expect(page.getByRole("alert").filter({ hasText: "10010" })).toBeVisible();
  sandbox.addGroup({ groupId: "just-made", type: "Public", name: "Just made", members: ["alice"] });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Just made" })).toBeVisible();
});

test("a protected account is refused among several, and asks twice when it is alone", async ({ page, pageWatch, sandbox, startServer }) => {
  sandbox.addGroup({ groupId: group, type: "Public", messages: 50, members: [{ userId: "vip.alice", unread: 3 }, { userId: "bob", unread: 5 }] });
  const server = await startServer({ variables: { ...demoVariables, IM_PROTECTED_ACCOUNTS: "vip.*" } });
  pageWatch.expectOrigin(server.url);
  pageWatch.allowStatus(409);
  await page.goto(`${server.url}/`);
  await page.getByRole("button", { name: "Sign in as agent" }).click();
  await page.getByRole("heading", { name: "Find an account or group" }).waitFor();
  await page.goto(`${server.url}${address}?reason=stuck`);
  await page.getByLabel("Select all shown").check();
  await page.getByRole("button", { name: "Set unread of 2 members…" }).click();
  await page.getByLabel("New unread number").fill("1");
  await page.getByRole("button", { name: "Set 2 members to 1" }).click();
  await expect(page.getByText("1 changed, 1 failed")).toBeVisible();
  await expect(page.getByRole("row", { name: /bob.*5 → 1/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /vip\.alice.*3.*failed/ })).toContainText(/protected/);
  expect(sandbox.truth("vip.alice").groups).toMatchObject([{ unread: 3 }]);

  await page.getByLabel("Select bob").uncheck();
  await page.getByRole("button", { name: "Set unread of 1 member…" }).click();
  await page.getByRole("button", { name: "Make it 0" }).click();
  await page.getByRole("button", { name: "Set 1 member to 0" }).click();
  await expect(page.getByText("This account is protected.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Set 1 member to 0" })).toBeDisabled();
  expect(sandbox.truth("vip.alice").groups).toMatchObject([{ unread: 3 }]);
  await page.getByLabel("I have checked that vip.alice is meant").check();
  await page.getByRole("button", { name: "Set 1 member to 0" }).click();
  await expect(page.getByRole("row", { name: /vip\.alice.*3 → 0.*changed/ })).toBeVisible();
  expect(sandbox.truth("vip.alice").groups).toMatchObject([{ unread: 0 }]);
});
