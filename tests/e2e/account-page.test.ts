import { conversation, findings, group, openAccount, term, terms, wholeBadge } from "./account";
import { expect, expectAccessible, test } from "./fixtures";

const oneToOne = "get_c2c_unread_msg_num";
const list = "get_list";
const joined = "get_joined_group_list";
/** A refusal that is not tried again. */
const refusal = 60010;

test("one id in, and the account's numbers are the server's own", async ({ page, sandbox, signInAs }) => {
  sandbox.reset({ seed: "demo" });
  await signInAs("viewer");
  await openAccount(page, "dramon1");
  await expect(page.getByRole("heading", { level: 1, name: "Dramon One" })).toBeVisible();
  for (const device of ["iPhone online", "Android in background", "Web offline"]) await expect(page.getByText(device, { exact: true })).toBeVisible();
  const { c2cTotal, conversations, groups } = sandbox.truth("dramon1");
  const inGroups = groups.filter(({ counted }) => counted).reduce((sum, { unread }) => sum + unread, 0);
  await expect(term(page, "badge")).toHaveText(`Server badge ${c2cTotal + inGroups}`);
  await expect(term(page, "oneToOne")).toContainText(String(c2cTotal));
  await expect(term(page, "groups")).toContainText(String(inGroups));
  await expect(term(page, "listed")).toContainText(String(c2cTotal));
  await expect(term(page, "unexplained")).toHaveText("unexplained 0");
  for (const { peer, unread } of conversations) await expect(conversation(page, peer).getByRole("cell", { name: String(unread), exact: true })).toBeVisible();
  for (const { groupId, counted, unread } of groups) await expect(group(page, groupId).getByRole("cell", { name: counted ? `${unread} reported` : "not counted" })).toBeVisible();
});

const parts = [
  { what: "one-to-one numbers", command: oneToOne, unknown: ["badge", "oneToOne", "unexplained"], known: ["groups"] },
  { what: "the conversation list", command: list, unknown: ["listed", "unexplained"], known: ["badge", "oneToOne", "groups"] },
  { what: "the groups", command: joined, unknown: ["badge", "groups"], known: ["oneToOne", "listed", "unexplained"] },
] as const;

for (const { what, command, unknown, known } of parts) {
  test(`when ${what} cannot be read, the rest stands, what is unknown is “?”, and trying again heals it`, async ({ page, sandbox, signInAs }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
    sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
    sandbox.faults([{ command, rate: 1, kind: "code", code: refusal }]);
    const numbers = { badge: "16", oneToOne: "12", groups: "4", listed: "12", unexplained: "0" };
    await signInAs("agent");
    await page.goto("/accounts/alice");
    const failed = page.getByText(`IM ${refusal}`).first();
    await expect(failed).toBeVisible();
    await expect(page.getByText("Nothing found in what could be read.")).toBeVisible();
    for (const name of unknown) await expect(term(page, name)).toHaveText(/\?$/);
    for (const name of known) await expect(term(page, name)).toContainText(numbers[name]);
    if (command === oneToOne) await expect(conversation(page, "bob").getByRole("cell", { name: "?" })).toBeVisible();
    else await expect(conversation(page, "bob")).toHaveCount(command === list ? 0 : 1);
    await expect(group(page, "team")).toHaveCount(command === joined ? 0 : 1);
    await expectAccessible(page);

    sandbox.faults([]);
    await page.getByRole("button", { name: "Try again" }).first().click();
    for (const name of [...unknown, ...known]) await expect(term(page, name)).toContainText(numbers[name]);
    await expect(failed).toHaveCount(0);
    await expect(wholeBadge(page, "alice")).toHaveText("alice: server badge 16");
  });
}

test("without the profile the numbers stand, and the profile is tried again by itself", async ({ page, pageWatch, sandbox, signInAs }) => {
  pageWatch.allowStatus(502);
  sandbox.addAccount({ userId: "alice", nick: "Alice" });
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("viewer");
  await page.goto("/audit");
  sandbox.faults([{ command: "account_check", rate: 1, kind: "code", code: refusal }]);
  await openAccount(page, "alice");
  await expect(page.getByText("The profile could not be read.")).toBeVisible();
  await expect(term(page, "oneToOne")).toContainText("12");
  sandbox.faults([]);
  const calls = sandbox.calls(oneToOne);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Alice" })).toBeVisible();
  expect(sandbox.calls(oneToOne)).toBe(calls);

  // The account is there; what it is called IM did not say, which is not that it has no name.
  sandbox.faults([{ command: "portrait_get", rate: 1, kind: "code", code: refusal }]);
  await openAccount(page, "alice");
  await expect(page.getByText("No nickname known")).toBeVisible();
});

for (const when of ["the whole reading", "a reading half way"]) {
  test(`when ${when} breaks off, nothing waits for ever: what is unknown is “?”, and trying again heals it`, async ({ page, pageWatch, sandbox, signInAs }) => {
    pageWatch.allowBrokenConnections();
    sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
    await signInAs("agent");
    const path = "**/accounts/alice/picture?*";
    await page.route(path, (route) => (when === "the whole reading" ? route.abort() : route.fulfill({ contentType: "application/x-ndjson", body: '{"total":{"ok":true,"value":12}}\n' })));
    await page.goto("/accounts/alice");
    await expect(page.getByRole("region", { name: "What the server counts" }).getByRole("alert")).toHaveCount(1);
    await expect(page.getByText("If this was a change")).toHaveCount(0);
    const total = when === "the whole reading" ? "?" : "12";
    await expect(page.getByRole("region", { name: "What the server counts" }).locator("[data-open]")).toHaveText(["Server badge ?", `One-to-one ${total}`, "Groups ?", `One-to-one ${total} = listed ?`, "unexplained ?"]);
    await expect(page.getByText("The conversations could not be read.")).toBeVisible();
    await expect(page.getByText("The groups could not be read.")).toBeVisible();
    await expectAccessible(page);
    await page.unroute(path);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(term(page, "badge")).toHaveText("Server badge 12");
    await expect(conversation(page, "bob")).toBeVisible();
    await expect(page.getByRole("region", { name: "What the server counts" }).getByRole("alert")).toHaveCount(0);
  });
}

test("rows can be acted on only when the findings above them stand, so that no click lands on another row", async ({ page, sandbox, signInAs }) => {
  sandbox.reset({ seed: "demo" });
  await signInAs("agent");
  await page.goto("/accounts");
  await page.addInitScript(() => {
    const seen = new Set<string>();
    new MutationObserver(() => {
      const early = document.querySelector('[aria-label="Findings"]') === null;
      for (const button of document.querySelectorAll<HTMLButtonElement>('button[aria-label^="Mark read"], button[aria-label^="Set…"]')) if (early) seen.add(button.disabled ? "held" : "live");
      sessionStorage.setItem("early", [...seen].join(" "));
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  sandbox.faults([{ rate: 1, kind: "delay", ms: 400 }]);
  await openAccount(page, "lost.peer");
  await expect(conversation(page, "gone.seller").getByRole("button", { name: "Mark read gone.seller" })).toBeEnabled();
  expect(await page.evaluate(() => sessionStorage.getItem("early"))).toBe("held");
});

test("a second failure is told once, with one button", async ({ page, pageWatch, sandbox, signInAs }) => {
  pageWatch.allowBrokenConnections();
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.faults([{ command: oneToOne, rate: 1, kind: "code", code: refusal }]);
  await signInAs("viewer");
  await page.goto("/accounts/alice");
  const numbers = page.getByRole("region", { name: "What the server counts" });
  await expect(numbers.getByRole("alert")).toContainText(`IM ${refusal}`);
  await page.route("**/accounts/alice/picture?*", (route) => route.abort());
  await numbers.getByRole("button", { name: "Try again" }).click();
  await expect(numbers.getByRole("alert")).toContainText("The console could not be reached.");
  await expect(numbers.getByRole("alert")).toHaveCount(1);
  await expect(numbers.getByRole("button", { name: "Try again" })).toHaveCount(1);
});

test("an upstream that takes three seconds for every answer never shows a number that is not one", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
  await signInAs("viewer");
  await page.goto("/accounts");
  // Every number that is ever drawn, from the first moment.
  await page.addInitScript(() => {
    const seen = new Set<string>();
    new MutationObserver(() => {
      for (const element of document.querySelectorAll('[aria-label="What the server counts"] [data-open]')) seen.add(element.textContent ?? "");
      sessionStorage.setItem("seen", [...seen].join("\n"));
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  sandbox.faults([{ rate: 1, kind: "delay", ms: 3000 }]);
  await openAccount(page, "alice");
  await expect(term(page, "badge")).toHaveText("Server badge 16");
  const seen = (await page.evaluate(() => sessionStorage.getItem("seen") ?? "nothing")).split("\n");
  expect(seen).toContain("Server badge 16");
  const allowed = [/^Server badge ?(16)?$/, /^One-to-one ?(raw)?(12)?$/, /^Groups ?(raw)?(4)?$/, /^One-to-one (…|12) = listed ?(raw)?(12)?$/, /^unexplained ?0?$/];
  expect(seen.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
});

test("“too often” in the middle of a reading is waited out, and the numbers are whole", async ({ page, sandbox, signInAs }) => {
  for (let peer = 0; peer < 35; peer += 1) sandbox.addUnread({ to: "alice", from: `peer${peer}`, count: 2 });
  await signInAs("viewer");
  await page.goto("/accounts");
  sandbox.faults([{ command: oneToOne, rate: 1, kind: "code", code: 60007, times: 2 }]);
  await openAccount(page, "alice");
  await expect(term(page, "oneToOne")).toContainText("70");
  await expect(term(page, "listed")).toContainText("70");
  await expect(page.locator("main abbr")).toHaveCount(0);
});

test("where IM reports no group numbers they are derived, and said to be", async ({ page, sandbox, signInAs }) => {
  sandbox.options({ reportUnread: false });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }], messages: 12 });
  await signInAs("viewer");
  await openAccount(page, "alice");
  await expect(group(page, "team").getByRole("cell", { name: "4 derived" })).toBeVisible();
  await expect(term(page, "groups")).toContainText("4");
  sandbox.options({ reportUnread: true });
  await page.getByRole("button", { name: /Refresh|Read at/ }).click();
  await expect(group(page, "team").getByRole("cell", { name: "4 reported" })).toBeVisible();
});

test("five hundred conversations are all counted, and shown a hundred at a time", async ({ page, sandbox, signInAs }) => {
  sandbox.options({ recentContacts: 500 });
  for (let peer = 0; peer < 500; peer += 1) sandbox.addUnread({ to: "alice", from: `peer${peer}`, count: 1, at: new Date(Date.now() - peer * 1000) });
  await signInAs("viewer");
  await openAccount(page, "alice");
  const rows = page.getByRole("table", { name: "One-to-one conversations" }).getByRole("row");
  const { c2cTotal } = sandbox.truth("alice");
  await expect(term(page, "oneToOne")).toContainText(String(c2cTotal));
  await expect(term(page, "unexplained")).toHaveText("unexplained 0");
  await expect(page.getByText(`500 listed, ${c2cTotal} unread`)).toBeVisible();
  await page.getByRole("button", { name: "400 conversations with nothing unread are hidden" }).click();
  await expect(rows).toHaveCount(101);
  await page.getByRole("button", { name: "Show more (400 left)" }).click();
  await expect(rows).toHaveCount(201);
  // Rows like these are looked through on other pages; hundreds of them take axe a minute.
  await page.goto("/accounts");
});

test("three thousand groups are added up, and the page still answers to every click", async ({ page, sandbox, signInAs }) => {
  for (let number = 1; number <= 3000; number += 1) sandbox.addGroup({ groupId: `g${number}`, type: "Public", members: [{ userId: "alice", unread: number % 3 }], messages: 3 });
  await signInAs("agent");
  await openAccount(page, "alice");
  await expect(term(page, "groups")).toContainText("3,000");
  await expect(page.getByText("3,000 joined, 2,000 unread")).toBeVisible();
  const rows = page.getByRole("table", { name: "Groups" }).getByRole("row");
  await expect(rows).toHaveCount(101);
  await page.getByRole("button", { name: "Show more (2,900 left)" }).click();
  await expect(rows).toHaveCount(201);
  await rows.nth(1).getByRole("button", { name: /^Set…/ }).click();
  await expect(page.getByRole("form", { name: "Set the unread number" })).toBeVisible();
  await page.goto("/accounts");
});

const hostile = ["<script>alert(1)</script>", "a/b?c=d&e#f", "100%25 off", "../../etc/passwd", " leading space"];

test("ids that look like markup or addresses, and names in any script, are shown as they are and lead to their own page", async ({ page, sandbox, signInAs }) => {
  sandbox.reset({ seed: "demo" });
  await signInAs("agent");
  for (const id of hostile) {
    await openAccount(page, id);
    await expect(term(page, "oneToOne")).toContainText(String(sandbox.truth(id).c2cTotal));
    await expect(page.locator("main code").first()).toHaveText(id);
  }
  await openAccount(page, "odd.ids");
  for (const [peer, name] of [["rtl.arabic", "محمد العربي"], ["rtl.hebrew", "דוד כהן"], ["emoji", "👩‍👩‍👧‍👦 Team 🚀"], ["<script>alert(1)</script>", "Bobby <b>Tables</b>"]] as const) {
    await expect(conversation(page, peer).locator("bdi").filter({ hasText: name })).toHaveCount(1);
  }
  const odd = group(page, 'odd/id?&#%"<b>');
  await expect(odd).toContainText("🎉 חדשות <i>odd</i>");
  await expect(odd.getByRole("link")).toHaveAttribute("href", `/groups/${encodeURIComponent('odd/id?&#%"<b>')}`);
});

test("watching shows what changes, against what was there when it began, and stops when asked", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addUnread({ to: "alice", from: "teacher", count: 1 });
  await signInAs("viewer");
  await openAccount(page, "alice", "?watch=1");
  await expect(page.getByText(/Reads again every \d+ s/)).toBeVisible();
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await expect(conversation(page, "bob")).toContainText("12 → 15", { timeout: 20_000 });
  await expect(term(page, "badge")).toContainText("13 → 16");
  await expect(conversation(page, "teacher")).not.toContainText("→");
  // Where the account is online is as new as its numbers.
  sandbox.addAccount({ userId: "alice", devices: [{ platform: "iPhone", status: "Online" }] });
  await expect(page.getByText("iPhone online", { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Stop watching" }).click();
  await expect(page).toHaveURL(/\/accounts\/alice$/);
  await expect(conversation(page, "bob")).not.toContainText("→");
});

test("the summary is copied in both languages, the reader's own first", async ({ page, context, sandbox, signInAs }) => {
  sandbox.reset({ seed: "demo" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs("viewer");
  await openAccount(page, "lost.peer");
  const { c2cTotal } = sandbox.truth("lost.peer");
  await page.getByRole("button", { name: "Copy summary" }).click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toMatch(/^Unread count summary\n/);
  const copied = await read();
  expect(copied).toContain("Account: lost.peer");
  expect(copied).toContain(`Server badge: ${c2cTotal} = one-to-one ${c2cTotal} + groups 0`);
  expect(copied).toContain("unexplained 7");
  expect(copied).toContain("未读数排查摘要");
  expect(copied).not.toContain("gone.seller");

  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("button", { name: "复制摘要" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^未读数排查摘要\n/);
});

test("behind every number is IM's own answer, without any secret", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
  await signInAs("viewer");
  await openAccount(page, "alice");
  for (const [about, says] of [["One-to-one", '"AllC2CUnreadMsgNum": 12'], ["Conversation list", '"To_Account": "bob"'], ["Groups", '"GroupId": "team"']] as const) {
    await page.getByRole("button", { name: `Raw answers: ${about}`, exact: true }).first().click();
    const dialog = page.getByRole("dialog", { name: "Raw answers of IM" });
    await expect(dialog.locator("summary").first()).toBeVisible();
    for (const call of await dialog.locator("details").all()) if ((await call.getAttribute("open")) === null) await call.locator("summary").click();
    await expect(dialog).toContainText(says);
    await expect(dialog).not.toContainText(/usersig|sdkappid=|secret key: /i);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
});

test("a conversation's timeline tells when and what kind, and never what was said", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("viewer");
  await openAccount(page, "alice");
  await conversation(page, "bob").getByRole("button", { name: "Timeline bob" }).click();
  const dialog = page.getByRole("dialog", { name: "Timeline of the conversation" });
  await expect(dialog.getByRole("row")).toHaveCount(4);
  await expect(dialog.getByRole("row").nth(1)).toContainText("text");
  await expect(dialog.getByRole("row").nth(1)).toContainText("received");
  const pick = dialog.getByRole("button", { name: /^Read up to here/ }).first();
  await expect(pick).toBeDisabled();
  await expect(pick).toHaveAccessibleDescription(/Your role is viewer; this takes agent or higher\.$/);
  // What every message of the sandbox says.
  expect(server.outside.answers()).not.toContain("你好, hello");
  expect(await page.content()).not.toContain("你好, hello");
});

test("an account with nothing to say says so, and one that IM does not know shows no number", async ({ page, sandbox, signInAs }) => {
  sandbox.addAccount({ userId: "alice" });
  await signInAs("viewer");
  await openAccount(page, "alice");
  await expect(page.getByText("The list has no conversation.")).toBeVisible();
  await expect(page.getByText("This account is in no group.")).toBeVisible();
  await expect(findings(page)).toHaveCount(1);
  await page.goto("/accounts/nobody-here");
  await expect(page.getByRole("alert").filter({ hasText: "No such account" })).toBeVisible();
  for (const name of Object.keys(terms) as (keyof typeof terms)[]) await expect(term(page, name)).toHaveCount(0);
});

for (const locale of ["en", "zh-CN"]) {
  test(`on a phone, in ${locale}, everything of the account fits the width`, async ({ page, context, server, sandbox, signInAs }) => {
    sandbox.reset({ seed: "demo" });
    await page.setViewportSize({ width: 390, height: 844 });
    await signInAs("agent");
    await context.addCookies([{ name: "locale", value: locale, url: server.url }]);
    for (const account of ["dramon1", "odd.ids"]) {
      await page.goto(`/accounts/${account}`);
      await expect(page.getByRole("table")).toHaveCount(2);
      // Findings come last, with the whole badge.
      await expect(page.getByRole("status").filter({ hasText: new RegExp(`^${account}(: server badge|：服务端角标)`) })).toBeAttached();
      const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      expect(wide, account).toBeLessThanOrEqual(shown ?? 0);
    }
  });
}
