import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright/test";
import type { Finding, Verdict } from "@/lib/shared/findings";
import { Picture } from "@/lib/shared/picture";
import type { Sandbox } from "../../lib/sandbox/index";
import { root } from "../support/command";
import { appId } from "../support/console";
import type { HttpClient } from "../support/http-client";
import { confirmMarkRead, conversation, findings, group, openAccount, term } from "./account";
import { expect, test } from "./fixtures";

interface Found {
  page: Page;
  /** Where the page tells of it. */
  item: Locator;
  finding: Finding;
  sandbox: Sandbox;
  agent: HttpClient;
}

interface Case {
  /** An account of the demo data. */
  account: string;
  /** What comes of it, as the end of a sentence. */
  says: string;
  verdict: Verdict;
  /** What the page calls it, where that is not its usual name: softer while something here can be tried. */
  called?: string;
  arrange?: (sandbox: Sandbox) => void;
  check: (found: Found) => Promise<void>;
}

const verdictWords: Record<Verdict, string> = { fixable: "fixable here", not_from_server: "not from the server", nothing_wrong: "nothing wrong" };

/** By code: an account of the demo data that shows the finding, and its fix or its honest "cannot" beside what the sandbox knows. */
const cases: Record<string, Case> = {
  unexplained: {
    account: "crowded",
    says: "the missing conversations are found and marked read, and no others",
    verdict: "fixable",
    async check({ page, sandbox }) {
      const before = sandbox.truth("crowded");
      const hidden = before.conversations.filter(({ listed, unread }) => !listed && unread > 0);
      const missing = hidden.reduce((sum, { unread }) => sum + unread, 0);
      await expect(term(page, "unexplained")).toContainText(String(missing));
      await page.getByRole("button", { name: `Find the missing ${missing}` }).click();
      await expect(page.getByText("Everything is explained.")).toBeVisible({ timeout: 30_000 });
      const found = page.getByRole("table", { name: "Conversations found" });
      for (const { peer, unread } of hidden) await expect(found.getByRole("row").filter({ has: page.getByText(peer, { exact: true }) })).toContainText(String(unread));
      await expect(found.getByRole("row")).toHaveCount(hidden.length + 1);
      expect(sandbox.calls("admin_set_msg_read")).toBe(0);

      await page.getByRole("button", { name: `Mark all ${hidden.length} found read…` }).click();
      await confirmMarkRead(page, hidden.length);
      for (const { peer, unread } of hidden) await expect(found.getByRole("row").filter({ has: page.getByText(peer, { exact: true }) })).toContainText(`${unread} → 0`);
      await expect(term(page, "unexplained")).toContainText(`${missing} → 0`);
      const after = sandbox.truth("crowded");
      expect(after.c2cTotal).toBe(before.c2cTotal - missing);
      const gone = new Set(hidden.map(({ peer }) => peer));
      expect(unreadOf(after)).toEqual(unreadOf(before).map(([peer, unread]) => [peer, gone.has(peer) ? 0 : unread]));
      await expect(findings(page).filter({ hasText: "no longer shows" })).toHaveCount(0);
    },
  },
  peer_gone: {
    account: "lost.peer",
    says: "marking read is tried, refused by IM, shown as failed, and changes nothing",
    verdict: "not_from_server",
    called: "not surely from the server",
    async check({ page, item, sandbox }) {
      const before = sandbox.truth("lost.peer");
      await expect(conversation(page, "gone.seller")).toContainText("no such account");
      await expect(conversation(page, "gone.seller")).toContainText("?");
      await item.getByRole("button", { name: "Mark it read…" }).click();
      await expect(page.getByRole("dialog").getByRole("row", { name: /gone\.seller/ })).toContainText("? → 0");
      await confirmMarkRead(page, 1);
      await expect(conversation(page, "gone.seller")).toContainText("failed");
      await expect(conversation(page, "gone.seller")).not.toContainText("→ 0");
      expect(sandbox.calls("admin_set_msg_read")).toBe(1);
      expect(sandbox.truth("lost.peer")).toEqual(before);
      await expect(item).toBeVisible();
    },
  },
  conversation_at_limit: {
    account: "flooded",
    says: "250 stands there as a limit, and counting starts anew once it is read",
    verdict: "nothing_wrong",
    async check({ page, item, sandbox }) {
      await expect(conversation(page, "newsbot")).toContainText("at the limit");
      await expectNoFix(item);
      await conversation(page, "newsbot").getByRole("button", { name: "Mark read newsbot" }).click();
      await confirmMarkRead(page, 1);
      await expect(conversation(page, "newsbot")).toContainText("250 → 0");
      expect(sandbox.truth("flooded").c2cTotal).toBe(3);
      await expect(item).toHaveCount(0);
    },
  },
  conversations_at_limit: {
    account: "popular",
    says: "a hundred conversations count and the others do not, which nobody can mend",
    verdict: "nothing_wrong",
    arrange: (sandbox) => sandbox.options({ recentContacts: 500 }),
    async check({ page, item, sandbox }) {
      expect(sandbox.truth("popular").conversations.filter(({ unread }) => unread > 0)).toHaveLength(100);
      await expect(item).toContainText("100 conversations have unread, and IM counts in at most 100.");
      await expectNoFix(item);
      await expect(term(page, "oneToOne")).toContainText(String(sandbox.truth("popular").c2cTotal));
    },
  },
  all_unread_group: {
    account: "group.person",
    says: "the number is set to 0 from the finding, in that group alone",
    verdict: "fixable",
    async check({ page, item, sandbox }) {
      const before = sandbox.truth("group.person").groups;
      await item.getByRole("button", { name: "Set to 0…" }).click();
      const form = page.getByRole("form", { name: "Set the unread number" });
      await expect(form.getByLabel("New unread number")).toHaveValue("0");
      await expect(form).toContainText("33 → 0");
      expect(sandbox.calls("set_unread_msg_num")).toBe(0);
      await form.getByLabel("Reason").fill("read long ago");
      await form.getByRole("button", { name: "Set to 0" }).click();
      await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("33 → 0");
      expect(sandbox.truth("group.person").groups).toEqual(before.map((one) => (one.groupId === "all unread" ? { ...one, unread: 0 } : one)));
      await expect(item).toHaveCount(0);
    },
  },
  muted_groups: {
    account: "group.person",
    says: "the muted number is shown, named and left alone",
    verdict: "nothing_wrong",
    async check({ page, item, sandbox }) {
      const unread = sandbox.truth("group.person").groups.find(({ groupId }) => groupId === "muted-deals")?.unread;
      await expect(item).toContainText(`${unread} unread are in 1 muted group.`);
      await expect(term(page, "groups")).toContainText(`${unread} of it muted`);
      await expect(group(page, "muted-deals").getByText("muted", { exact: true })).toBeVisible();
      await expectNoFix(item);
    },
  },
  group_numbers_differ: {
    account: "group.person",
    says: "both numbers are shown, and the server's own counts",
    verdict: "nothing_wrong",
    async check({ page, item, sandbox }) {
      const unread = sandbox.truth("group.person").groups.find(({ groupId }) => groupId === "announcements")?.unread;
      await item.getByText("Evidence").click();
      await expect(item.getByText(`${unread} / 9`)).toBeVisible();
      await expect(group(page, "announcements").getByRole("cell", { name: `${unread} reported` })).toBeVisible();
      await expectNoFix(item);
    },
  },
  group_not_counting: {
    account: "group.person",
    says: "no number is shown, none can be set, and asking for it sends nothing",
    verdict: "nothing_wrong",
    async check({ page, item, sandbox, agent }) {
      const uncounted = sandbox.truth("group.person").groups.filter(({ counted }) => !counted);
      expect(uncounted.map(({ groupId }) => groupId)).toEqual(expect.arrayContaining(["standup", "launch-live"]));
      await item.getByText("Evidence").click();
      for (const { groupId } of uncounted) {
        await expect(item.getByText(groupId, { exact: true })).toBeVisible();
        await expect(group(page, groupId).getByRole("cell", { name: "not counted" })).toBeVisible();
        await expect(group(page, groupId).getByRole("button", { name: /^Set…/ })).toHaveCount(0);
        const answer = await agent.put(`/api/apps/${appId}/groups/${groupId}/members/group.person/unread`, { unread: 1, reason: "try" });
        expect(answer.json()).toMatchObject({ error: { code: "unsupported_group_type" } });
      }
      expect(sandbox.calls("set_unread_msg_num")).toBe(0);
      await expectNoFix(item);
    },
  },
  meeting_counts: {
    account: "group.person",
    says: "a Meeting group that counts shows its number, and says what has to be configured to set it",
    verdict: "nothing_wrong",
    arrange: (sandbox) => sandbox.options({ meetingUnread: true }),
    async check({ page, item, sandbox }) {
      const standup = sandbox.truth("group.person").groups.find(({ groupId }) => groupId === "standup");
      expect(standup).toMatchObject({ counted: true });
      await expect(group(page, "standup").getByRole("cell", { name: `${standup?.unread} reported` })).toBeVisible();
      await expect(group(page, "standup").getByRole("button", { name: /^Set…/ })).toHaveCount(0);
      await expect(item).toContainText("meetingUnread");
      await expectNoFix(item);
    },
  },
  server_zero: {
    account: "device.only",
    says: "everything is 0, no flag is set either, and the device is named",
    verdict: "not_from_server",
    async check({ page, item, sandbox }) {
      const truth = sandbox.truth("device.only");
      expect([truth.c2cTotal, ...truth.conversations.map(({ unread }) => unread), ...truth.groups.map(({ unread }) => unread)].every((unread) => unread === 0)).toBe(true);
      await expect(term(page, "badge")).toContainText("0");
      await expect(item).toContainText("comes from the device");
      await item.getByRole("button", { name: "Check for marks" }).click();
      await expect(item.getByText("No conversation is flagged as unread.")).toBeVisible();
      expect(sandbox.truth("device.only")).toEqual(truth);
    },
  },
  account_unknown: {
    account: "Dramon1",
    says: "no number is invented, and the spelling is named",
    verdict: "not_from_server",
    async check({ page, item, sandbox }) {
      expect(sandbox.truth("Dramon1").exists).toBe(false);
      expect(sandbox.truth("dramon1").exists).toBe(true);
      await expect(item).toContainText("capitals count");
      await expect(page.getByRole("region", { name: "What the server counts" })).toHaveCount(0);
      await expect(page.getByRole("button", { name: /^Mark/ })).toHaveCount(0);
      await expect(item.getByRole("link", { name: "Is it a group? Look it up as one" })).toHaveAttribute("href", /^\/groups\/Dramon1/);
    },
  },
};

test("every finding there is has a case here", () => {
  const helpers = ["all.ts", "facts.ts", "index.ts", "words.ts"];
  const files = readdirSync(join(root, "lib/server/picture/findings")).filter((file) => !helpers.includes(file));
  expect(Object.keys(cases).toSorted()).toEqual(files.map((file) => file.replace(".ts", "").replaceAll("-", "_")).toSorted());
});

for (const [code, { account, says, verdict, called, arrange, check }] of Object.entries(cases)) {
  test(`${code} of ${account}: ${says}`, async ({ page, sandbox, signInAs, http }) => {
    sandbox.reset({ seed: "demo" });
    arrange?.(sandbox);
    const agent = await http("agent");
    const finding = await readFinding(agent, account, code);
    await signInAs("agent");
    const exists = sandbox.truth(account).exists;
    await (exists ? openAccount(page, account) : page.goto(`/accounts/${account}`));
    const item = (exists ? findings(page) : page.getByRole("alert")).filter({ hasText: finding.title.en });
    await expect(item).toContainText(finding.next.en);
    expect(finding.verdict).toBe(verdict);
    if (exists) await expect(item.getByText(called ?? verdictWords[verdict], { exact: true })).toBeVisible();
    await check({ page, item, finding, sandbox, agent });
  });
}

test("a flag that is no count stays when everything is read, and is found then", async ({ page, sandbox, signInAs }) => {
  sandbox.reset({ seed: "demo" });
  await signInAs("agent");
  await openAccount(page, "flagged");
  await expect(conversation(page, "teacher")).toContainText("pinned");
  await page.getByRole("button", { name: "Mark all 2 read…" }).click();
  await confirmMarkRead(page, 2);
  await expect(term(page, "badge")).toContainText("3 → 0");
  expect(sandbox.truth("flagged").c2cTotal).toBe(0);
  await page.getByRole("button", { name: "Check for marks" }).click();
  const item = findings(page).filter({ hasText: "The server counts nothing unread" });
  await expect(item.getByText("1 conversation is flagged as unread.")).toBeVisible();
  await expect(item.getByText("emma.clark", { exact: true })).toBeVisible();
});

async function readFinding(client: HttpClient, account: string, code: string): Promise<Finding> {
  const picture = Picture.parse((await client.get(`/api/apps/${appId}/accounts/${encodeURIComponent(account)}/picture`)).json());
  const finding = picture.findings.find((one) => one.code === code);
  if (!finding) throw new Error(`${account} shows ${picture.findings.map((one) => one.code).join(", ") || "nothing"}, not ${code}.`);
  return finding;
}

/** Where nothing can be mended, nothing is offered. */
async function expectNoFix(item: Locator): Promise<void> {
  await expect(item).toBeVisible();
  await expect(item.getByRole("button", { name: /read…|Set to/ })).toHaveCount(0);
}

function unreadOf({ conversations }: { conversations: { peer: string; unread: number }[] }): [string, number][] {
  return conversations.map(({ peer, unread }) => [peer, unread]);
}
