import { AuditPage } from "@/lib/shared/audit";
import { beforeAnswer, expect, test } from "./fixtures";

const address = (group: string, member: string, more = "") => `/group-unread?group=${encodeURIComponent(group)}&member=${encodeURIComponent(member)}${more}`;

for (const role of ["agent", "operator", "admin"] as const) {
  test(`as ${role}: a member's number is set, read back, and put back`, async ({ page, sandbox, signInAs, http }) => {
    sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", name: "Autumn launch", members: [{ userId: "bob", unread: 7 }, { userId: "eve", unread: 5 }], messages: 40 });
    const unreadOf = (userId: string) => sandbox.truth(userId).groups[0]?.unread;
    await signInAs(role);

    await page.goto("/group-unread");
    await page.getByLabel("Group id").fill("@TGS#2CLUZEAEJ");
    await page.getByLabel("Member’s account id").fill("bob");
    await page.getByRole("button", { name: "Look up", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Autumn launch" })).toBeVisible();
    await expect(page.getByLabel("New unread number")).toHaveValue("7");

    await page.getByLabel("New unread number").fill("2");
    await page.getByLabel("Reason").fill("migrated wrong");
    await expect(page.getByRole("form", { name: "Set the unread number" })).toContainText("7 → 2");
    await page.getByRole("button", { name: "Set to 2" }).click();
    const result = page.getByRole("status").filter({ hasText: "changed" });
    await expect(result).toContainText("7 → 2");
    expect([unreadOf("bob"), unreadOf("eve")]).toEqual([2, 5]);
    expect(sandbox.stats().webhooks).toEqual({});

    await page.getByRole("button", { name: "Put back 7…" }).click();
    await expect(page.getByLabel("New unread number")).toHaveValue("7");
    await page.getByLabel("Reason").fill("it was right after all");
    await page.getByRole("button", { name: "Set to 7" }).click();
    await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("2 → 7");
    expect(unreadOf("bob")).toBe(7);

    const { entries } = AuditPage.parse((await (await http("viewer")).get("/api/audit?account=bob")).json());
    const common = { actor: role, action: "group.set_unread", groupId: "@TGS#2CLUZEAEJ", account: "bob", outcome: "ok", effect: "changed" };
    expect(entries.slice(0, 2)).toMatchObject([{ ...common, before: 2, asked: 7, after: 7 }, { ...common, before: 7, asked: 2, after: 2, reason: "migrated wrong" }]);
  });
}

test("a viewer sees the number, and that setting it takes another role", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Work", members: [{ userId: "bob", unread: 7 }] });
  await signInAs("viewer");
  await page.goto(address("team", "bob"));
  await expect(page.getByRole("status").filter({ hasText: /^7$/ })).toBeVisible();
  const set = page.getByRole("button", { name: /^Set to/ });
  await expect(set).toBeDisabled();
  await expect(set).toHaveAccessibleDescription("Your role is viewer; this takes agent or higher.");
  expect(sandbox.calls("set_unread_msg_num")).toBe(0);
});

test("a deep link fills the forms, the new number and the reason", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 7 }] });
  await signInAs("agent");
  await page.goto(address("team", "bob", "&unread=3&ticket=ZD-7&reason=wrong"));
  await expect(page.getByLabel("New unread number")).toHaveValue("3");
  await expect(page.getByLabel(/Ticket/)).toHaveValue("ZD-7");
  await expect(page.getByLabel("Reason")).toHaveValue("wrong");
  expect(sandbox.calls("set_unread_msg_num")).toBe(0);
  await page.getByRole("button", { name: "Set to 3" }).click();
  await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("7 → 3");
});

test("a number above the group's messages is announced as lowered, and shown as clamped", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 1 }], messages: 12 });
  await signInAs("agent");
  await page.goto(address("team", "bob", "&reason=test"));
  await page.getByLabel("New unread number").fill("5000");
  await expect(page.getByText("The group has had 12 messages. IM lowers 5,000 to 12 without saying so.")).toBeVisible();
  await page.getByRole("button", { name: "Set to 5,000" }).click();
  const result = page.getByRole("status").filter({ hasText: "clamped" });
  await expect(result).toContainText("1 → 12");
  await expect(result).toContainText("asked for 5,000");
  expect(sandbox.truth("bob").groups[0]?.unread).toBe(12);
});

test("the number it has already is set without a change", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Community", members: [{ userId: "bob", unread: 4 }] });
  await signInAs("agent");
  await page.goto(address("team", "bob", "&reason=test"));
  await expect(page.getByText("The number is 4 already; sending it again changes nothing.")).toBeVisible();
  await page.getByRole("button", { name: "Set to 4" }).click();
  await expect(page.getByRole("status").filter({ hasText: "unchanged" })).toContainText("4 → 4");
});

test("one press offers zero", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 4 }] });
  await signInAs("agent");
  await page.goto(address("team", "bob", "&reason=test"));
  await page.getByRole("button", { name: "Make it 0" }).click();
  await page.getByRole("button", { name: "Set to 0" }).click();
  await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("4 → 0");
  expect(sandbox.truth("bob").groups[0]?.unread).toBe(0);
});

for (const [type, shown] of [["ChatRoom", "Meeting"], ["AVChatRoom", "AVChatRoom"]] as const) {
  test(`a ${shown} group says why it keeps no number, offers no form, and calls nothing`, async ({ page, sandbox, signInAs }) => {
    sandbox.addGroup({ groupId: "standup", type, members: ["bob"] });
    await signInAs("admin");
    await page.goto(address("standup", "bob"));
    await expect(page.getByRole("alert").filter({ hasText: `Groups of type ${shown} keep no unread count.` })).toBeVisible();
    await expect(page.getByText("not counted", { exact: true })).toBeVisible();
    await expect(page.getByLabel("New unread number")).toHaveCount(0);
    expect(sandbox.calls("set_unread_msg_num")).toBe(0);
  });
}

test("where IM reports no number, the derived one is shown as derived", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 4 }] });
  await signInAs("viewer");
  await page.goto(address("team", "bob"));
  await expect(page.getByText("reported by IM")).toBeVisible();
  sandbox.options({ reportUnread: false });
  await page.reload();
  await expect(page.getByText("derived", { exact: true })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^4$/ })).toBeVisible();
});

test("a number that could not be read back is unknown, not what was asked for", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 4 }] });
  await signInAs("agent");
  await page.goto(address("team", "bob", "&unread=1&reason=test"));
  await page.getByRole("button", { name: "Set to 1" }).waitFor();
  await beforeAnswer(server, "set_unread_msg_num", () => page.getByRole("button", { name: "Set to 1" }).click(), () => sandbox.faults([{ command: "get_group_info", rate: 1, kind: "code", code: 10004, times: 1 }]));
  const result = page.getByRole("status").filter({ hasText: "unverified" });
  await expect(result).toContainText("4 → ?");
  expect(sandbox.truth("bob").groups[0]?.unread).toBe(1);
});

test("an answer of OK after which the number stands where it stood is shown as no effect", async ({ page, sandbox, server, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 4 }] });
  await signInAs("agent");
  await page.goto(address("team", "bob", "&unread=1&reason=test"));
  await page.getByRole("button", { name: "Set to 1" }).waitFor();
  await beforeAnswer(server, "set_unread_msg_num", () => page.getByRole("button", { name: "Set to 1" }).click(), () => sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 4 }] }));
  await expect(page.getByRole("status").filter({ hasText: "no effect" })).toContainText("4 → 4");
});

test("an impatient double click sets once", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "bob", unread: 7 }] });
  await signInAs("agent");
  await page.goto(address("talk", "bob", "&unread=2&reason=stuck"));
  await page.getByRole("button", { name: "Set to 2" }).dblclick();
  await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("7 → 2");
  expect(sandbox.calls("set_unread_msg_num")).toBe(1);
});

test("what is no number is told at its field, and nothing is sent", async ({ page, sandbox, signInAs }) => {
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "bob", unread: 4 }] });
  await signInAs("agent");
  await page.goto(address("team", "bob", "&reason=test"));
  const number = page.getByLabel("New unread number");
  for (const [typed, complaint] of [["", /Enter a (whole )?number\./], ["-1", /cannot be below 0/], ["1.5", /Enter a whole number\./], ["4294967296", /larger than IM can hold/], ["1e3x", /Enter a (whole )?number\./], ["七", /Enter a (whole )?number\./]] as const) {
    await number.fill(typed);
    await page.getByRole("button", { name: /^Set (to|the number)/ }).click();
    await expect(number).toHaveAccessibleDescription(complaint);
  }
  expect(sandbox.calls("set_unread_msg_num")).toBe(0);
});

test("a group that does not exist and an account that is no member are told apart", async ({ page, pageWatch, sandbox, signInAs }) => {
  pageWatch.allowStatus(404);
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["bob"] });
  sandbox.addAccount({ userId: "outsider" });
  await signInAs("agent");
  await page.goto(address("no-such-group", "bob"));
  await expect(page.getByRole("alert").filter({ hasText: /no group with this id/ })).toBeVisible();
  await page.goto(address("team", "outsider"));
  await expect(page.getByRole("alert").filter({ hasText: /not a member of the group/ })).toBeVisible();
});

for (const [group, member] of [["@TGS#_@TGS#c/..%2F?&=+#x", "=cmd|' /C calc'!A0"], ["a b/../c", "?peers=x&account=y"], ["100%", "<img src=x onerror=alert(1)>"], ["{{7*7}}", "__proto__"]] as const) {
  test(`the ids ${group} and ${member} go through the whole stack unharmed`, async ({ page, sandbox, signInAs }) => {
    sandbox.addGroup({ groupId: group, type: group.startsWith("@TGS#_") ? "Community" : "Public", members: [{ userId: member, unread: 7 }] });
    sandbox.addUnread({ to: member, from: "bob", count: 3 });
    await signInAs("agent");
    await page.goto("/group-unread");
    await page.getByLabel("Group id").fill(group);
    await page.getByLabel("Member’s account id").fill(member);
    await page.getByRole("button", { name: "Look up", exact: true }).click();
    await page.getByLabel("New unread number").fill("1");
    await page.getByLabel("Reason").fill("ids");
    await page.getByRole("button", { name: "Set to 1" }).click();
    await expect(page.getByRole("status").filter({ hasText: "changed" })).toContainText("7 → 1");
    expect(sandbox.truth(member).groups).toMatchObject([{ groupId: group, unread: 1 }]);

    // The address alone brings the same page back.
    await page.reload();
    await expect(page.getByLabel("Group id")).toHaveValue(group);
    await expect(page.getByLabel("Member’s account id")).toHaveValue(member);
    await expect(page.getByRole("status").filter({ hasText: /^1$/ })).toBeVisible();

    await page.goto(`/mark-read?${new URLSearchParams({ account: member, peers: "bob", reason: "ids" })}`);
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("button", { name: "Mark 1 conversation read" }).click();
    await expect(page.getByText("1 changed")).toBeVisible();
    await expect(page.getByRole("row", { name: /bob/ })).toContainText("3 → 0");
    expect(sandbox.truth(member).c2cTotal).toBe(0);

    await page.goto(`/audit?${new URLSearchParams({ account: member })}`);
    await expect(page.getByRole("list", { name: "Entries" }).getByText(member, { exact: true })).toHaveCount(2);
  });
}
