import type { Locator, Page } from "playwright/test";
import { expect } from "./fixtures";

/** Opens an account's page and waits until its picture is whole. `query` begins with `?`. */
export async function openAccount(page: Page, userId: string, query = ""): Promise<void> {
  await page.goto(`/accounts/${encodeURIComponent(userId)}${query}`);
  await expect(wholeBadge(page, userId)).toBeAttached({ timeout: 30_000 });
}

/** What a screen reader hears once every part is there. */
export const wholeBadge = (page: Page, userId: string): Locator => page.getByRole("status").filter({ hasText: `${userId}: server badge` });

/** The line that adds up, number by number, as `term` finds them. */
export const terms = { badge: /^Server badge/, oneToOne: /^One-to-one (?![\d?…])/, groups: /^Groups/, listed: /= listed/, unexplained: /^unexplained/ } as const;

export const term = (page: Page, name: keyof typeof terms): Locator => page.getByRole("region", { name: "What the server counts" }).locator("[data-open]").filter({ hasText: terms[name] });

export const findings = (page: Page): Locator => page.getByRole("list", { name: "Findings" }).getByRole("listitem");
export const conversation = (page: Page, peer: string): Locator => page.getByRole("table", { name: "One-to-one conversations" }).getByRole("row").filter({ has: page.getByRole("checkbox", { name: `Select ${peer}`, exact: true }) });
/** By its id, which stands in every row. */
export const group = (page: Page, groupId: string): Locator => page.getByRole("table", { name: "Groups" }).getByRole("row").filter({ has: page.getByText(groupId, { exact: true }) });

/** Gives the reason and sends what the window lists. */
export async function confirmMarkRead(page: Page, count: number, reason = "badge stuck"): Promise<void> {
  const dialog = page.getByRole("dialog", { name: `Mark ${count} conversation${count === 1 ? "" : "s"} read` });
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: /^Mark \d+ conversations? read$/ }).click();
  await expect(dialog).toBeHidden();
}
