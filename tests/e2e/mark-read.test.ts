import type { Page } from "playwright/test";
import { AuditPage } from "@/lib/shared/audit";
import { beforeAnswer, expect, test, type Server } from "./fixtures";

const marking = /Mark \d+ conversations? read/;

for (const role of ["agent", "operator", "admin"] as const) {
  test(`as ${role}: conversations are marked read after a look at what changes, and IM has them read`, async ({ page, sandbox, signInAs, http }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
    sandbox.addUnread({ to: "alice", from: "teacher", count: 3 });
    sandbox.addUnread({ to: "alice", from: "other", count: 4 });
    await signInAs(role);

    await page.goto("/mark-read");
    await page.getByLabel("Account id").fill("alice");
    await page.getByLabel("Peers").fill("bob\nteacher");
    await page.getByLabel("Reason").fill("badge stuck after phone change");
    await page.getByLabel(/Ticket/).fill("ZD-20931");
    await page.getByRole("button", { name: "Preview" }).click();

    await expect(page.getByRole("row", { name: /bob/ })).toContainText("12 → 0");
    await expect(page.getByText("fires 2 times")).toBeVisible();
    expect(sandbox.calls("admin_set_msg_read")).toBe(0);

    await page.getByRole("button", { name: "Mark 2 conversations read" }).click();
    await expect(page.getByText("2 changed")).toBeVisible();
    await expect(page.getByRole("row", { name: /bob/ })).toContainText("12 → 0");
    await expect(page.getByRole("row", { name: /teacher/ })).toContainText("3 → 0");

    const truth = sandbox.truth("alice");
    expect(truth.c2cTotal).toBe(4);
    expect(Object.fromEntries(truth.conversations.map(({ peer, unread }) => [peer, unread]))).toMatchObject({ bob: 0, teacher: 0, other: 4 });
    expect(sandbox.stats().webhooks["C2C.CallbackAfterMsgReport"]).toBe(2);

    const { entries } = AuditPage.parse((await (await http("viewer")).get("/api/audit?account=alice")).json());
    const common = { actor: role, role, action: "conversation.mark_read", account: "alice", reason: "badge stuck after phone change", ticket: "ZD-20931", outcome: "ok", effect: "changed", after: 0 };
    expect(entries.slice(0, 2)).toMatchObject([{ ...common, peer: "teacher", before: 3 }, { ...common, peer: "bob", before: 12 }]);
  });
}

test("a viewer sees what would change, and that changing it takes another role", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("viewer");
  await page.goto("/mark-read?account=alice&peers=bob&reason=stuck");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("12 → 0");
  const send = page.getByRole("button", { name: marking });
  await expect(send).toBeDisabled();
  await expect(send).toHaveAccessibleDescription("Your role is viewer; this takes agent or higher.");
  expect(sandbox.calls("admin_set_msg_read")).toBe(0);
});

test("a deep link fills the whole form", async ({ page, signInAs }) => {
  await signInAs("agent");
  await page.goto("/mark-read?account=alice&peers=bob,teacher&ticket=ZD-1&reason=stuck%20badge&upTo=2026-11-01T10:00:00.000Z");
  await expect(page.getByLabel("Account id")).toHaveValue("alice");
  await expect(page.getByLabel("Peers")).toHaveValue(/bob\s+teacher/);
  await expect(page.getByLabel(/Ticket/)).toHaveValue("ZD-1");
  await expect(page.getByLabel("Reason")).toHaveValue("stuck badge");
  // The browser of these tests stands in Shanghai.
  await expect(page.getByLabel(/Up to/)).toHaveValue(/^2026-11-01T18:00(:00)?$/);
});

test("with a time set, newer messages stay unread", async ({ page, sandbox, signInAs }) => {
  const hour = 3_600_000;
  sandbox.addUnread({ to: "alice", from: "bob", count: 5, at: new Date(Date.now() - 3 * hour) });
  sandbox.addUnread({ to: "alice", from: "bob", count: 2, at: new Date(Date.now() - hour) });
  await signInAs("agent");
  const upTo = new Date(Date.now() - 2 * hour).toISOString();
  await page.goto(`/mark-read?account=alice&peers=bob&reason=stuck&upTo=${upTo}`);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("7 → ≤ 7");
  await page.getByRole("button", { name: marking }).click();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("7 → 2");
  expect(sandbox.truth("alice").c2cTotal).toBe(2);
  expect(sandbox.lastRequest("admin_set_msg_read")).toMatchObject({ MsgReadTime: Math.floor(Date.parse(upTo) / 1000) });
});

test("what is read already is left out, because the webhook would fire for nothing", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addAccount({ userId: "quiet" });
  await signInAs("agent");
  await check(page, "bob,quiet");
  await expect(page.getByLabel("Select quiet")).not.toBeChecked();
  await expect(page.getByText("fires once")).toBeVisible();
  await page.getByLabel("Select bob").uncheck();
  await expect(page.getByRole("button", { name: marking })).toBeDisabled();
  await page.getByLabel("Select quiet").check();
  await page.getByRole("button", { name: "Mark 1 conversation read" }).click();
  await expect(page.getByRole("row", { name: /quiet/ })).toContainText("0 → 0");
  await expect(page.getByRole("row", { name: /quiet/ })).toContainText("unchanged");
  expect(sandbox.truth("alice").c2cTotal).toBe(12);
});

test("a peer that is gone fails alone, and can be tried again", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("agent");
  await check(page, "bob,late");
  await expect(page.getByRole("row", { name: /late/ })).toContainText("? → 0");
  await page.getByRole("button", { name: marking }).click();
  await expect(page.getByText("1 changed, 1 failed")).toBeVisible();
  await expect(page.getByRole("row", { name: /late/ })).toContainText("failed");
  await expect(page.getByRole("row", { name: /late/ })).toContainText(/no account with this id/);

  sandbox.addUnread({ to: "alice", from: "late", count: 2 });
  await page.getByRole("button", { name: "Retry 1 failed" }).click();
  await expect(page.getByRole("row", { name: /late/ })).toContainText("2 → 0");
  await expect(page.getByText("2 changed")).toBeVisible();
  expect(sandbox.calls("admin_set_msg_read")).toBe(3);
});

test("an answer of OK after which the number stands where it stood is shown as no effect", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await check(page, "bob");
  await whileSending(page, server, () => sandbox.addUnread({ to: "alice", from: "bob", count: 3 }));
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("3 → 3");
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("no effect");
  await expect(page.getByText(/IM answered OK but the number did not move/)).toBeVisible();
});

test("a number that could not be read back is unknown, not 0", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await check(page, "bob");
  await whileSending(page, server, () => sandbox.faults([{ command: "get_c2c_unread_msg_num", rate: 1, kind: "code", code: 90001 }]));
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("3 → ?");
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("unverified");
  expect(sandbox.truth("alice").c2cTotal).toBe(0);
});

test("a refusal of IM is told with its code and what to do, and the record knows of the attempt", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await check(page, "bob");
  sandbox.faults([{ command: "admin_set_msg_read", rate: 1, kind: "code", code: 60010 }]);
  await page.getByRole("button", { name: marking }).click();
  await expect(page.getByText("1 failed", { exact: true })).toBeVisible();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("IM 60010");
  expect(sandbox.truth("alice").c2cTotal).toBe(3);
  await page.goto("/audit?account=alice");
  const entry = page.getByRole("listitem").filter({ hasText: "tried to mark the conversation of alice with bob read" });
  await expect(entry).toContainText("failed");
  await expect(entry).toContainText("IM 60010");
});

test("what is missing or wrong is told at its field, and nothing is asked", async ({ page, sandbox, signInAs }) => {
  await signInAs("agent");
  await page.goto("/mark-read");
  const preview = page.getByRole("button", { name: "Preview" });
  await preview.click();
  await expect(page.getByLabel("Account id")).toHaveAccessibleDescription(/Enter an account id\./);
  await expect(page.getByLabel("Peers")).toHaveAccessibleDescription(/Enter at least one peer\. An empty list never means all\./);
  await expect(page.getByLabel("Reason")).toHaveAccessibleDescription(/Say why, so that the record can\./);
  await expect(page.getByLabel("Account id")).toBeFocused();

  await page.getByLabel("Account id").fill("alice");
  await page.getByLabel("Reason").fill("stuck");
  await page.getByLabel("Peers").fill(Array.from({ length: 501 }, (_, index) => `peer${index}`).join("\n"));
  await preview.click();
  await expect(page.getByLabel("Peers")).toHaveAccessibleDescription(/At most 500 peers at once\./);
  await page.getByLabel("Peers").fill(`bob ${"c".repeat(33)}`);
  await preview.click();
  await expect(page.getByLabel("Peers")).toHaveAccessibleDescription(/c{33}: Account ids are at most 32 characters long\./);
  expect(sandbox.stats().commands).toEqual({});
});

test("an unknown account is told before anything is sent", async ({ page, pageWatch, sandbox, signInAs }) => {
  pageWatch.allowStatus(404);
  await signInAs("agent");
  await page.goto("/mark-read?account=nobody-here&peers=bob&reason=stuck");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /no account with this id/ })).toBeVisible();
  await expect(page.getByRole("button", { name: marking })).toBeDisabled();
  expect(sandbox.calls("admin_set_msg_read")).toBe(0);
});

test("an impatient double click sends once", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  await signInAs("agent");
  await check(page, "bob");
  await page.getByRole("button", { name: marking }).dblclick();
  await expect(page.getByText("1 changed")).toBeVisible();
  expect(sandbox.calls("admin_set_msg_read")).toBe(1);
});

test("everything can be done with the keyboard alone", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("agent");
  await page.goto("/");
  await page.getByRole("heading", { name: "Find an account or group" }).waitFor();
  const tabTo = async (reached: () => Promise<boolean>) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await reached()) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("The keyboard does not get there.");
  };
  const focused = (name: RegExp) => async () => page.evaluate((pattern) => new RegExp(pattern).test(document.activeElement?.textContent ?? ""), name.source);
  const field = (name: string) => async () => page.evaluate((wanted) => document.activeElement?.getAttribute("name") === wanted, name);

  await tabTo(focused(/^Mark read/));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Mark conversations read" }).waitFor();
  await tabTo(field("account"));
  await page.keyboard.type("alice");
  await tabTo(field("peers"));
  await page.keyboard.type("bob");
  await tabTo(field("reason"));
  await page.keyboard.type("stuck");
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: /bob/ }).waitFor();
  await tabTo(focused(/^Mark 1 conversation read$/));
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 changed")).toBeVisible();
  // Whoever cannot see the page is taken to the result.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("1 changed");
  expect(sandbox.truth("alice").c2cTotal).toBe(0);
});

test("marking read works in Chinese", async ({ page, sandbox, signInAs }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  await signInAs("agent");
  await page.goto("/mark-read?account=alice&peers=bob&reason=%E6%8D%A2%E6%89%8B%E6%9C%BA");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("button", { name: "预览" }).click();
  await page.getByRole("button", { name: /1.*已读/ }).click();
  await expect(page.getByRole("heading", { name: "结果" })).toBeVisible();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("12 → 0");
  expect(sandbox.truth("alice").c2cTotal).toBe(0);
});

async function check(page: Page, peers: string): Promise<void> {
  await page.goto(`/mark-read?account=alice&peers=${peers}&reason=stuck`);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: marking }).waitFor();
}

/** Presses the button, and acts while IM's answer to the write is still under way. */
function whileSending(page: Page, server: Server, act: () => void): Promise<void> {
  return beforeAnswer(server, "admin_set_msg_read", () => page.getByRole("button", { name: marking }).click(), act);
}
