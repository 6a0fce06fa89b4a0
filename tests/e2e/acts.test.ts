import type { Page } from "playwright/test";
import { AuditPage, type AuditEntry } from "@/lib/shared/audit";
import { appId, demoVariables } from "../support/console";
import type { HttpClient } from "../support/http-client";
import { confirmMarkRead, conversation, group, openAccount, term } from "./account";
import { beforeAnswer, expect, expectAccessible, openHttp, test } from "./fixtures";

const marking = "admin_set_msg_read";
const setting = "set_unread_msg_num";
const hour = 3_600_000;

test("one conversation is marked read from its row, and the page shows what came of it", async ({ page, sandbox, signInAs, http }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addUnread({ to: "alice", from: "teacher", count: 3 });
  await signInAs("agent");
  await openAccount(page, "alice", "?reason=badge%20stuck&ticket=ZD-20931");
  await conversation(page, "bob").getByRole("button", { name: "Mark read bob" }).click();
  const dialog = page.getByRole("dialog", { name: "Mark 1 conversation read" });
  await expect(dialog).toContainText("12 → 0");
  await expect(dialog).toContainText("cannot be undone");
  await expect(dialog).toContainText("fires once");
  // A link brings the reason along.
  await expect(dialog.getByLabel("Reason")).toHaveValue("badge stuck");
  await expect(dialog.getByLabel(/Ticket/)).toHaveValue("ZD-20931");
  await expectAccessible(page);
  expect(sandbox.calls(marking)).toBe(0);

  await dialog.getByRole("button", { name: "Mark 1 conversation read" }).click();
  await expect(conversation(page, "bob")).toContainText("12 → 0");
  await expect(conversation(page, "bob").getByText("changed", { exact: true })).toBeVisible();
  await expect(term(page, "badge")).toContainText("15 → 3");
  expect(unreadOf(sandbox.truth("alice"))).toEqual({ bob: 0, teacher: 3 });
  await expect(page.getByRole("list", { name: "History in this console" }).getByRole("listitem").first()).toContainText("12 → 0");
  const [entry] = await entriesOf(await http("viewer"), "alice");
  expect(entry).toMatchObject({ actor: "agent", account: "alice", peer: "bob", before: 12, after: 0, effect: "changed", reason: "badge stuck", ticket: "ZD-20931" });
});

test("several are picked and marked read, and no others", async ({ page, sandbox, signInAs }) => {
  for (const [from, count] of [["bob", 12], ["teacher", 3], ["eve", 5]] as const) sandbox.addUnread({ to: "alice", from, count });
  await signInAs("agent");
  await openAccount(page, "alice");
  for (const peer of ["bob", "eve"]) await page.getByLabel(`Select ${peer}`).check();
  await page.getByRole("button", { name: "Mark 2 read…" }).click();
  await confirmMarkRead(page, 2);
  await expect(conversation(page, "eve")).toContainText("5 → 0");
  expect(unreadOf(sandbox.truth("alice"))).toEqual({ bob: 0, teacher: 3, eve: 0 });
  expect(sandbox.stats().webhooks["C2C.CallbackAfterMsgReport"]).toBe(2);
});

test("“all” are those listed and counted in the window: whoever writes meanwhile stays unread", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addUnread({ to: "alice", from: "teacher", count: 3 });
  await signInAs("agent");
  await openAccount(page, "alice");
  await page.getByRole("button", { name: "Mark all 2 read…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "Conversations that are marked read" })).toContainText("15 → 0");
  await expect(dialog).toContainText("fires 2 times");
  sandbox.addUnread({ to: "alice", from: "late", count: 4 });
  // Of those that are listed, everything until now is read; what it was is read anew.
  sandbox.addUnread({ to: "alice", from: "bob", count: 1 });
  await confirmMarkRead(page, 2);
  await expect(conversation(page, "bob")).toContainText("13 → 0");
  await expect(conversation(page, "teacher")).toContainText("3 → 0");
  await expect(conversation(page, "late").getByRole("cell", { name: "4", exact: true })).toBeVisible();
  expect(unreadOf(sandbox.truth("alice"))).toEqual({ bob: 0, teacher: 0, late: 4 });
});

test("read up to a message picked on the timeline: newer ones stay unread", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 5, at: new Date(Date.now() - 3 * hour) });
  sandbox.addUnread({ to: "alice", from: "bob", count: 2, at: new Date(Date.now() - hour) });
  await signInAs("agent");
  await openAccount(page, "alice");
  await conversation(page, "bob").getByRole("button", { name: "Timeline bob" }).click();
  const timeline = page.getByRole("dialog", { name: "Timeline of the conversation" });
  await expect(timeline.getByRole("row")).toHaveCount(8);
  await expectAccessible(page);
  await timeline.getByRole("row").nth(3).getByRole("button", { name: /^Read up to here/ }).click();
  const dialog = page.getByRole("dialog", { name: "Mark 1 conversation read" });
  await expect(dialog).toContainText("7 → ≤ 7");
  await confirmMarkRead(page, 1);
  await expect(conversation(page, "bob")).toContainText("7 → 2");
  expect(sandbox.truth("alice").c2cTotal).toBe(2);
});

test("a group's number is set in its row with the present one filled in, and put back", async ({ page, sandbox, signInAs, http }) => {
  sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", name: "Autumn launch", members: [{ userId: "alice", unread: 7 }, { userId: "bob", unread: 5 }], messages: 40 });
  await signInAs("agent");
  await openAccount(page, "alice", "?reason=migrated%20wrong");
  await group(page, "@TGS#2CLUZEAEJ").getByRole("button", { name: "Set… Autumn launch" }).click();
  const form = page.getByRole("form", { name: "Set the unread number" });
  await expect(form.getByLabel("New unread number")).toHaveValue("7");
  await expect(form.getByLabel("New unread number")).toBeFocused();
  await form.getByLabel("New unread number").fill("5000");
  await expect(form).toContainText("IM lowers 5,000 to 40 without saying so.");
  await form.getByLabel("New unread number").fill("2");
  await expect(form).toContainText("7 → 2");
  expect(sandbox.calls(setting)).toBe(0);
  await form.getByRole("button", { name: "Set to 2" }).click();
  await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("7 → 2");
  await expect(term(page, "groups")).toContainText("7 → 2");
  const unreadIn = (userId: string) => sandbox.truth(userId).groups[0]?.unread;
  expect([unreadIn("alice"), unreadIn("bob")]).toEqual([2, 5]);
  await expectAccessible(page);

  await page.getByRole("group", { name: "Unread of Autumn launch" }).getByRole("button", { name: "Put back 7…" }).click();
  await form.getByRole("button", { name: "Set to 7" }).click();
  await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("2 → 7");
  expect(unreadIn("alice")).toBe(7);
  expect((await entriesOf(await http("viewer"), "alice")).slice(0, 2)).toMatchObject([{ before: 2, asked: 7, after: 7, effect: "changed" }, { before: 7, asked: 2, after: 2, effect: "changed", reason: "migrated wrong" }]);
});

test("no effect and unverified are shown as what they are, and are not green", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.addUnread({ to: "alice", from: "teacher", count: 2 });
  await signInAs("agent");
  await openAccount(page, "alice", "?reason=stuck");
  for (const [peer, shows, effect, act] of [
    ["bob", "3 → 3", "no effect", () => sandbox.addUnread({ to: "alice", from: "bob", count: 3 })],
    ["teacher", "2 → ?", "unverified", () => sandbox.faults([{ command: "get_c2c_unread_msg_num", rate: 1, kind: "code", code: 90001 }])],
  ] as const) {
    await conversation(page, peer).getByRole("button", { name: `Mark read ${peer}` }).click();
    await beforeAnswer(server, marking, () => sendOne(page), act);
    await expect(conversation(page, peer)).toContainText(shows);
    await expect(conversation(page, peer).getByText(effect, { exact: true })).toBeVisible();
    await expect(conversation(page, peer)).not.toHaveAttribute("data-tone", "good");
    await expect(conversation(page, peer).locator('[data-tone="good"]')).toHaveCount(0);
  }
});

test("an account that is deleted between reading and writing is told of, and nothing is invented", async ({ page, pageWatch, sandbox, signInAs, http }) => {
  pageWatch.allowStatus(404);
  sandbox.addAccount({ userId: "alice", nick: "Alice" });
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await openAccount(page, "alice", "?reason=stuck");
  await conversation(page, "bob").getByRole("button", { name: "Mark read bob" }).click();
  sandbox.deleteAccount("alice");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Mark 1 conversation read" }).click();
  await expect(dialog.getByRole("alert")).toContainText("no account with this id");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  // The page has read again by itself.
  await expect(page.getByRole("alert").filter({ hasText: "No such account" })).toBeVisible();
  await expect(page.getByRole("region", { name: "What the server counts" })).toHaveCount(0);
  // The head says the same, and so it does when the account is there again.
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("alice");
  await expect(page.getByText("no such account", { exact: true })).toBeVisible();
  await expect(page.getByText("offline", { exact: true })).toHaveCount(0);
  sandbox.addAccount({ userId: "alice", nick: "Alice" });
  await page.getByRole("button", { name: /^Refresh/ }).click();
  await expect(heading).toHaveText("Alice");
  await expect(page.getByText("no such account", { exact: true })).toHaveCount(0);
  await expect(page.getByText("offline", { exact: true })).toBeVisible();
  const [entry] = await entriesOf(await http("viewer"), "alice");
  expect(entry).toMatchObject({ outcome: "failed", errorCode: "account_not_found", after: null });
});

test("pasted peers outside the list are checked and marked read too", async ({ page, sandbox, signInAs }) => {
  sandbox.reset({ seed: "demo" });
  const hidden = sandbox.truth("crowded").conversations.filter(({ listed, unread }) => !listed && unread > 0).slice(0, 2);
  const [first, second] = hidden.map(({ peer }) => peer);
  await signInAs("agent");
  await openAccount(page, "crowded", `?peers=${first}`);
  const table = page.getByRole("table", { name: "Check other peers" });
  await page.getByRole("textbox", { name: /Peers/ }).fill(`${first}, ${second}; nobody-here`);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByText("3 peers checked, 2 with unread")).toBeVisible();
  await expect(table.getByRole("row", { name: /nobody-here/ })).toContainText("?");
  expect(sandbox.calls(marking)).toBe(0);
  await page.getByRole("button", { name: "Mark the 2 with unread as read…" }).click();
  await confirmMarkRead(page, 2);
  for (const { peer, unread } of hidden) await expect(table.getByRole("row").filter({ has: page.getByText(peer, { exact: true }) })).toContainText(`${unread} → 0`);
  expect(hidden.map(({ peer }) => unreadOf(sandbox.truth("crowded"))[peer])).toEqual([0, 0]);
});

test("what is found and marked read no longer counts as found, and a search begins anew when there is more to explain", async ({ page, sandbox, signInAs }) => {
  sandbox.options({ recentContacts: 1 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["alice", "bob", "carol", "dave"].map((userId) => ({ userId })), messages: 0 });
  for (const [from, count, hours] of [["bob", 5, 3], ["carol", 2, 4], ["eve", 1, 1]] as const) sandbox.addUnread({ to: "alice", from, count, at: new Date(Date.now() - hours * hour) });
  await signInAs("agent");
  await openAccount(page, "alice", "?reason=stuck");
  await page.getByRole("button", { name: "Find the missing 7" }).click();
  await expect(page.getByText("Everything is explained.")).toBeVisible();
  await expect(term(page, "unexplained")).toContainText("7 found below");
  const row = (peer: string) => page.getByRole("table", { name: "Conversations found" }).getByRole("row").filter({ has: page.getByText(peer, { exact: true }) });
  await row("bob").getByRole("button", { name: /^Mark read/ }).click();
  await confirmMarkRead(page, 1, "stuck");
  await expect(row("bob")).toContainText("5 → 0");
  await expect(term(page, "unexplained")).toContainText(/7 → 2.*2 found below/);
  await expect(page.getByText("Everything is explained.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start again" })).toHaveCount(0);

  sandbox.addUnread({ to: "alice", from: "dave", count: 4, at: new Date(Date.now() - 2 * hour) });
  await page.getByRole("button", { name: /^Refresh/ }).click();
  await expect(page.getByRole("button", { name: "Start again" })).toBeVisible();
  await expect(page.getByText("Everything is explained.")).toHaveCount(0);
  await expect(term(page, "unexplained")).toContainText("2 found below");
  await expect(row("bob")).toContainText("5 → 0");
  await page.getByRole("button", { name: "Find the missing 6" }).click();
  await expect(row("dave")).toContainText("4");
  await expect(row("bob")).toHaveCount(0);
  await expect(term(page, "unexplained")).toContainText("6 found below");
  await expect(page.getByText("Everything is explained.")).toBeVisible();
});

test("a row whose number cannot be read after an act says so beside what the act did", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await openAccount(page, "alice", "?reason=stuck");
  await conversation(page, "bob").getByRole("button", { name: "Mark read bob" }).click();
  await sendOne(page);
  await expect(conversation(page, "bob")).toContainText("3 → 0");
  sandbox.faults([{ command: "get_c2c_unread_msg_num", rate: 1, kind: "code", code: 60010 }]);
  await page.getByRole("button", { name: "Watch", exact: true }).click();
  await expect(conversation(page, "bob")).toContainText("3 → 0 · now ?", { timeout: 20_000 });
});

test("a viewer sees every act, disabled, and why", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
  await signInAs("viewer");
  await openAccount(page, "alice");
  await page.getByLabel("Select bob").check();
  const acts = ["Mark read bob", "Mark 1 read…", "Mark all 1 read…", "Set… team"];
  for (const name of acts) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(/Your role is viewer; this takes agent or higher\.$/);
  }
});

test("a console that is read only says so beside every act", async ({ page, context, pageWatch, sandbox, startServer }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
  const server = await startServer({ variables: { ...demoVariables, READ_ONLY: "true" } });
  pageWatch.expectOrigin(server.url);
  await context.addCookies((await openHttp(server, "admin")).cookies());
  await page.goto(`${server.url}/accounts/alice`);
  for (const name of ["Mark read bob", "Mark all 1 read…", "Set… team"]) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(/This console is set to read only; nothing can be changed from here\.$/);
  }
});

test("in production more than twenty are confirmed by their number, and a protected account asks twice", async ({ page, context, pageWatch, sandbox, startServer }) => {
  for (let peer = 1; peer <= 21; peer += 1) sandbox.addUnread({ to: "vip.alice", from: `peer${peer}`, count: 1 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "vip.alice", unread: 4 }] });
  const server = await startServer({ variables: { ...demoVariables, IM_ENVIRONMENT: "production", IM_PROTECTED_ACCOUNTS: "vip.*, boss" } });
  pageWatch.expectOrigin(server.url);
  const agent = await openHttp(server, "agent");
  await context.addCookies(agent.cookies());
  await page.goto(`${server.url}/accounts/vip.alice?reason=asked%20for`);
  await expect(page.getByText("protected", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Mark all 21 read…" }).click();
  const dialog = page.getByRole("dialog", { name: "Mark 21 conversations read" });
  const send = dialog.getByRole("button", { name: "Mark 21 conversations read" });
  await expect(dialog).toContainText("Production");
  await expect(send).toBeDisabled();
  await dialog.getByLabel("Type 21 to confirm").fill("20");
  await expect(send).toBeDisabled();
  await dialog.getByLabel("Type 21 to confirm").fill("21");
  await expect(send).toBeDisabled();
  await expect(send).toHaveAccessibleDescription("Confirm first that the protected account is meant.");
  await expectAccessible(page);
  expect(sandbox.calls(marking)).toBe(0);
  await dialog.getByLabel("I have checked that vip.alice is meant").check();
  await send.click();
  await expect(dialog).toBeHidden();
  await expect(conversation(page, "peer21")).toContainText("1 → 0");
  expect(sandbox.truth("vip.alice").c2cTotal).toBe(0);

  await group(page, "team").getByRole("button", { name: "Set… team" }).click();
  const form = page.getByRole("form", { name: "Set the unread number" });
  await form.getByLabel("New unread number").fill("1");
  await expect(form.getByRole("button", { name: "Set to 1" })).toBeDisabled();
  await form.getByLabel("I have checked that vip.alice is meant").check();
  await form.getByRole("button", { name: "Set to 1" }).click();
  await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("4 → 1");

  // Whatever a page asks, the server refuses who has not confirmed, and several at once always.
  const app = `/api/apps/${appId}`;
  const refused = [
    await agent.post(`${app}/accounts/vip.alice/mark-read`, { peers: ["peer1"], reason: "try" }),
    await agent.put(`${app}/groups/team/members/vip.alice/unread`, { unread: 3, reason: "try" }),
  ];
  for (const answer of refused) expect(answer.json()).toMatchObject({ error: { code: "account_protected" } });
  const several = await agent.post(`${app}/groups/team/set-unread`, { members: ["vip.alice"], unread: 3, reason: "try", confirmProtected: true });
  expect(several.text).toContain("account_protected");
  expect(sandbox.truth("vip.alice").groups[0]?.unread).toBe(1);
});

test("two people at one account at once get two results and two entries, each of what their own change did", async ({ page, browser, server, sandbox, signInAs, http }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 9 }], messages: 20 });
  await signInAs("agent");
  const operator = await http("operator");
  const other = await browser.newContext({ locale: "en-US", baseURL: server.url });
  await other.addCookies(operator.cookies());
  const theirs = await other.newPage();
  for (const one of [page, theirs]) {
    await one.goto("/accounts/alice?reason=stuck");
    await conversation(one, "bob").getByRole("button", { name: "Mark read bob" }).click();
  }
  sandbox.faults([{ command: marking, rate: 1, kind: "delay", ms: 300 }]);
  await Promise.all([sendOne(page), sendOne(theirs)]);
  for (const one of [page, theirs]) await expect(conversation(one, "bob")).toContainText(/(12|0) → 0/);
  const client = await http("viewer");
  const marks = (await entriesOf(client, "alice")).slice(0, 2);
  // One found 12 and cleared them; the other found nothing left to clear. No two people cleared the same twelve.
  expect(marks.map(({ before, after, effect }) => ({ before, after, effect })).toSorted((a, b) => (b.before ?? 0) - (a.before ?? 0))).toEqual([{ before: 12, after: 0, effect: "changed" }, { before: 0, after: 0, effect: "unchanged" }]);
  expect(marks.map(({ actor }) => actor).toSorted()).toEqual(["agent", "operator"]);
  await other.close();

  const [agent, path] = [await http("agent"), `/api/apps/${appId}/groups/team/members/alice/unread`];
  await Promise.all([agent.put(path, { unread: 3, reason: "one" }), operator.put(path, { unread: 5, reason: "other" })]);
  const [last, first] = await entriesOf(client, "alice");
  expect(first).toMatchObject({ before: 9, effect: "changed" });
  expect(last?.before).toBe(first?.after);
  expect(last?.after).toBe(last?.asked);
  expect(sandbox.truth("alice").groups[0]?.unread).toBe(last?.after);
});

function sendOne(page: Page): Promise<void> {
  return page.getByRole("dialog").getByRole("button", { name: "Mark 1 conversation read" }).click();
}

/** Newest first. */
async function entriesOf(client: HttpClient, account: string): Promise<AuditEntry[]> {
  return AuditPage.parse((await client.get(`/api/audit?account=${encodeURIComponent(account)}`)).json()).entries;
}

function unreadOf({ conversations }: { conversations: { peer: string; unread: number }[] }): Record<string, number> {
  return Object.fromEntries(conversations.map(({ peer, unread }) => [peer, unread]));
}
